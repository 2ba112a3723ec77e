const { projects } = require('./jest.config.cjs');

/**
 * The tests that `npm run mutation` runs against each change: those of the functions.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...projects.find(({ displayName }) => displayName === 'functions'),
	roots: ['<rootDir>/nodes', '<rootDir>/test'], // nothing else is looked through
};
