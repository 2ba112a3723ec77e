import { configureGlobal } from 'fast-check';

// Nobody reads which example of a property fails for a mutant, so examples aren't shrunk.
configureGlobal({ endOnFailure: true });
