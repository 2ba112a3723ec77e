import { range, set } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { otherFields } from '../../../nodes/Rockerbox/operations/mappingMode';
import type { Operation } from '../../../nodes/Rockerbox/operations/operation';
import { itemOptions, runOptions } from '../../../nodes/Rockerbox/operations/options';
import { sendConversion } from '../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { prepareRun } from '../../../nodes/Rockerbox/prepare/prepare';
import { contextOf, type Given } from '../../support/context';
import { everyField } from '../../support/everyField';

const MAX_REASON_CHARS = 3_000;
const MAX_REMARK_CHARS = 600;
const MAX_REMARKS = 10;

const CREDENTIAL = { advertiserId: 'MOx2ZmMw', baseUrl: 'https://webhooks.getrockerbox.com' };

/** Long, many, or both; `undefined` stands for an expression that throws a long message. */
const HOSTILE: Array<[what: string, value: unknown]> = [
	['a long text', 'x'.repeat(100_000)],
	['a text of many digits', '7'.repeat(100_000)],
	['a long date that can be read in two ways', `07/08/2024${' '.repeat(50)}${'x'.repeat(100_000)}`],
	['a text of emoji', '🛒'.repeat(50_000)],
	['a text that turns around what follows', '\u202e'.repeat(100_000)],
	['an amount that can mean two', `$${'9'.repeat(3)},${'9'.repeat(3)}`],
	['many names', range(10_000).join(',')],
	[
		'many long names',
		range(100)
			.map((index) => `${index}`.repeat(1_000))
			.join(','),
	],
	['a list of many long names', range(100).map((index) => `${index}`.repeat(1_000))],
	['a number of many digits', 10n ** 10_000n],
	['a list of many values', range(200_000)],
	[
		'an object of many long names',
		Object.fromEntries(range(1_000).map((index) => [`${index}`.repeat(100), index])),
	],
	['words that are thrown', undefined],
];

/** Everything that a user can set, as a path into the node's parameters. */
const PATHS = [
	...[sendConversion, sendMarketingEvent].flatMap(pathsOf),
	...Object.values({ ...runOptions, ...itemOptions }).map(({ name }) => `options.${name}`),
	...['from', 'to'].map((side) => `options.actionMapping.values[0].${side}`),
	...['name', 'type', 'value'].map((part) => `extraParameters.assignments[0].${part}`),
	...Object.values(otherFields).map(({ name }) => name),
	...['extraParameters', 'additionalFields', 'operation', 'mappingMode'],
];

function pathsOf({ fields, collection }: Operation): string[] {
	return Object.values(fields).map(({ property, inCollection }) =>
		inCollection ? `${collection.name}.${property.name}` : property.name,
	);
}

/** The node, with valid parameters except at these paths. */
function withHostile(paths: string[], rest: INodeParameters): INodeParameters {
	const parameters: INodeParameters = {
		...everyField(sendConversion),
		options: {},
		...rest,
	};
	for (const path of paths) set(parameters, path, '=hostile');
	return parameters;
}

/**
 * Prepares a run, and compares every message with its bound. Returns the length of the reason in characters.
 */
async function lengthOf(given: Given): Promise<number> {
	const { context } = contextOf({ credential: () => CREDENTIAL, ...given });
	const { items, remarks } = await prepareRun(context);
	const lengths = items.map((item) => ('status' in item ? item.reason.length : 0));
	expect(Math.max(...lengths)).toBeLessThan(MAX_REASON_CHARS);
	expect(remarks.length).toBeLessThanOrEqual(MAX_REMARKS);
	for (const { sentence } of remarks) expect(sentence.length).toBeLessThan(MAX_REMARK_CHARS);
	return Math.max(...lengths);
}

const evaluateTo = (value: unknown) => () => {
	if (value !== undefined) return value;
	throw new Error(`No path back to node ${'"Orders" '.repeat(100_000)}`);
};

describe.each(HOSTILE)('Every message is short, whatever holds %s', (_, value) => {
	const evaluate = evaluateTo(value);

	test.each([
		['map', {}],
		['map automatically', { mappingMode: 'auto', includeOtherFields: true, include: 'selected' }],
		['map but for some', { mappingMode: 'auto', includeOtherFields: true, include: 'except' }],
	])('about all parameters with which a user can %s', async (_mode, rest) => {
		let longest = 0;
		for (const path of PATHS) {
			const parameters = withHostile([path], rest);
			longest = Math.max(longest, await lengthOf({ parameters, evaluate }));
		}
		expect(longest).toBeGreaterThan(0);
	});

	test('of all fields at once', async () => {
		const paths = [
			...pathsOf(sendConversion),
			...range(100).map((row) => `extraParameters.assignments[${row}].name`),
		];
		const parameters = withHostile(paths, {});
		expect(await lengthOf({ parameters, evaluate })).toBeGreaterThan(0);
	});

	test('of the credential', async () => {
		for (const key of ['advertiserId', 'baseUrl']) {
			const credential = () => ({ ...CREDENTIAL, [key]: evaluate() }) as IDataObject;
			await lengthOf({ parameters: everyField(sendConversion), credential });
		}
	});
});

describe('Every message is short, whatever names an item has', () => {
	const spelled = (count: number) =>
		Object.fromEntries(
			Object.keys(sendConversion.fields).flatMap((key) =>
				range(count).map((index) => [`${key}${'_'.repeat(index)}`, `${index}`]),
			),
		);
	const names = range(1_000).map((index) => `${index}`.repeat(1_000));
	const others = Object.fromEntries(names.map((name) => [name, { [name]: Symbol(name) }]));

	test.each<[string, IDataObject, INodeParameters]>([
		['many spellings of every field', spelled(500), {}],
		[
			'many spellings of every field, but none exact',
			{
				...spelled(500),
				...Object.fromEntries(Object.keys(sendConversion.fields).map((key) => [key, ''])),
			},
			{},
		],
		['many long names', others, { include: 'all' }],
		[
			'many long names that are selected',
			others,
			{ include: 'selected', includeFields: names.join(',') },
		],
		[
			'many long names, inside each other',
			others,
			{ include: 'selected', includeFields: names.map((name) => `${name}.${name}`).join(',') },
		],
		[
			'many long names that lead to one',
			{},
			{ include: 'selected', includeFields: names.map((name) => `${name}.${names[0]}`).join(',') },
		],
		[
			'many long names that are missing',
			spelled(1),
			{ include: 'selected', includeFields: names.join(',') },
		],
	])('%s', async (_, item, choice) => {
		const right = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };
		const parameters = {
			operation: 'sendConversion',
			mappingMode: 'auto',
			includeOtherFields: true,
			...choice,
		};
		await lengthOf({ items: [item, { ...item, ...right }], parameters });
	});
});
