const { projects, ...settings } = require('./jest.config.cjs');

/**
 * `npm run coverage`: the tests of the functions and those in n8n's engine, which here loads the
 * sources that the built package is made of.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...settings,
	projects: projects
		.filter(({ displayName }) => ['functions', 'engine'].includes(displayName))
		.map((project) => ({
			...project,
			moduleNameMapper: { '/dist/((nodes|credentials)/.*)\\.js$': '<rootDir>/$1.ts' },
		})),
	collectCoverage: true,
	coverageReporters: ['text'],
	coverageThreshold: { global: { lines: 95, branches: 95 } },
};
