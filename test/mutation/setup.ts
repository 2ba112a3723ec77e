import { configureGlobal } from 'fast-check';

// Nobody reads which example of a property fails for a mutant, so no smaller one is looked for.
configureGlobal({ endOnFailure: true });
