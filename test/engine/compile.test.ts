import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { extraParameters, PURCHASE, useRockerbox } from '../support/engineRun';
import { field, items } from '../support/fieldPaths';

const { run } = useRockerbox();

const TYPES = ['string', 'number', 'boolean', 'array', 'object'];

/** The request that a dry run shows for each item, or the reason why it fails. */
async function shown(given: IDataObject[], mapping: INodeParameters) {
	const { success, error } = await run(given, {
		parameters: { ...PURCHASE, email: 'jane@example.com', dryRun: true, ...mapping },
		settings: { onError: 'continueErrorOutput' },
	});
	return {
		success,
		error: error.map(({ json, pairedItem }) => ({ error: json.error, pairedItem })),
	};
}

const inAField = (expression: string) => ({ customerId: expression });
const inACollection = (expression: string) => ({
	additionalFields: { orderId: expression, inStore: '={{ 1 + 1 }}', conversionSource: 'store' },
});
const asAnExtraParameter = (type: string) => (expression: string) =>
	extraParameters([
		{ name: 'fixed', value: 'yes' },
		{ name: 'extra', value: expression, type },
	]);

describe('A field that is read from the item', () => {
	test.each<[string, (expression: string) => INodeParameters]>([
		['in a field', inAField],
		['in a collection', inACollection],
		...TYPES.map((type): [string, ReturnType<typeof asAnExtraParameter>] => [
			`as an extra parameter (${type})`,
			asAnExtraParameter(type),
		]),
	])(
		"is the same as what n8n's engine gives: %s",
		async (_where, mapped) => {
			await fc.assert(
				fc.asyncProperty(items, field, async (given, { path, byEngine }) => {
					expect(await shown(given as IDataObject[], mapped(path))).toEqual(
						await shown(given as IDataObject[], mapped(byEngine)),
					);
				}),
				{ numRuns: 60 },
			);
		},
		120_000,
	);

	test.each<[string, IDataObject]>([
		['$json.joined', { joined: new Date(1_535_147_451_000) }],
		['$json.name.length', { name: 'Jane' }],
		['$json.tags.length', { tags: ['a', 'b'] }],
		['$json.tags.first', { tags: ['a', 'b'] }],
		['$json.constructor', { constructor: 'x' }],
		['$json.constructor.name', {}],
		['$json.toString', { toString: 'x' }],
		['$json["__proto__"]', {}],
		['$json.nested.deep.er', { nested: null }],
		['$json.nested.deep.er', { nested: 'text' }],
		['$json[0]', { 0: 'zero' }],
		['$json.list[1].sku', { list: [{ sku: 'A' }, { sku: 'B' }] }],
	])('even if JavaScript finds more than JSON: %s', async (path, item) => {
		for (const mapped of [inAField, inACollection, asAnExtraParameter('string')]) {
			expect(await shown([{}, item, item], mapped(`={{ ${path} }}`))).toEqual(
				await shown([{}, item, item], mapped(`={{ (${path}) }}`)),
			);
		}
	});
});

/** Expressions that look at other parameters of the node, or at other parts of the same row. */
const neighbor = fc
	.tuple(
		fc.constantFrom('$rawParameter', '$parameter', '$node["Rockerbox"].parameter'),
		fc.constantFrom('&name', '&value', '&type', '&id', 'email', 'action', 'nope'),
		fc.constantFrom('"', "'", '`'),
	)
	.map(([object, name, quote]) => `${object}[${quote}${name}${quote}]`);
const lookingAround = fc.oneof(
	neighbor,
	neighbor.map((expression) => `"found " + (${expression})`),
	neighbor.map((expression) => `[1].map(() => ${expression}).join()`),
	neighbor.map((expression) => `$evaluateExpression(${JSON.stringify(`{{ ${expression} }}`)})`),
	neighbor.map((expression) => expression.replace('arameter', '\\u0061rameter')),
);

describe('An extra parameter that looks at its neighbors', () => {
	/** One row makes n8n's engine read them all, because it may look at its neighbors as well. */
	const rows = (expression: string, beside: string) =>
		extraParameters([
			{ name: 'sku', value: `={{ ${expression} }}` },
			{ name: 'beside', value: `={{ ${beside} }}` },
		]);

	test("is what n8n's engine gives", async () => {
		await fc.assert(
			fc.asyncProperty(lookingAround, async (expression) => {
				const given = [{ email: 'a' }, { email: 'b' }];
				expect(await shown(given, rows(expression, '"x"'))).toEqual(
					await shown(given, rows(expression, '"x" /* $parameter */')),
				);
			}),
			{ numRuns: 60 },
		);
	}, 120_000);

	test('is never silently left empty', async () => {
		const { success } = await shown([{}], rows('$rawParameter["&name"]', '"x"'));
		expect(success[0].json).toMatchObject({ request: { body: { sku: 'sku', beside: 'x' } } });
	});
});
