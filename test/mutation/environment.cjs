const { TestEnvironment } = require('jest-environment-node');

/** Skips the other tests of a file once one has failed: the mutant is found. */
module.exports = class MutationEnvironment extends TestEnvironment {
	#hasFailed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_done') this.#hasFailed ||= test.errors.length > 0;
		if (name === 'test_start' && this.#hasFailed) test.mode = 'skip';
	}
};
