import type { IDataObject } from 'n8n-workflow';
import { extraParameters, PURCHASE, useRockerbox } from '../support/engineRun';

const { bodyOf } = useRockerbox();

describe('Extra parameters', () => {
	const extrasOf = async (rows: Parameters<typeof extraParameters>[0], item: IDataObject = {}) => {
		const body = await bodyOf(
			{ ...PURCHASE, email: 'jane@example.com', ...extraParameters(rows) },
			item,
		);
		const start = '{"email":"jane@example.com","action":"purchase","timestamp":"1535147451",';
		expect(body.slice(0, start.length)).toBe(start);
		return `{${body.slice(start.length)}`;
	};

	test('are sent under their own names, after the fields, in the order of the editor', async () => {
		expect(
			await extrasOf([
				{ name: 'order_type', value: 'subscription_start' },
				{ name: 'coupon', value: 'SPRING' },
				{ name: 'Affiliate Code', value: 'A1' },
			]),
		).toBe('{"order_type":"subscription_start","coupon":"SPRING","Affiliate Code":"A1"}');
	});

	test.each([
		['string', '={{ $json.value }}', 'text', '"text"'],
		['string', '={{ $json.value }}', 12.5, '"12.5"'],
		['number', '={{ $json.value }}', 12.5, '12.5'],
		['number', '={{ $json.value }}', '12.5', '12.5'],
		['number', '={{ $json.value }}', 0, '0'],
		['boolean', '={{ $json.value }}', true, 'true'],
		['boolean', '={{ $json.value }}', false, 'false'],
		['boolean', '={{ $json.value }}', 'true', 'true'],
		['array', '={{ $json.value }}', [1, 'two', { three: null }], '[1,"two",{"three":null}]'],
		['array', '={{ $json.value }}', [], '[]'],
		['array', '={{ $json.value }}', '[1,2]', '[1,2]'],
		['object', '={{ $json.value }}', { a: { b: [true] } }, '{"a":{"b":[true]}}'],
		['object', '={{ $json.value }}', '{"a":1}', '{"a":1}'],
	])('of the type %s, mapped by %s from %j, are %s', async (type, mapping, value, sent) => {
		const item = { value } as IDataObject;

		expect(await extrasOf([{ name: 'extra', type, value: mapping }], item)).toBe(
			`{"extra":${sent}}`,
		);
	});

	test('may be fixed values of every type', async () => {
		expect(
			await extrasOf([
				{ name: 'text', type: 'string', value: 'yes' },
				{ name: 'number', type: 'number', value: 3 },
				{ name: 'flag', type: 'boolean', value: false },
				{ name: 'list', type: 'array', value: '[1, {"a": 2}]' },
				{ name: 'object', type: 'object', value: '{"a": 1}' },
			]),
		).toBe('{"text":"yes","number":3,"flag":false,"list":[1,{"a":2}],"object":{"a":1}}');
	});

	test('turn dates into ISO 8601, also inside objects', async () => {
		const moment = "DateTime.fromISO('2024-08-07T14:30:00', { zone: 'utc' })";
		expect(
			await extrasOf([
				{ name: 'shipped_at', type: 'string', value: `={{ ${moment} }}` },
				{ name: 'steps', type: 'object', value: `={{ { at: ${moment}, all: [${moment}] } }}` },
				{ name: 'js', type: 'string', value: '={{ new Date(1535147451000) }}' },
			]),
		).toBe(
			'{"shipped_at":"2024-08-07T14:30:00.000Z","steps":{"at":"2024-08-07T14:30:00.000Z","all":["2024-08-07T14:30:00.000Z"]},"js":"2018-08-24T21:50:51.000Z"}',
		);
	});

	test('keep a name with dots as one key', async () => {
		expect(await extrasOf([{ name: 'utm.source.first', value: 'x' }])).toBe(
			'{"utm.source.first":"x"}',
		);
	});

	test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
		'may have the name %s like any other',
		async (name) => {
			expect(await extrasOf([{ name, value: 'x' }])).toBe(`{"${name}":"x"}`);
			expect(({} as IDataObject)[name]).not.toBe('x');
		},
	);

	test('keep a key __proto__ inside an object', async () => {
		const value = '{"__proto__":{"polluted":true},"a":1}';

		expect(await extrasOf([{ name: 'extra', type: 'object', value }])).toBe(`{"extra":${value}}`);
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	test('may take their name from the item', async () => {
		expect(
			await extrasOf([{ name: '=x_{{ $json.key }}', value: '={{ $json.value }}' }], {
				key: 'k',
				value: 'v',
			}),
		).toBe('{"x_k":"v"}');
	});
});
