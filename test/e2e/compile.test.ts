import fc from 'fast-check';
import { field, items } from '../support/fieldPaths';
import { Receiver } from '../support/receiver';
import { node } from './support/editor';
import { Rest } from './support/rest';

const SAMPLES = 6;
const FIELDS = 8; // mapped in each sample, once as a field and once as an extra parameter
const SEED = 20_260_101; // the same at each run: what n8n does here doesn't depend on chance

const rest = new Rest();

describe("A field that is read from the item is the same as what n8n's engine gives", () => {
	let account: Record<string, object>;

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

	it.each(samples.map(([given, fields], index) => [index, given, fields] as const))(
		'sample %i',
		async (_index, given, fields) => {
			const names = fields.flatMap((_, index) => [`Path ${index}`, `Engine ${index}`]);
			const expressions = fields.flatMap(({ path, byEngine }) => [path, byEngine]);
			const { items: shown } = await rest.run(
				{
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
				},
				'Start',
			);

			fields.forEach((_, index) => {
				expect(shown[`Path ${index}`]).toHaveLength(given.length);
				expect(shown[`Path ${index}`]).toEqual(shown[`Engine ${index}`]);
			});
		},
	);
});

describe('A credential that holds an expression', () => {
	const receiver = new Receiver();

	beforeAll(async () => await receiver.start());
	afterAll(async () => await receiver.stop());

	it('is read for each item', async () => {
		const brands = ['Brand-A', 'Brand-B', 'Brand-A'];
		const account = await rest.addCredential('rockerboxApi', {
			advertiserId: '={{ $json.brand }}',
			baseUrl: receiver.url,
		});
		const { status } = await rest.run(
			{
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
						credentials: account,
					},
				],
				connections: { Start: { main: [[{ node: 'Rockerbox', type: 'main', index: 0 }]] } },
				pinData: {
					Start: brands.map((brand, index) => ({
						json: { brand, email: `person-${index}@example.com` },
					})),
				},
				settings: { executionOrder: 'v1' },
			},
			'Start',
		);

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
function rehearsing(name: string, expression: string, credentials: object) {
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
			options: { dryRun: true },
		}),
		credentials,
		onError: 'continueRegularOutput',
	};
}
