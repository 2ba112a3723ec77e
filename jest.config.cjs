const common = {
	// With isolatedModules of the tsconfig each file is compiled alone. `npm run typecheck` checks types.
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
	// Jest looks through nothing else: what the tools keep is hundreds of thousands of files.
	roots: ['nodes', 'credentials', 'test', 'tools'].map((folder) => `<rootDir>/${folder}`),
};

const functions = {
	...common,
	displayName: 'functions',
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
};

const engine = {
	...common,
	displayName: 'engine',
	testMatch: ['<rootDir>/test/engine/*.test.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
	maxWorkers: '100%', // by default Jest leaves a core to others, which is half of two
	projects: [
		functions,
		{
			// n8n provides zod at run time. Should it move to zod 4, every rule must hold as before. These
			// are the tests that parse with zod; the others can't tell one from the other.
			...functions,
			displayName: 'functions on zod 4',
			testMatch: functions.testMatch.map((match) =>
				match.replace('*.test.ts', '{value,payload,prepare}.test.ts'),
			),
			moduleNameMapper: { '^zod$': 'zod4' },
		},
		engine,
		{
			// For `npm run coverage`: the same tests with the sources that the built package is made of.
			...engine,
			displayName: 'sources',
			moduleNameMapper: { '/dist/((nodes|credentials)/.*)\\.js$': '<rootDir>/$1.ts' },
		},
		{
			...common,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/e2e/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/support/startDemo.ts',
			globalTeardown: '<rootDir>/test/e2e/support/stopDemo.ts',
		},
	],
	coverageDirectory: '.coverage',
	coverageReporters: ['text'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
};
