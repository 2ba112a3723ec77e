import { extraParameters, PURCHASE } from '../support/engineRun';
import { useFuzz } from '../support/fuzz';

const { fuzz } = useFuzz();

describe('Emoji, text from right to left and combining characters', () => {
	const text = '👩🏽‍🚀 שלום، مرحبا Zoe\u0308 𝒳 日本';

	test('are sent unchanged in every text field, and in names and values of extra parameters', async () => {
		const item = { email: 'jörg🛒@exämple.рф', text };
		const { bodies } = await fuzz([item], {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			customerId: '={{ $json.text }}',
			action: '={{ $json.text }}',
			timestamp: '1535147451',
			additionalFields: {
				orderId: '={{ $json.text }}',
				conversionSource: '={{ $json.text }}',
				inStore: '={{ $json.text }}',
				salesforce: '={{ $json.text }}',
				phone: '={{ $json.text }}',
			},
			...extraParameters([
				{ name: text, value: '={{ $json.text }}' },
				{ name: 'list', type: 'array', value: '={{ [$json.text, {[$json.text]: $json.text}] }}' },
			]),
		});

		expect(JSON.parse(bodies[0])).toEqual({
			email: item.email,
			customer_id: text,
			action: text,
			timestamp: '1535147451',
			order_id: text,
			conversion_source: text,
			in_store: text,
			salesforce: text,
			phone: text,
			[text]: text,
			list: [text, { [text]: text }],
		});
	});

	test('are quoted in an error without garbling it', async () => {
		const { errors } = await fuzz(
			[
				{ email: '👩🏽‍🚀'.repeat(100) },
				{ email: `\u202E${'ש'.repeat(500)}` },
				{ email: '\uD83D'.repeat(99) },
			],
			PURCHASE,
		);

		expect(errors).toHaveLength(3);
		for (const error of errors) expect(error).not.toMatch(/\p{Cs}/u);
	});
});

describe('The name of an extra parameter', () => {
	const names = [
		'a.b.c',
		'.',
		'a[0]',
		"['a']",
		'"quoted"',
		"it's",
		'back\\slash',
		'two\nlines',
		'tab\tinside',
		'null\u0000inside',
		'{{ $json.email }}',
		'<b>&amp;</b>',
		'$json',
		'0',
		'-1',
		'toJSON',
		'then',
		'length',
		'isLuxonDateTime',
		'customer id',
		'Email',
	];

	test.each(names.map((name) => [JSON.stringify(name), name]))(
		'%s is one key, with its value',
		async (_shown, name) => {
			const { bodies } = await fuzz([{ email: 'jane@example.com' }], {
				...PURCHASE,
				...extraParameters([{ name, value: 'a value' }]),
			});

			expect(Object.entries(JSON.parse(bodies[0]) as object)).toContainEqual([name, 'a value']);
			expect(Object.keys(JSON.parse(bodies[0]) as object)).toHaveLength(4);
		},
	);

	test('is always shown above the output as text', async () => {
		const { hints } = await fuzz([{ email: 'jane@example.com' }], {
			...PURCHASE,
			...extraParameters(
				['<img src=x onerror=alert(1)>', 'x'.repeat(10_000), '\u202Etxet', '\u0000'].map(
					(name) => ({
						name,
						value: '={{ $json.nothing }}',
					}),
				),
			),
		});

		expect(hints[0].message).toContain('(1 of 1 item)');
	});
});

describe('A conversion key that names what every object has', () => {
	const email = 'jane@example.com';
	const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

	test.each(names)('fails the items without such a field: %s', async (conversionKey) => {
		const parameters = { ...PURCHASE, options: { conversionKey } };
		const { bodies, errors } = await fuzz([{ email }], parameters);

		expect(bodies).toEqual([]);
		expect(errors).toEqual([expect.stringContaining(`Conversion Key names "${conversionKey}"`)]);
	});

	test.each(names)('is the value of the extra parameter of that name: %s', async (name) => {
		const { success } = await fuzz([{ email }], {
			...PURCHASE,
			...extraParameters([{ name, value: 'K-1' }]),
			options: { conversionKey: name },
		});

		expect(success[0].json.conversionKey).toBe('K-1');
	});

	test('treats values that are such names like any other', async () => {
		const items = names.map((plan) => ({ email, plan }));
		const { success } = await fuzz(items, {
			...PURCHASE,
			customerId: '={{ $json.plan }}',
			options: { conversionKey: 'customer_id' },
		});

		expect(success.map(({ json }) => json.conversionKey)).toEqual(names);
	});
});
