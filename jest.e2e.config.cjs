/** @type {import('jest').Config} */
module.exports = {
	displayName: 'browser',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	testMatch: ['<rootDir>/test/e2e/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/support/startDemo.ts',
	globalTeardown: '<rootDir>/test/e2e/support/stopDemo.ts',
	modulePathIgnorePatterns: ['<rootDir>/.demo', '<rootDir>/.mutation'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
