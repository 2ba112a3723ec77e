/* eslint-disable @n8n/community-nodes/no-restricted-globals -- listens for what would end the process */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../nodes/Rockerbox/operations/sendMarketingEvent';
import type { Operation } from '../../nodes/Rockerbox/operations/operation';
import type { Payload } from '../../nodes/Rockerbox/prepare/payload';
import { fieldKeys } from '../support/build';
import type { WorkflowResult } from '../support/engine';
import {
	EVERY_CONVERSION_FIELD,
	extraParameters,
	PURCHASE,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import { faultsOnTheWire } from '../support/wire';

const { receiver, run } = useRockerbox();
withoutWaits();

const ERROR_OUTPUT = { settings: { onError: 'continueErrorOutput' as const } };
const MEGABYTE = 1_000_000; // characters
const LONGEST_ERROR = 10_000; // characters
const LONGEST_HINT = 2_000; // characters

const crashes: unknown[] = [];
const recordCrash = (reason: unknown) => crashes.push(reason);
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const ownKeys = () => prototypes.map((prototype) => Reflect.ownKeys(prototype));
const keysBefore = ownKeys();

beforeAll(() => {
	process.on('unhandledRejection', recordCrash);
	process.on('uncaughtException', recordCrash);
});

afterAll(() => {
	process.off('unhandledRejection', recordCrash);
	process.off('uncaughtException', recordCrash);
});

afterEach(() => {
	expect(crashes).toEqual([]);
	expect(ownKeys()).toEqual(keysBefore);
	expect(({} as IDataObject).polluted).toBeUndefined();
});

/** Runs the node, and holds every promise about its ends against what arrived. */
async function runFairly(
	items: IDataObject[],
	parameters: INodeParameters,
	operation: Operation = sendConversion,
) {
	const before = receiver.ledger.length;
	const result = await run(items, { parameters, ...ERROR_OUTPUT });
	const bodies = receiver.ledger.slice(before).map(({ body }) => body);
	expect(deviations(items, result, bodies, operation)).toEqual([]);
	return { ...result, bodies, errors: result.error.map(({ json }) => json.error as string) };
}

/** What breaks the promise that each item is accepted and recorded once, or fails with a reason. */
function deviations(
	items: IDataObject[],
	{ success, error, hints, failure, run: whole }: WorkflowResult,
	bodies: string[],
	operation: Operation,
): string[] {
	const found: string[] = [];
	const check = (holds: boolean, sentence: string) => {
		if (!holds) found.push(sentence);
	};

	check(!failure && whole.status === 'success', `The run stopped: ${failure?.text}`);
	const places = [success, error].map((output) => output.map(indexOf));
	check(
		places.every((order) => order.every((place, at) => at === 0 || place > order[at - 1])),
		'The output is out of order',
	);
	check(
		places
			.flat()
			.sort((a, b) => a - b)
			.join() === items.map((_, index) => index).join(),
		`The output's items are ${places.flat().join()}`,
	);

	check(
		success.every(({ json }) => json.status === 'accepted'),
		'There is more than the accepted on the first output',
	);
	const shown = success.map(({ json }) => JSON.stringify(json[operation.outputKey]));
	check(
		shown.sort().join('\n') === [...bodies].sort().join('\n'),
		`Other bodies arrived than those accepted: ${bodies.join(' ')}`,
	);
	for (const body of bodies) found.push(...faultsIn(JSON.parse(body) as Payload, operation));

	for (const failed of error) {
		const item = items[indexOf(failed)];
		const { error: reason } = failed.json;
		found.push(...unreadable(reason, item));
		check(
			textOf(failed.json) === textOf({ ...item, error: reason }),
			"A failed item lacks its input's fields",
		);
	}
	for (const { message } of hints) {
		check(message.length <= LONGEST_HINT && !/\p{C}|<(?!br>)/u.test(message), message);
	}
	return found;
}

function indexOf({ pairedItem }: WorkflowResult['success'][number]): number {
	return (pairedItem as { item: number }).item;
}

function faultsIn(payload: Payload, operation: Operation): string[] {
	const isConversion = operation === sendConversion;
	return faultsOnTheWire(payload, {
		fields: fieldKeys(operation),
		identity: isConversion ? ['email', 'customer_id'] : ['user_id'],
		required: isConversion ? ['action', 'timestamp'] : ['timestamp'],
		now: Date.now() / 1000,
	});
}

/** Words of JavaScript, which tell a user nothing. They may only stand there as the user's own. */
const JARGON =
	/\[object \w+\]|\b(?:Type|Range|Reference|Syntax|Zod)Error\b|is not (?:a function|iterable|defined)|call stack|intermediate value|Cannot (?:read|convert|destructure)|\bat \S+ \(|node_modules|\.[jt]s:\d+/g;

/** Why a user couldn't read this as the reason for an item's failure. */
function unreadable(reason: unknown, item: IDataObject): string[] {
	if (typeof reason !== 'string') return [`The error is no text: ${typeof reason}`];
	const own = reason.replace(/(?:was|came out as) ".*?", (?:so its mapping|which)/g, ''); // quotes
	const found = [...own.matchAll(JARGON)]
		.map(([word]) => word)
		.filter((word) => !textOf(item).includes(word))
		.map((word) => `Jargon ("${word}"): ${reason.slice(0, 300)}`);
	if (!/^\S.*[.!?…] \[item \d+\]$/.test(reason)) found.push(`No sentence: ${reason.slice(-300)}`);
	if (/\p{C}/u.test(reason)) found.push(`Invisible characters: ${JSON.stringify(reason)}`);
	if (reason.length > LONGEST_ERROR) found.push(`${reason.length} characters of error`);
	return found;
}

/** As JSON, also of what contains itself. */
function textOf(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		return 'something endless';
	}
}

const ODD_NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'valueOf',
	'toJSON',
	'hasOwnProperty',
	'then',
	'length',
	'isLuxonDateTime',
	'json',
	'error',
	'pairedItem',
	'email',
	'date',
	'a.b',
	'a[0]',
	'"',
	"it's",
	'a\\b',
	'two\nlines',
	'<b>bold</b>',
	'={{ 1 + 1 }}',
	'',
	' ',
];
const ODD_TEXTS = [
	'👩‍👩‍👧‍👦🇩🇪',
	'مرحبا بالعالم',
	'\u202Egnirts\u202C',
	'\u0000\u0007\u001B[31m',
	'\uD800',
	'a\uDC00b',
	'\uFEFF',
	'e\u0301'.repeat(50),
	'undefined',
	'NaN',
	'null',
	'[object Object]',
	'Invalid DateTime',
	'TypeError: x is not a function\n    at run (/app/index.js:1:2)',
	'{{ $json.email }}',
	'={{ $json.email }}',
	'{"__proto__":{"polluted":true}}',
	'<script>alert(1)</script>',
	'x'.repeat(1_000),
	'07/08/2024',
	'1,234',
];

const oddText = fc.oneof(
	fc.constantFrom(...ODD_TEXTS),
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: 'binary' }),
	fc
		.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 20 })
		.map((codes) => String.fromCharCode(...codes)),
);
const oddName = fc.oneof(fc.constantFrom(...ODD_NAMES), oddText);
const anything = fc.oneof(
	oddText,
	fc.anything({
		key: oddName,
		values: [oddText, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined)],
		maxDepth: 3,
	}),
	fc.constantFrom(Number.MAX_SAFE_INTEGER + 1, Number.MAX_VALUE, 1e-300, -0, 1e21),
);

/** Items of which every field is right, but for at most two, plus fields of any name. */
function oddItems(right: Record<string, fc.Arbitrary<unknown>>) {
	const entries = (name: fc.Arbitrary<string>, most: number) =>
		fc.array(fc.tuple(name, anything), { maxLength: most }).map(Object.fromEntries);
	const item = fc
		.tuple(
			entries(oddName, 3),
			fc.record(right),
			entries(fc.constantFrom(...Object.keys(right)), 2),
		)
		.map(([others, fields, odd]) =>
			Object.fromEntries(
				[others, fields, odd].flatMap((part) => Object.entries(part as IDataObject)),
			),
		);
	return fc.array(item, { minLength: 1, maxLength: 6 });
}

const id = fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom('A-1', 'Ö 2', 'مرحبا'));
const past = fc.oneof(
	fc.integer({ min: 1_000_000_000, max: 1_700_000_000 }),
	fc.constantFrom('2018-08-24T21:50:51Z', '2018-08-24 21:50:51', '1535147451'),
);
const extras = {
	text: oddText.map((text) => `text ${text}`),
	object: fc.constantFrom({ a: 1 }, { 'a.b': [null] }),
	list: fc.constantFrom([], [1, 'two', { three: 3 }]),
	number: fc.constantFrom(0, 12.5, '7'),
	flag: fc.constantFrom(true, false, 'true'),
	name: fc.nat(),
	value: fc.constantFrom('a value', 'ein Wert'),
};
const EXTRAS_MAPPED = extraParameters([
	{ name: '__proto__', type: 'string', value: '={{ $json.text }}' },
	{ name: 'constructor', type: 'object', value: '={{ $json.object }}' },
	{ name: 'toString', type: 'array', value: '={{ $json.list }}' },
	{ name: 'a.b', type: 'number', value: '={{ $json.number }}' },
	{ name: 'line\nbreak "quoted"', type: 'boolean', value: '={{ $json.flag }}' },
	{ name: '=name {{ $json.name }}', type: 'string', value: '={{ $json.value }}' },
]);

describe('Whatever the items hold, each is accepted and recorded once, or fails with a reason', () => {
	it('as conversions', async () => {
		const right = {
			email: fc.emailAddress(),
			customerId: id,
			action: fc.constantFrom('purchase', 'قدم', '🛒'),
			timestamp: past,
			revenue: fc.constantFrom(0, 27.5, '$1,234.50', '1.234,50 €'),
			orderId: id,
			conversionSource: fc.constantFrom('call_center', true, 5),
			inStore: fc.constantFrom('true', false),
			salesforce: fc.constantFrom('0065e00000AbCdEAAV', 0),
			phone: fc.constantFrom('2128675309', 2128675309),
			timezone: fc.constantFrom('UTC', 'Asia/Tokyo', undefined),
			...extras,
		};
		const parameters = {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			customerId: '={{ $json.customerId }}',
			action: '={{ $json.action }}',
			timestamp: '={{ $json.timestamp }}',
			additionalFields: {
				revenue: '={{ $json.revenue }}',
				orderId: '={{ $json.orderId }}',
				conversionSource: '={{ $json.conversionSource }}',
				inStore: '={{ $json.inStore }}',
				salesforce: '={{ $json.salesforce }}',
				phone: '={{ $json.phone }}',
			},
			...EXTRAS_MAPPED,
		};
		const keys = fc.constantFrom('', 'email,order_id,date', '__proto__', 'a.b,toString');
		let accepted = 0;
		let failed = 0;

		await fc.assert(
			fc.asyncProperty(oddItems(right), keys, async (items, conversionKey) => {
				const options = {
					conversionKey,
					onDuplicate: 'error',
					timezone: '={{ $json.timezone }}',
				};
				const { success, error } = await runFairly(items, { ...parameters, options });
				accepted += success.length;
				failed += error.length;

				for (const { json, pairedItem } of success) {
					const { item } = pairedItem as { item: number };
					expectUnchanged(json.conversion as IDataObject, items[item]);
				}
			}),
			{ numRuns: 150 },
		);
		expect(accepted).toBeGreaterThan(50);
		expect(failed).toBeGreaterThan(50);
	}, 30_000);

	it('as marketing events', async () => {
		const right = { userId: id, timestamp: past, adCampaignId: id, adAdgroupId: id, ...extras };
		const parameters = {
			operation: 'sendMarketingEvent',
			userId: '={{ $json.userId }}',
			timestamp: '={{ $json.timestamp }}',
			adFields: {
				adCampaignId: '={{ $json.adCampaignId }}',
				adAdgroupId: '={{ $json.adAdgroupId }}',
				adCreativeId: '={{ $json.adCreativeId }}',
			},
			...EXTRAS_MAPPED,
		};
		let accepted = 0;

		await fc.assert(
			fc.asyncProperty(oddItems(right), async (items) => {
				const { success } = await runFairly(items, parameters, sendMarketingEvent);
				accepted += success.length;
			}),
			{ numRuns: 50 },
		);
		expect(accepted).toBeGreaterThan(0);
	}, 30_000);

	it('under extra parameters of any name, type and value', async () => {
		const row = fc.record({
			name: oddName,
			type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'dateTime', 'x'),
			value: anything,
		});
		const item = fc.array(row, { maxLength: 4 }).map((rows) => ({ rows }));
		const items = fc.array(item, { minLength: 1, maxLength: 4 });
		const rows = [0, 1, 2, 3].map((index) => ({
			name: `={{ $json.rows[${index}]?.name }}`,
			type: `={{ $json.rows[${index}]?.type }}`,
			value: `={{ $json.rows[${index}]?.value }}`,
		}));
		let sent = 0;

		await fc.assert(
			fc.asyncProperty(items, async (given) => {
				const { bodies } = await runFairly(given, {
					...PURCHASE,
					email: 'jane@example.com',
					...extraParameters(rows),
				});
				sent += bodies.filter((body) => Object.keys(JSON.parse(body) as object).length > 3).length;
			}),
			{ numRuns: 150 },
		);
		expect(sent).toBeGreaterThan(20);
	}, 30_000);
});

/** What must leave as it came. */
function expectUnchanged(payload: IDataObject, item: IDataObject): void {
	const found = new Map(Object.entries(payload));
	const { email, text, object, list } = item;
	if (typeof email === 'string' && email.trim() !== '') {
		expect(found.get('email')).toBe(email.trim());
	}
	if (typeof text === 'string' && text.trim() !== '') expect(found.get('__proto__')).toBe(text);
	if (typeof object === 'object') expect(jsonOf(found.get('constructor'))).toBe(jsonOf(object));
	if (Array.isArray(list)) expect(jsonOf(found.get('toString'))).toBe(jsonOf(list));
}

function jsonOf(value: unknown): string {
	return JSON.stringify(value ?? null);
}

const LABELS = {
	email: 'Email',
	customerId: 'Customer ID',
	action: 'Action',
	timestamp: 'Timestamp',
	revenue: 'Revenue',
	orderId: 'Order ID',
	conversionSource: 'Conversion Source',
	inStore: 'In Store',
	salesforce: 'Salesforce',
	phone: 'Phone',
	extra: 'Extra parameter "extra"',
};
type FieldName = keyof typeof LABELS;
const FIELD_NAMES = Object.keys(LABELS) as FieldName[];

/** Every field right, but this one an expression. */
function withOne(name: FieldName, value: unknown, type = 'string'): INodeParameters {
	const all: INodeParameters = { operation: 'sendConversion', ...EVERY_CONVERSION_FIELD };
	if (name === 'extra') return { ...all, ...extraParameters([{ name, type, value }]) };
	if (name in all) return { ...all, [name]: value as string };
	const additionalFields = {
		...(all.additionalFields as INodeParameters),
		[name]: value as string,
	};
	return { ...all, additionalFields };
}

describe('A text of 1 MB', () => {
	it.each(FIELD_NAMES)('as %s is sent whole, or fails with a short reason', async (name) => {
		const texts = [
			'x'.repeat(MEGABYTE),
			'7'.repeat(MEGABYTE),
			`NaN${' '.repeat(MEGABYTE)}.`,
			'🛒'.repeat(MEGABYTE / 4),
		];
		const items = texts.map((text) => ({ text }));
		const { bodies, errors } = await runFairly(items, withOne(name, '={{ $json.text }}'));

		expect(bodies.length + errors.length).toBe(texts.length);
		for (const error of errors) {
			expect(error).toContain(LABELS[name]);
			expect(error.length).toBeLessThan(1_000);
		}
		for (const body of bodies) expect(body.length).toBeGreaterThan(MEGABYTE / 4);
	});

	it('as an email that is an address is sent as it is', async () => {
		const email = `${'x'.repeat(MEGABYTE)}@example.com`;
		const { bodies } = await runFairly([{ email }], PURCHASE);

		expect(bodies.map((body) => (JSON.parse(body) as IDataObject).email)).toEqual([email]);
	});

	it('as the name of an extra parameter is sent whole, or fails with a short reason', async () => {
		const rows = [{ name: '={{ $json.name }}', type: 'number', value: '={{ $json.value }}' }];
		const name = 'n'.repeat(MEGABYTE);
		const email = 'jane@example.com';
		const { bodies, errors } = await runFairly(
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

	it('as the conversion key fails with a short reason', async () => {
		const { bodies, errors } = await runFairly([{ email: 'jane@example.com' }], {
			...PURCHASE,
			options: { conversionKey: "={{ 'k'.repeat(1000000) }}" },
		});

		expect(bodies).toEqual([]);
		expect(errors[0]).toContain('conversion key');
	});

	it('as a time zone fails with a short reason', async () => {
		const { bodies, errors } = await runFairly([{ email: 'jane@example.com' }], {
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

	it('are all sent', async () => {
		const { bodies } = await runFairly([{ email }], {
			...PURCHASE,
			...rowsOf('string', (index) => `parameter.${index}`),
		});
		const payload = JSON.parse(bodies[0]) as IDataObject;

		expect(Object.keys(payload)).toHaveLength(10_003);
		expect(payload['parameter.9999']).toBe('value 9999');
	});

	it.each([
		['are all of another type', rowsOf('number', (index) => `parameter ${index}`)],
		['all have the same name', rowsOf('string', () => 'coupon')],
		['all have no name', rowsOf('string', () => ' ')],
	])('that %s fail with a short reason', async (_what, parameters) => {
		const { bodies, errors } = await runFairly([{ email }], { ...PURCHASE, ...parameters });

		expect(bodies).toEqual([]);
		expect(errors).toHaveLength(1);
	});

	it('that Rockerbox refuses fail with a short reason', async () => {
		receiver.answer({ status: 422, body: { message: 'value 1 and value 9999 are wrong' } });
		const { errors } = await runFairlyRefused([{ email }], {
			...PURCHASE,
			...rowsOf('string', (index) => `parameter ${index}`),
		});

		expect(errors).toEqual([expect.stringContaining('HTTP 422')]);
		expect(errors[0]).not.toContain('9999');
	});
});

/** The same for what arrives, but isn't accepted. */
async function runFairlyRefused(items: IDataObject[], parameters: INodeParameters) {
	const result = await run(items, { parameters, ...ERROR_OUTPUT });
	const { ledger } = receiver;
	expect(deviations(items, result, [], sendConversion)).toEqual([]);
	expect(ledger).toHaveLength(items.length);
	return { errors: result.error.map(({ json }) => json.error as string) };
}

/** Objects inside each other, as a value. */
function nestedObjects(levels: number): IDataObject {
	let value: IDataObject = { end: true };
	for (let level = 1; level < levels; level++) value = { inside: value };
	return value;
}

describe('What is nested', () => {
	const email = 'jane@example.com';
	const mapped = { ...PURCHASE, ...extraParameters([objectOf('={{ $json.value }}')]) };

	it.each([
		['an object', nestedObjects(1_000)],
		['the JSON text of an object', JSON.stringify(nestedObjects(1_000))],
		['the JSON text of a list', `{"list":${'['.repeat(1_000)}${']'.repeat(1_000)}}`],
	])('1,000 levels deep fails with the name of the parameter: %s', async (_what, value) => {
		const { bodies, errors } = await runFairly([{ email, value }, { email }], mapped);

		expect(bodies).toHaveLength(1);
		expect(errors).toEqual([expect.stringMatching(/Extra parameter "nested".*levels deep/)]);
	});

	it('50 levels deep is sent as it is', async () => {
		const value = nestedObjects(50);
		const { bodies } = await runFairly([{ email, value }], mapped);

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', value);
	});

	it.each(FIELD_NAMES.slice(0, -1))('1,000 levels deep is refused as %s', async (name) => {
		const items = [{ value: nestedObjects(1_000) }];
		const { bodies, errors } = await runFairly(items, withOne(name, '={{ $json.value }}'));

		expect(bodies).toEqual([]);
		expect(errors).toEqual([expect.stringContaining(`${LABELS[name]} was an object`)]);
	});

	it('far deeper than JavaScript can follow fails with a reason, whatever it is mapped to', async () => {
		const items = [{ email, value: nestedObjects(20_000) }, { email }];
		// Not on the error output, which couldn't be compared.
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

	it('is sent each time, wherever it stands', async () => {
		const value = { first: shared, second: { first: shared }, all: Array(1_000).fill(shared) };
		const parameters = { ...PURCHASE, ...extraParameters([objectOf('={{ $json.value }}')]) };
		const { bodies } = await runFairly([{ email, value }], parameters);

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', value);
	});

	it('is sent each time, if an expression made it', async () => {
		const value =
			'={{ (() => { const a = {x: [1]}; return {first: a, all: Array(9).fill(a)} })() }}';
		const parameters = { ...PURCHASE, ...extraParameters([objectOf(value)]) };
		const { bodies } = await runFairly([{ email }], parameters);
		const [x] = [{ x: [1] }];

		expect(JSON.parse(bodies[0])).toHaveProperty('nested', { first: x, all: Array(9).fill(x) });
	});
});

describe('An object that contains itself', () => {
	const email = 'jane@example.com';
	const circle = '={{ (() => { const a = {}; a.self = a; return a })() }}';

	it('made by an expression fails in plain words, whatever it is mapped to', async () => {
		for (const name of FIELD_NAMES) {
			const { bodies, errors } = await runFairly([{ email }], withOne(name, circle, 'object'));

			expect(bodies).toEqual([]);
			expect(errors).toHaveLength(1);
		}
	});

	it('in an item that is not mapped hinders nothing', async () => {
		const item: IDataObject = { email };
		item.self = item;
		const { bodies } = await runFairly([item], PURCHASE);

		expect(bodies).toHaveLength(1);
	});

	it('in an item fails in plain words, whatever it is mapped to', async () => {
		const item: IDataObject = { email, list: [] };
		item.self = item;
		(item.list as unknown[]).push(item.list);
		for (const name of FIELD_NAMES) {
			const parameters = withOne(name, '={{ $json }}', 'object');
			const { bodies, errors } = await runFairly([item], parameters);

			expect(bodies).toEqual([]);
			expect(errors).toHaveLength(1);
		}
	});
});

describe('Emoji, text from right to left and combining characters', () => {
	const text = '👩🏽‍🚀 שלום، مرحبا Zoe\u0308 𝒳 日本';

	it('are sent unchanged in every field that takes a text, and in names and values of extra parameters', async () => {
		const item = { email: 'jörg🛒@exämple.рф', text };
		const { bodies } = await runFairly([item], {
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

	it('are quoted in an error without tearing it apart', async () => {
		const { errors } = await runFairly(
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

	it.each(names.map((name) => [JSON.stringify(name), name]))(
		'%s is one key, with its value',
		async (_shown, name) => {
			const { bodies } = await runFairly([{ email: 'jane@example.com' }], {
				...PURCHASE,
				...extraParameters([{ name, value: 'a value' }]),
			});

			expect(Object.entries(JSON.parse(bodies[0]) as object)).toContainEqual([name, 'a value']);
			expect(Object.keys(JSON.parse(bodies[0]) as object)).toHaveLength(4);
		},
	);

	it('is shown above the output as text, whatever it is', async () => {
		const { hints } = await runFairly([{ email: 'jane@example.com' }], {
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

		expect(hints[0].message).toContain('was empty in 1 of 1 item');
	});
});

describe('A conversion key that names what every object has', () => {
	const email = 'jane@example.com';
	const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

	it.each(names)('fails the items without such a field: %s', async (conversionKey) => {
		const parameters = { ...PURCHASE, options: { conversionKey } };
		const { bodies, errors } = await runFairly([{ email }], parameters);

		expect(bodies).toEqual([]);
		expect(errors).toEqual([expect.stringContaining(`"${conversionKey}" is empty`)]);
	});

	it.each(names)('is the value of the extra parameter of that name: %s', async (name) => {
		const { success } = await runFairly([{ email }], {
			...PURCHASE,
			...extraParameters([{ name, value: 'K-1' }]),
			options: { conversionKey: name },
		});

		expect(success[0].json.conversionKey).toBe('K-1');
	});

	it('takes values that are such names for values like any other', async () => {
		const items = names.map((plan) => ({ email, plan }));
		const { success } = await runFairly(items, {
			...PURCHASE,
			customerId: '={{ $json.plan }}',
			options: { conversionKey: 'customer_id' },
		});

		expect(success.map(({ json }) => json.conversionKey)).toEqual(names);
	});
});

describe('An option that an expression gives', () => {
	const email = 'jane@example.com';
	const items = [{ email }, { email }];
	const notNumbers = ["'ten'", 'NaN', '[]', '[10]', '({})', 'true', '1.5', 'Infinity', '-1', '1e9'];
	const table = [
		...[...notNumbers, '0', '51'].map((value) => ['concurrency', 'Concurrency', value]),
		...[...notNumbers, '11', "'1e1000'"].map((value) => ['maxRetries', 'Max Retries', value]),
		...[...notNumbers, '1001'].map((value) => ['requestsPerSecond', 'Requests per Second', value]),
		...[...notNumbers, '0', '301', '$now'].map((value) => ['timeout', 'Timeout (Seconds)', value]),
		...["'x'", "'SKIP'", '1', '[]', "['skip']", '({})', "'__proto__'", "'toString'"].map(
			(value) => ['onDuplicate', 'On Duplicate', value],
		),
		...['5', 'true', '[]', "['email']", '({})', '$now'].map((value) => [
			'conversionKey',
			'Conversion Key',
			value,
		]),
		...["'Mars/Olympus'", "'__proto__'", '5', '[]', '({})', 'true', '$now'].map((value) => [
			'timezone',
			'Timezone',
			value,
		]),
	];

	it.each(table)('fails the items with its name: %s (%s) = %s', async (name, label, value) => {
		const parameters = { ...PURCHASE, options: { [name]: `={{ ${value} }}` } };
		const { bodies, errors } = await runFairly(items, parameters);

		expect(bodies).toEqual([]);
		expect(errors).toHaveLength(2);
		for (const error of errors) expect(error).toContain(`${label} was `);
	});

	it.each([
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

		expect((await runFairly(items, parameters)).bodies).toHaveLength(2);
	});

	it('for some items only fails those only', async () => {
		const zones = ['UTC', 'Mars/Olympus', ['UTC'], 'Asia/Tokyo', 7];
		const { errors, bodies } = await runFairly(
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

	it.each(values)('is sent right, or fails in plain words, in every field: %s', async (value) => {
		for (const name of FIELD_NAMES) {
			const parameters = withOne(name, `={{ ${value} }}`, 'object');
			const { bodies, errors } = await runFairly([{ email }], parameters);

			expect(bodies.length + errors.length).toBe(1);
			if (name === 'extra') continue;
			expect(errors).toEqual([
				expect.stringMatching(new RegExp(`${LABELS[name]}|Additional Fields`)),
			]);
		}
	});

	it('for one item, and that throws when it is looked at, fails that item only', async () => {
		const { bodies, errors } = await runFairly([{ email }, { email, odd: true }, { email }], {
			...PURCHASE,
			email: '={{ $json.odd ? $node : $json.email }}',
		});

		expect(bodies).toHaveLength(2);
		expect(errors).toEqual([expect.stringMatching(/Email.*\[item 1\]/)]);
	});

	it('is not evaluated once more if it is an expression itself', async () => {
		const item = { email, text: '={{ $json.email }}', name: '={{ $json.email }}' };
		const { bodies } = await runFairly([item], {
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

/** What the editor doesn't save, but a workflow written by hand or by a program can hold. */
describe('Parameters of a shape that the editor never saves', () => {
	const email = 'jane@example.com';

	it.each<[string, unknown]>([
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
	])('as Extra Parameters are passed over, or fail in plain words: %s', async (_what, given) => {
		const parameters = { ...PURCHASE, extraParameters: given } as INodeParameters;
		const { bodies, errors } = await runFairly([{ email }], parameters);

		expect(bodies.length + errors.length).toBe(1);
	});

	it.each(['additionalFields', 'options'])(
		'as %s are passed over, or fail in plain words',
		async (name) => {
			for (const given of [[], 'x', 5, true, null, '={{ 5 }}', '={{ null }}', '={{ [] }}']) {
				const parameters = { ...PURCHASE, [name]: given };
				const { bodies, errors } = await runFairly([{ email }], parameters);

				expect(bodies.length + errors.length).toBe(1);
			}
		},
	);
});
