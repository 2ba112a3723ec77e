import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AUTO, CONTINUE, extraParameters, including, PURCHASE } from '../support/engineRun';
import { FIELD_NAMES, LABELS, unreadable, useFuzz, withOne } from '../support/fuzz';

const { receiver, run, fuzz, fuzzRefused } = useFuzz();

const MEGABYTE = 1_000_000; // characters

describe('Text of 1 MB', () => {
	test.each(FIELD_NAMES)('as %s is sent whole, or fails with a short reason', async (name) => {
		const texts = [
			'x'.repeat(MEGABYTE),
			'7'.repeat(MEGABYTE),
			`NaN${' '.repeat(MEGABYTE)}.`,
			'🛒x'.repeat(MEGABYTE / 8), // an ID of punctuation only counts as empty
		];
		const items = texts.map((text) => ({ text }));
		const { bodies, errors } = await fuzz(items, withOne(name, '={{ $json.text }}'));

		expect(bodies.length + errors.length).toBe(texts.length);
		for (const error of errors) {
			expect(error).toContain(LABELS[name]);
			expect(error.length).toBeLessThan(1_000);
		}
		for (const body of bodies) expect(body.length).toBeGreaterThan(MEGABYTE / 4);
	});

	test('as an email that is an address is sent as it is', async () => {
		const email = `${'x'.repeat(MEGABYTE)}@example.com`;
		const { bodies } = await fuzz([{ email }], PURCHASE);

		expect(bodies.map((body) => (JSON.parse(body) as IDataObject).email)).toEqual([email]);
	});

	test('as the name of an extra parameter is sent whole, or fails with a short reason', async () => {
		const rows = [{ name: '={{ $json.name }}', type: 'number', value: '={{ $json.value }}' }];
		const name = 'n'.repeat(MEGABYTE);
		const email = 'jane@example.com';
		const { bodies, errors } = await fuzz(
			[
				{ email, name, value: 1 },
				{ email, name, value: 'many' },
			],
			{ ...PURCHASE, ...extraParameters(rows) },
		);

		expect(Object.keys(JSON.parse(bodies[0]) as object)).toContain(name);
		expect(errors).toHaveLength(1);
		expect(errors[0].length).toBeLessThan(1_000);
	});

	test('as the conversion key fails with a short reason', async () => {
		const { bodies, errors } = await fuzz([{ email: 'jane@example.com' }], {
			...PURCHASE,
			options: { conversionKey: "={{ 'k'.repeat(1000000) }}" },
		});

		expect(bodies).toEqual([]);
		expect(errors[0]).toContain('Conversion Key names "kkk');
	});

	test('as a time zone fails with a short reason', async () => {
		const { bodies, errors } = await fuzz([{ email: 'jane@example.com' }], {
			...PURCHASE,
			options: { timezone: "={{ 'z'.repeat(1000000) }}" },
		});

		expect(bodies).toEqual([]);
		expect(errors[0]).toContain('Timezone');
	});
});

describe('10,000 extra parameters', () => {
	const email = 'jane@example.com';
	const rowsOf = (type: string, nameOf: (index: number) => string) =>
		extraParameters(
			Array.from({ length: 10_000 }, (_, index) => ({
				name: nameOf(index),
				type,
				value: `value ${index}`,
			})),
		);

	test('are all sent', async () => {
		const { bodies } = await fuzz([{ email }], {
			...PURCHASE,
			...rowsOf('string', (index) => `parameter.${index}`),
		});
		const payload = JSON.parse(bodies[0]) as IDataObject;

		expect(Object.keys(payload)).toHaveLength(10_003);
		expect(payload['parameter.9999']).toBe('value 9999');
	});

	test.each([
		['are all of another type', rowsOf('number', (index) => `parameter ${index}`)],
		['all have the same name', rowsOf('string', () => 'coupon')],
		['all have no name', rowsOf('string', () => ' ')],
	])('that %s fail with a short reason', async (_what, parameters) => {
		const { bodies, errors } = await fuzz([{ email }], { ...PURCHASE, ...parameters });

		expect(bodies).toEqual([]);
		expect(errors).toHaveLength(1);
	});

	test('that Rockerbox refuses fail with a short reason', async () => {
		receiver.answer({ status: 422, body: { message: 'value 1 and value 9999 are wrong' } });
		const { errors } = await fuzzRefused([{ email }], {
			...PURCHASE,
			...rowsOf('string', (index) => `parameter ${index}`),
		});

		expect(errors).toEqual([expect.stringContaining('HTTP 422')]);
		expect(errors[0]).not.toContain('9999');
	});
});

/** Nested objects, as a value. */
function nestedObjects(levels: number): IDataObject {
	let value: IDataObject = { end: true };
	for (let level = 1; level < levels; level++) value = { inside: value };
	return value;
}

describe('A nested value', () => {
	const email = 'jane@example.com';
	const mapped = { ...PURCHASE, ...extraParameters([objectOf('={{ $json.value }}')]) };

	test.each([
		['an object', nestedObjects(1_000)],
		['the JSON text of an object', JSON.stringify(nestedObjects(1_000))],
		['the JSON text of a list', `{"list":${'['.repeat(1_000)}${']'.repeat(1_000)}}`],
	])('1,000 levels deep fails with the name of the parameter: %s', async (_what, value) => {
		const { bodies, errors } = await fuzz([{ email, value }, { email }], mapped);

		expect(bodies).toHaveLength(1);
		expect(errors).toEqual([expect.stringMatching(/Extra parameter "nested".*levels deep/)]);
	});

	test('50 levels deep is sent as it is', async () => {
		const value = nestedObjects(50);
		const { bodies } = await fuzz([{ email, value }], mapped);

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', value);
	});

	test.each(FIELD_NAMES.slice(0, -1))('1,000 levels deep is refused as %s', async (name) => {
		const items = [{ value: nestedObjects(1_000) }];
		const { bodies, errors } = await fuzz(items, withOne(name, '={{ $json.value }}'));

		expect(bodies).toEqual([]);
		expect(errors).toEqual([expect.stringContaining(`${LABELS[name]} was an object`)]);
	});

	test('far deeper than JavaScript can follow fails with a reason, whatever it is mapped to', async () => {
		const items = [{ email, value: nestedObjects(20_000) }, { email }];
		// Not with the error output, which couldn't be compared.
		const result = await run(items, {
			parameters: mapped,
			settings: { onError: 'continueRegularOutput' },
		});

		expect(result.failure).toBeUndefined();
		expect(result.success.map(({ json }) => json.status ?? 'failed')).toEqual([
			'failed',
			'accepted',
		]);
		expect(unreadable(result.success[0].json.error, {})).toEqual([]);
		expect(receiver.ledger).toHaveLength(1);
	});
});

function objectOf(value: string) {
	return { name: 'nested', type: 'object', value };
}

describe('The same object many times over', () => {
	const email = 'jane@example.com';
	const shared = { sku: 'A-1', tags: ['a', 'b'] };

	test('is sent each time, wherever it is', async () => {
		const value = { first: shared, second: { first: shared }, all: Array(1_000).fill(shared) };
		const parameters = { ...PURCHASE, ...extraParameters([objectOf('={{ $json.value }}')]) };
		const { bodies } = await fuzz([{ email, value }], parameters);

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', value);
	});

	test('is sent each time, if an expression made it', async () => {
		const value =
			'={{ (() => { const a = {x: [1]}; return {first: a, all: Array(9).fill(a)} })() }}';
		const parameters = { ...PURCHASE, ...extraParameters([objectOf(value)]) };
		const { bodies } = await fuzz([{ email }], parameters);
		const [x] = [{ x: [1] }];

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', { first: x, all: Array(9).fill(x) });
	});
});

describe('A value that holds more than anybody sends', () => {
	const email = 'jane@example.com';
	const action = 'purchase';
	const timestamp = '1535147451';
	const sparse: number[] = [];
	sparse[4_294_967_293] = 1; // JavaScript takes minutes to iterate over it
	const doubled = Array.from({ length: 60 }).reduce((inner) => [inner, inner], 1);
	const many = Object.fromEntries(
		Array.from({ length: 300_000 }, (_, index) => [`f${index}`, index]),
	);

	describe.each<[string, unknown]>([
		['a list with billions of gaps', sparse],
		['a list with billions of gaps inside an object', { list: [sparse], at: new Date(0) }],
		['lists that hold one another twice, level by level', doubled],
		['an object with 300,000 fields', many],
	])('%s', (_what, value) => {
		test.each<[string, INodeParameters]>([
			['is mapped', { ...PURCHASE, ...extraParameters([objectOf('={{ $json.value }}')]) }],
			['is included', including({ include: 'all' })],
			['is selected', including({ include: 'selected', includeFields: 'value' })],
			['is left after an exclusion', including({ include: 'except', excludeFields: 'value.nope' })],
		])('fails its item with a reason if it %s', async (_how, parameters) => {
			const items = [
				{ email, action, timestamp, value },
				{ email, action, timestamp },
			];
			// Not with the error output, for which n8n copies the item.
			const { success } = await run(items as IDataObject[], { parameters, ...CONTINUE });

			expect(success.map(({ json }) => json.error ?? json.status)).toEqual([
				expect.stringMatching(/"(?:nested|value)" contains more than 100,000 values/),
				'accepted',
			]);
			expect(receiver.ledger).toHaveLength(1);
		});

		test('fails its item with a reason, whatever it is mapped to', async () => {
			for (const name of FIELD_NAMES.slice(0, -1)) {
				const parameters = withOne(name, '={{ $json.value }}');
				const { success } = await run([{ value }] as IDataObject[], { parameters, ...CONTINUE });

				expect(success[0].json.error).toMatch(/was (?:a list|an object)/);
			}
		});
	});
});

describe('An item of 300,000 fields', () => {
	const right = { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' };
	const many: IDataObject = { ...right };
	for (let index = 0; index < 300_000; index++) many[`f${index}`] = index;

	test.each([
		['all', including({ include: 'all' })],
		['all but one', including({ include: 'except', excludeFields: 'f0' })],
	])('fails and says what to do if %s of them are to be sent', async (_which, parameters) => {
		const { success } = await run([many, right], { parameters, ...CONTINUE });

		expect(success.map(({ json }) => json.error ?? json.status)).toEqual([
			expect.stringMatching(/fields to send, and can send at most 10,000\. Set Input Fields/),
			'accepted',
		]);
		expect(receiver.ledger).toHaveLength(1);
	});

	test.each([
		['none', AUTO, {}],
		['one', including({ include: 'selected', includeFields: 'f7' }), { f7: 7 }],
	])('is sent with %s of them', async (_which, parameters, sent) => {
		const { success } = await run([many], { parameters, ...CONTINUE });

		expect(success[0].json).toMatchObject({
			status: 'accepted',
			conversion: { ...right, ...sent },
		});
	});
});

describe('An object that contains itself', () => {
	const email = 'jane@example.com';
	const circle = '={{ (() => { const a = {}; a.self = a; return a })() }}';

	test('made by an expression fails in plain words, whatever it is mapped to', async () => {
		for (const name of FIELD_NAMES) {
			const { bodies, errors } = await fuzz([{ email }], withOne(name, circle, 'object'));

			expect(bodies).toEqual([]);
			expect(errors).toHaveLength(1);
		}
	});

	test('in an item does no harm if it isn’t mapped', async () => {
		const item: IDataObject = { email };
		item.self = item;
		const { bodies } = await fuzz([item], PURCHASE);

		expect(bodies).toHaveLength(1);
	});

	test('in an item fails in plain words, whatever it is mapped to', async () => {
		const item: IDataObject = { email, list: [] };
		item.self = item;
		(item.list as unknown[]).push(item.list);
		for (const name of FIELD_NAMES) {
			const parameters = withOne(name, '={{ $json }}', 'object');
			const { bodies, errors } = await fuzz([item], parameters);

			expect(bodies).toEqual([]);
			expect(errors).toHaveLength(1);
		}
	});
});
