import type { INodeParameters } from 'n8n-workflow';
import { extraParameters, PURCHASE } from '../support/engineRun';
import { FIELD_NAMES, LABELS, useFuzz, withOne } from '../support/fuzz';

const { fuzz } = useFuzz();

describe('An option that an expression gives', () => {
	const email = 'jane@example.com';
	const items = [{ email }, { email }];
	// One value for each option. All refused values are in the tests of the settings and the payload.
	test.each([
		['concurrency', 'Concurrency', '[10]'],
		['maxRetries', 'Max Retries', "'1e1000'"],
		['requestsPerSecond', 'Requests per Second', 'NaN'],
		['timeout', 'Timeout (Seconds)', '$now'],
		['onDuplicate', 'On Duplicate', "'__proto__'"],
		['conversionKey', 'Conversion Key', "['email']"],
		['timezone', 'Timezone', '$now'],
	])('fails the items and is named: %s (%s) = %s', async (name, label, value) => {
		const parameters = { ...PURCHASE, options: { [name]: `={{ ${value} }}` } };
		const { bodies, errors } = await fuzz(items, parameters);

		expect(bodies).toEqual([]);
		expect(errors).toHaveLength(2);
		for (const error of errors) expect(error).toContain(`${label} was `);
	});

	test.each([
		['concurrency', 'null'],
		['concurrency', "''"],
		['concurrency', "'50'"],
		['maxRetries', '-0'],
		['maxRetries', "' 3 '"],
		['requestsPerSecond', '0'],
		['timeout', '$json.nothing'],
		['onDuplicate', "' '"],
		['onDuplicate', 'null'],
		['conversionKey', "' , ,, '"],
		['timezone', "'europe/berlin'"],
		['allowMissingAction', "'no boolean'"],
	])('is taken as what it plainly means: %s = %s', async (name, value) => {
		const parameters = { ...PURCHASE, options: { [name]: `={{ ${value} }}` } };

		expect((await fuzz(items, parameters)).bodies).toHaveLength(2);
	});

	test.each([
		['concurrency', '$itemIndex === 0 ? 20 : $("Nope").first().json.x'],
		['timeout', '$itemIndex === 0 ? 30 : "soon"'],
		['conversionKey', '$itemIndex === 0 ? "email" : ["no", "text"]'],
	])('for the whole run is read once, and can’t fail a single item: %s', async (name, value) => {
		const people = [{ email }, { email: 'omar@example.com' }, { email: 'mia@example.com' }];
		const parameters = { ...PURCHASE, options: { [name]: `={{ ${value} }}` } };
		const { bodies, errors } = await fuzz(people, {
			...parameters,
			customerId: '={{ $json.email.toUpperCase() }}',
		});

		expect(errors).toEqual([]);
		expect(bodies).toHaveLength(3);
	});

	test('for the whole run is still read once if another option looks at its neighbors', async () => {
		const people = [{ email }, { email: 'omar@example.com' }];
		const { bodies, errors } = await fuzz(people, {
			...PURCHASE,
			options: {
				concurrency: '={{ $itemIndex === 0 ? 20 : $("Nope").first().json.x }}',
				timezone: '={{ $parameter.mappingMode === "auto" ? "Asia/Tokyo" : "UTC" }}',
			},
		});

		expect(errors).toEqual([]);
		expect(bodies).toHaveLength(2);
	});

	test('that is wrong for some items fails only those', async () => {
		const zones = ['UTC', 'Mars/Olympus', ['UTC'], 'Asia/Tokyo', 7];
		const { errors, bodies } = await fuzz(
			zones.map((zone) => ({ email, zone })),
			{ ...PURCHASE, options: { timezone: '={{ $json.zone }}' } },
		);

		expect(bodies).toHaveLength(2);
		expect(errors).toHaveLength(3);
	});
});

describe('A value that an expression gives', () => {
	const email = 'jane@example.com';
	const values = [
		'Symbol("x")',
		'() => 1',
		'$input',
		'$input.all()',
		'new Map([[1, 2]])',
		'new Set([1])',
		'/x/',
		'new Error("oops")',
		'new Uint8Array(3)',
		'new Date(NaN)',
		'[1, , 3]',
		'({ toString: () => "evil", toJSON: () => 1 })',
		'({ valueOf: 1, toString: 1 })',
		'({ isLuxonDateTime: true, toString: 1 })',
		'({ isLuxonDateTime: true })',
		'({ then: (done) => done(1) })',
		'$',
		'$node',
	];

	test.each(values)(
		'is sent correctly or fails in plain words, in every field: %s',
		async (value) => {
			for (const name of FIELD_NAMES) {
				const parameters = withOne(name, `={{ ${value} }}`, 'object');
				const { bodies, errors } = await fuzz([{ email }], parameters);

				expect(bodies.length + errors.length).toBe(1);
				if (name === 'extra') continue;
				expect(errors).toEqual([
					expect.stringMatching(new RegExp(`${LABELS[name]}|Additional Fields`)),
				]);
			}
		},
	);

	test('that throws when it is read fails only its own item', async () => {
		const { bodies, errors } = await fuzz([{ email }, { email, odd: true }, { email }], {
			...PURCHASE,
			email: '={{ $json.odd ? $node : $json.email }}',
		});

		expect(bodies).toHaveLength(2);
		expect(errors).toEqual([expect.stringMatching(/Email.*\[item 1\]/)]);
	});

	test('is not evaluated once more if it is an expression itself', async () => {
		const item = { email, text: '={{ $json.email }}', name: '={{ $json.email }}' };
		const { bodies } = await fuzz([item], {
			...PURCHASE,
			customerId: '={{ $json.text }}',
			additionalFields: { orderId: '={{ $json.text }}' },
			...extraParameters([{ name: '={{ $json.name }}', value: '={{ $json.text }}' }]),
		});

		expect(JSON.parse(bodies[0])).toEqual({
			email,
			customer_id: item.text,
			action: 'purchase',
			timestamp: '1535147451',
			order_id: item.text,
			[item.name]: item.text,
		});
	});
});

/** Shapes that the editor doesn't save, but a workflow that was written by hand or by a program can have. */
describe('Parameters of a shape that the editor never saves', () => {
	const email = 'jane@example.com';

	test.each<[string, unknown]>([
		['a list', []],
		['a text', 'x'],
		['a number', 5],
		['null', null],
		['rows that are an expression', { assignments: '={{ [{ name: "a", value: "b" }] }}' }],
		['rows that are a text', { assignments: 'abc' }],
		['rows that are a number', { assignments: 5 }],
		['rows that are an object', { assignments: { name: 'a', value: 'b' } }],
		['a row that is null', { assignments: [null] }],
		['a row that is a text', { assignments: ['abc'] }],
		['a row that is a list', { assignments: [[]] }],
		['a row of nothing', { assignments: [{}] }],
		['a name that is an object', { assignments: [{ name: {}, value: 1 }] }],
		['a type that is an object', { assignments: [{ name: 'a', type: {}, value: 1 }] }],
		['a type named __proto__', { assignments: [{ name: 'a', type: '__proto__', value: 1 }] }],
	])('as Extra Parameters are ignored, or fail in plain words: %s', async (_what, given) => {
		const parameters = { ...PURCHASE, extraParameters: given } as INodeParameters;
		const { bodies, errors } = await fuzz([{ email }], parameters);

		expect(bodies.length + errors.length).toBe(1);
	});

	test.each(['additionalFields', 'options'])(
		'as %s are ignored, or fail in plain words',
		async (name) => {
			for (const given of [[], 'x', 5, true, null, '={{ 5 }}', '={{ null }}', '={{ [] }}']) {
				const parameters = { ...PURCHASE, [name]: given };
				const { bodies, errors } = await fuzz([{ email }], parameters);

				expect(bodies.length + errors.length).toBe(1);
			}
		},
	);
});
