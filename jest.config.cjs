const common = {
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
	modulePathIgnorePatterns: ['<rootDir>/.demo', '<rootDir>/.mutation'],
};
const pureFunctions = {
	...common,
	testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
	coverageDirectory: '.coverage',
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	projects: [
		{ displayName: 'functions', ...pureFunctions },
		{
			// n8n provides zod at run time. Should it move to zod 4, every rule must hold as before.
			displayName: 'functions on zod 4',
			...pureFunctions,
			moduleNameMapper: { '^zod$': 'zod4' },
		},
		{
			displayName: 'engine',
			...common,
			testMatch: ['<rootDir>/test/engine/*.test.ts'],
		},
	],
};
