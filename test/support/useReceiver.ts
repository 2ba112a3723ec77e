import { Receiver } from '../../tools/harness/rockerbox/receiver';

/** A receiver for the tests of one file; each test finds it empty. */
export function useReceiver(): Receiver {
	const receiver = new Receiver();
	beforeAll(async () => await receiver.start());
	beforeEach(() => receiver.reset());
	afterAll(async () => await receiver.stop());
	return receiver;
}
