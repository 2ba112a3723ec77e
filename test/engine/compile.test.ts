import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { extraParameters, PURCHASE, useRockerbox } from '../support/engineRun';
import { field, items } from '../support/fieldPaths';

const { run } = useRockerbox();

const TYPES = ['string', 'number', 'boolean', 'array', 'object'];

/** What a dry run shows for each item, or why it fails. */
async function shown(given: IDataObject[], mapping: INodeParameters) {
	const { success, error } = await run(given, {
		parameters: { ...PURCHASE, email: 'jane@example.com', options: { dryRun: true }, ...mapping },
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
	])('also where JavaScript finds more than JSON: %s', async (path, item) => {
		for (const mapped of [inAField, inACollection, asAnExtraParameter('string')]) {
			expect(await shown([{}, item, item], mapped(`={{ ${path} }}`))).toEqual(
				await shown([{}, item, item], mapped(`={{ (${path}) }}`)),
			);
		}
	});
});
