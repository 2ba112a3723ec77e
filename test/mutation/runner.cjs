const { basename } = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Runs the tests of a mutant until one of them fails, because that is all that Stryker wants to know. It
 * begins with the file that has the mutated file's name, where most of them fail. Jest itself would end the
 * whole process at the first failure, and Stryker with it.
 */
module.exports = class MutationRunner extends TestRunner {
	async runTests(tests, ...rest) {
		const named = this._globalConfig.nonFlagArgs.map((path) => basename(path, '.ts'));
		const isNamed = ({ path }) => named.includes(basename(path, '.test.ts'));
		let hasFailed = false;
		this.on('test-file-failure', () => (hasFailed = true));
		this.on('test-file-success', ([, { numFailingTests }]) => (hasFailed ||= numFailingTests > 0));
		for (const test of tests.toSorted((a, b) => isNamed(b) - isNamed(a))) {
			if (hasFailed) return;
			await super.runTests([test], ...rest);
		}
	}
};
