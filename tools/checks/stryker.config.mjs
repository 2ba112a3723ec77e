import { createRequire } from 'node:module';

const { projects } = createRequire(import.meta.url)('../../jest.config.cjs');

export default {
	packageManager: 'npm',
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: {
		config: {
			...projects.find(({ displayName }) => displayName === 'functions'),
			projects: [],
			roots: ['<rootDir>/nodes', '<rootDir>/test'], // nothing else is searched
			// These tests try the same code with thousands of values, or simulate runs of a minute, which takes
			// seconds for each mutant.
			testPathIgnorePatterns: [
				'/growth\\.test',
				'[cC]orpus\\.test',
				'/boundedMessages\\.test',
				'/(concurrencyLimit|sendingRate)\\.test',
			],
			runner: '<rootDir>/test/mutation/runner.cjs',
			testEnvironment: './test/mutation/environment.cjs',
			setupFiles: ['<rootDir>/test/mutation/setup.ts'],
		},
	},
	mutate: [
		'nodes/Rockerbox/{prepare,delivery}/**/*.ts',
		// The tests of these are the simulated runs.
		'!nodes/Rockerbox/delivery/{concurrencyLimit,sendingRate}.ts',
	],
	ignorePatterns: ['.demo', '.coverage', '.screenshots', 'dist', 'docs'],
	ignoreStatic: true,
	coverageAnalysis: 'perTest',
	timeoutMS: 2000,
	tempDirName: '.mutation/sandbox',
	reporters: ['clear-text', 'html'],
	htmlReporter: { fileName: '.mutation/report.html' },
	clearTextReporter: { allowColor: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 85 },
};
