/**
 * Says which folder may import which, types included. `npm run check:imports` names each import that breaks
 * the rule. An item passes through this list from top to bottom, and imports point upward: each step knows
 * the earlier steps, never the later ones.
 */
const ROOT = '^nodes/Rockerbox/';

/** The package's other files that each step may import. */
const MAY_IMPORT = {
	'values/': [],
	'outcome\\.ts': ['values/'],
	'remark\\.ts': ['values/'],
	'operations/': ['values/', 'outcome\\.ts'],
	'preflight/': ['operations/', 'values/', 'outcome\\.ts', 'agentTool\\.ts'],
	'prepare/parameters/': ['values/'],
	'prepare/mapping/': [
		'prepare/parameters/',
		'operations/',
		'values/',
		'outcome\\.ts',
		'remark\\.ts',
		'unexpectedLogger\\.ts',
	],
	'prepare/': [
		'preflight/',
		'operations/',
		'values/',
		'outcome\\.ts',
		'remark\\.ts',
		'(monotonicClock|yieldToEventLoop)\\.ts',
		'unexpectedLogger\\.ts',
	],
	'delivery/reply/': ['values/', 'outcome\\.ts'],
	'delivery/': [
		'prepare/',
		'values/',
		'outcome\\.ts',
		'agentTool\\.ts',
		'(monotonicClock|yieldToEventLoop)\\.ts',
		'unexpectedLogger\\.ts',
	],
	'hint\\.ts': ['preflight/', 'values/', 'outcome\\.ts', 'remark\\.ts'],
	'output\\.ts': ['values/', 'outcome\\.ts'],
	'stopError\\.ts': ['values/', 'agentTool\\.ts', 'outcome\\.ts'],
};

const layers = Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
	name: `what ${from.replace('\\', '')} may import`,
	severity: 'error',
	from: { path: `${ROOT}${from}` },
	to: { path: '^(nodes|credentials)/', pathNot: [from, ...allowed].map((path) => ROOT + path) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...layers,
		{
			name: 'tools import the harness and the package, never each other',
			severity: 'error',
			from: { path: '^tools/(?!harness/)([^/]+)/' },
			to: { path: '^tools/', pathNot: '^tools/(harness|$1)/' },
		},
		{
			name: 'the harness imports no tool and no test',
			severity: 'error',
			from: { path: '^tools/harness/' },
			to: { path: '^(tools/(?!harness/)|test/)' },
		},
		{
			name: 'no circles',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'delivery takes only types from prepare',
			comment: 'What is prepared is plain data.',
			severity: 'error',
			from: { path: `${ROOT}delivery/` },
			to: { path: `${ROOT}prepare/`, dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'only the table of contents imports the output',
			severity: 'error',
			from: { path: '^nodes/', pathNot: `${ROOT}Rockerbox\\.node\\.ts$` },
			to: { path: `${ROOT}(output|hint)\\.ts$` },
		},
		{
			name: 'the credential takes the rules about itself alone',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^nodes/', pathNot: `${ROOT}prepare/(account|authenticate|rawFields)\\.ts$` },
		},
	],
	options: {
		tsPreCompilationDeps: true, // so that imports of types are kept
		doNotFollow: { path: 'node_modules' },
	},
};
