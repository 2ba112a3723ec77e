const { projects } = require('./jest.config.cjs');

const [{ transform, modulePathIgnorePatterns }] = projects;

/** @type {import('jest').Config} */
module.exports = {
	displayName: 'browser',
	transform,
	modulePathIgnorePatterns,
	testMatch: ['<rootDir>/test/e2e/*.test.ts'],
	globalSetup: '<rootDir>/test/e2e/support/startDemo.ts',
	globalTeardown: '<rootDir>/test/e2e/support/stopDemo.ts',
	testTimeout: 120_000,
	maxWorkers: 1,
};
