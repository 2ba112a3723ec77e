import fc from 'fast-check';
import type { Credentials } from '../../tools/harness/n8n/rest';
import { field, items } from '../support/fieldPaths';
import { Receiver } from '../../tools/harness/rockerbox/receiver';
import { node } from '../../tools/harness/browser/editor';
import { demo } from './support/demo';

const SAMPLES = 6;
const FIELDS = 8; // mapped in each sample, once as a field and once as an extra parameter
const SEED = 20_260_101; // the same in each run, because n8n's result doesn't depend on chance

const rest = demo();

describe("A field that is read from the item is the same as what n8n's engine gives", () => {
	let account: Credentials;

	beforeAll(async () => {
		account = await rest.addAccount('https://rockerbox.invalid'); // a dry run sends nothing
	});

	const samples = fc.sample(
		fc.tuple(items, fc.array(field, { minLength: FIELDS, maxLength: FIELDS })),
		{
			numRuns: SAMPLES,
			seed: SEED,
		},
	);

	test.each(samples.map(([given, fields], index) => [index, given, fields] as const))(
		'sample %i',
		async (_index, given, fields) => {
			const names = fields.flatMap((_, index) => [`Path ${index}`, `Engine ${index}`]);
			const expressions = fields.flatMap(({ path, byEngine }) => [path, byEngine]);
			const id = await rest.addWorkflow({
				name: 'Read from the item',
				nodes: [
					node('Start', 'n8n-nodes-base.manualTrigger', 0),
					...names.map((name, index) => rehearsing(name, expressions[index], account)),
				],
				connections: {
					Start: { main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))] },
				},
				pinData: { Start: given.map((json) => ({ json })) },
				settings: { executionOrder: 'v1' },
			});
			const { outputs } = await rest.run(id, 'Start');

			fields.forEach((_, index) => {
				expect(outputs[`Path ${index}`].flat()).toHaveLength(given.length);
				expect(outputs[`Path ${index}`]).toEqual(outputs[`Engine ${index}`]);
			});
		},
	);
});

describe('A credential that holds an expression', () => {
	const receiver = new Receiver();

	beforeAll(async () => await receiver.start());
	afterAll(async () => await receiver.stop());

	test('is read for each item', async () => {
		const brands = ['Brand-A', 'Brand-B', 'Brand-A'];
		const id = await rest.addWorkflow({
			name: 'One account per brand',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', 0),
				{
					...node('Rockerbox', 'n8n-nodes-rockerbox.rockerbox', 220, {
						operation: 'sendConversion',
						email: '={{ $json.email }}',
						action: 'purchase',
						timestamp: '1535147451',
					}),
					credentials: await rest.addAccount(receiver.url, '={{ $json.brand }}'),
				},
			],
			connections: { Start: { main: [[{ node: 'Rockerbox', type: 'main', index: 0 }]] } },
			pinData: {
				Start: brands.map((brand, index) => ({
					json: { brand, email: `person-${index}@example.com` },
				})),
			},
			settings: { executionOrder: 'v1' },
		});
		const { status } = await rest.run(id, 'Start');

		expect(status).toBe('success');
		const sent = receiver.ledger.map(({ query, json }) => [
			(json as { email: string }).email,
			query[0][1],
		]);
		expect(sent.sort()).toEqual(
			brands.map((brand, index) => [`person-${index}@example.com`, brand]),
		);
	});
});

/** A dry run with the field mapped in three places. */
function rehearsing(name: string, expression: string, credentials: Credentials) {
	return {
		...node(name, 'n8n-nodes-rockerbox.rockerbox', 220, {
			operation: 'sendConversion',
			email: 'jane@example.com',
			customerId: expression,
			action: 'purchase',
			timestamp: '1535147451',
			additionalFields: { orderId: expression, conversionSource: '={{ "st" + "ore" }}' },
			extraParameters: {
				assignments: [{ id: '1', name: 'extra', type: 'string', value: expression }],
			},
			dryRun: true,
		}),
		credentials,
		onError: 'continueRegularOutput',
	};
}
