/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files, which only tests do */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../nodes/Rockerbox/operations';
import { readText } from '../support/engineFiles';
import { extraParameters, PURCHASE, useRockerbox } from '../support/engineRun';

const { payloadOf, refusalOf } = useRockerbox();

const ORDER: IDataObject = { email: 'jane@example.com', action: 'purchase' };
const LONG_ID = '120209000000000001';
/** The result if JSON reads that number. */
const LONG_NUMBER = JSON.parse(LONG_ID) as number;

const mapped = (customerId: string): INodeParameters => ({ ...PURCHASE, customerId });
const extra = (value: string, type = 'string'): INodeParameters => ({
	...PURCHASE,
	...extraParameters([{ name: 'extra', value, type }]),
});

interface Case {
	parameters: INodeParameters;
	item: IDataObject;
	/** The advice. */
	says: string;
	/** The node or the item after the user has followed it. */
	then: { parameters?: INodeParameters; item?: IDataObject };
	sent: IDataObject;
}

const ID = mapped('={{ $json.id }}');
const EXTRA = extra('={{ $json.extra }}');

const CASES: Case[] = [
	{
		parameters: ID,
		item: { id: true },
		says: 'Map a field that holds text',
		then: { parameters: mapped('={{ $json.name }}'), item: { id: true, name: 'C-1' } },
		sent: { customer_id: 'C-1' },
	},
	{
		parameters: ID,
		item: { id: '1.23457E+11' },
		says: 'Format that column as text at the source',
		then: { item: { id: '123456789012' } },
		sent: { customer_id: '123456789012' },
	},
	{
		parameters: ID,
		item: { id: { value: 'C-1', label: 'Jane' } },
		says: 'Map one field inside it',
		then: { parameters: mapped('={{ $json.id.value }}') },
		sent: { customer_id: 'C-1' },
	},
	{
		parameters: mapped('={{ "" + $json.name }}'),
		item: { id: 'C-1' },
		says: 'Open the mapping and pick the field again',
		then: { parameters: ID },
		sent: { customer_id: 'C-1' },
	},
	{
		parameters: ID,
		item: { id: '#REF!' },
		says: 'Correct the formula in the spreadsheet',
		then: { item: { id: 'C-1' } },
		sent: { customer_id: 'C-1' },
	},
	{
		parameters: ID,
		item: { id: LONG_NUMBER },
		says: 'Have the source deliver it as text',
		then: { item: { id: LONG_ID } },
		sent: { customer_id: LONG_ID },
	},
	{
		parameters: ID,
		item: { id: 1e-7 },
		says: 'Have the source deliver it as text',
		then: { item: { id: '0.0000001' } },
		sent: { customer_id: '0.0000001' },
	},
	{
		parameters: PURCHASE,
		item: { email: 'Jane <jane@example.com>, joe@example.com' },
		says: "Map the customer's email alone, without a name or a second address",
		then: { item: { email: 'jane@example.com' } },
		sent: { email: 'jane@example.com' },
	},
	{
		parameters: extra('={{ $json.extra }}', 'number'),
		item: { extra: 'SAVE10' },
		says: 'Choose another type',
		then: { parameters: EXTRA },
		sent: { extra: 'SAVE10' },
	},
	{
		parameters: extra('={{ $json.extra }}', 'number'),
		item: { extra: LONG_ID },
		says: 'Choose the type String',
		then: { parameters: EXTRA },
		sent: { extra: LONG_ID },
	},
	{
		parameters: extra('={{ $json.price * $json.quantity }}', 'number'),
		item: { price: 2, count: 3 },
		says: 'Check its mapping',
		then: { parameters: extra('={{ $json.price * $json.count }}', 'number') },
		sent: { extra: 6 },
	},
	{
		parameters: extra('={{ $json.numbers.map((each) => BigInt(each)) }}', 'array'),
		item: { numbers: [1] },
		says: 'Map a plain value',
		then: { parameters: extra('={{ $json.numbers }}', 'array') },
		sent: { extra: [1] },
	},
	{
		parameters: extra('={{ [new Date($json.on)] }}', 'array'),
		item: { on: 'soon', at: '2024-08-07T14:30:00.000Z' },
		says: 'Check its mapping',
		then: { parameters: extra('={{ [new Date($json.at)] }}', 'array') },
		sent: { extra: ['2024-08-07T14:30:00.000Z'] },
	},
	{
		parameters: extra('={{ Array.from({ length: 150 }).reduce((a) => [a], $json.code) }}', 'array'),
		item: { code: 'A' },
		says: 'Map a part of it',
		then: { parameters: extra('={{ $json.code }}') },
		sent: { extra: 'A' },
	},
	{
		parameters: extra('={{ [0, 1].map(() => Array(60000).fill($json.code)) }}', 'array'),
		item: { code: 'A' },
		says: 'contains more than 100,000 values. Map a part of it.',
		then: { parameters: extra('={{ $json.code }}') },
		sent: { extra: 'A' },
	},
	{
		parameters: extra('={{ [new Map([["a", $json.code]])] }}', 'array'),
		item: { code: 'A' },
		says: 'Map a plain value',
		then: { parameters: extra('={{ $json.code }}') },
		sent: { extra: 'A' },
	},
];

const ACTION = { ...PURCHASE, action: '={{ $json.action }}' };
const AT = { ...PURCHASE, timestamp: '={{ $json.at }}' };
const EVENT = { ...AT, operation: 'sendMarketingEvent', userId: '={{ $json.id }}' };
const REVENUE = { ...PURCHASE, additionalFields: { revenue: '={{ $json.total }}' } };
const table = (to: string, rest: INodeParameters = {}): INodeParameters => ({
	...ACTION,
	options: { actionMapping: { values: [{ from: 'won', to }] }, ...rest },
});
const selecting = (rest: INodeParameters): INodeParameters => ({
	...PURCHASE,
	mappingMode: 'auto',
	includeOtherFields: true,
	...rest,
});

CASES.push(
	// Required fields.
	{
		parameters: AT,
		item: { email: '', mail: 'joe@example.com', at: '1535147451' },
		says: 'Fill one in where the data comes from',
		then: { item: { email: 'joe@example.com', at: '1535147451' } },
		sent: { email: 'joe@example.com' },
	},
	{
		parameters: { ...AT, email: '' },
		item: { at: '1535147451' },
		says: 'are not mapped, and Rockerbox needs one of them to know the person. Map one',
		then: { parameters: AT },
		sent: { email: 'jane@example.com' },
	},
	{
		parameters: { ...PURCHASE, mappingMode: 'auto', timestamp: '' },
		item: { email: '', mail: 'joe@example.com', timestamp: '1535147451' },
		says: 'takes them from input fields named email or customer_id: rename yours',
		then: { item: { email: 'joe@example.com', timestamp: '1535147451' } },
		sent: { email: 'joe@example.com' },
	},
	{
		parameters: { ...PURCHASE, mappingMode: 'auto', timestamp: '' },
		item: { email: '', mail: 'joe@example.com', timestamp: '1535147451' },
		says: 'or choose Map Each Field Manually',
		then: { parameters: { ...PURCHASE, email: '={{ $json.mail }}' } },
		sent: { email: 'joe@example.com' },
	},
	{
		parameters: { ...PURCHASE, mappingMode: 'auto', action: '' },
		item: { action: '' },
		says: 'or leave it empty and give the input a field named action',
		then: { item: { action: 'renewal' } },
		sent: { action: 'renewal' },
	},
	{
		parameters: { ...PURCHASE, mappingMode: 'auto', timestamp: '' },
		item: {},
		says: 'or leave it empty and give the input a field named timestamp',
		then: { item: { timestamp: '1535147451' } },
		sent: { timestamp: '1535147451' },
	},
	{
		parameters: { ...EVENT, mappingMode: 'auto', timestamp: '' },
		item: { user_id: 'U-1' },
		says: 'or leave it empty and give the input a field named timestamp',
		then: { item: { user_id: 'U-1', timestamp: '1535147451' } },
		sent: { user_id: 'U-1', timestamp: '1535147451' },
	},
	{
		parameters: AT,
		item: { email: '', mail: 'joe@example.com' },
		says: 'map other fields',
		then: {
			parameters: { ...AT, email: '={{ $json.mail }}', timestamp: '1535147451' },
		},
		sent: { email: 'joe@example.com' },
	},
	{
		parameters: { ...PURCHASE, email: '' },
		item: {},
		says: 'drag its fields from the input panel onto those of this node, above all the email',
		then: { parameters: PURCHASE },
		sent: { email: 'jane@example.com' },
	},
	{
		parameters: { ...PURCHASE, mappingMode: 'auto' },
		item: { email: '', action: '', body: { email: 'joe@example.com' } },
		says: '(it has "email" in "body"): rename its fields, choose Map Each Field Manually',
		then: { parameters: { ...PURCHASE, email: '={{ $json.body.email }}' } },
		sent: { email: 'joe@example.com' },
	},
	{
		parameters: ACTION,
		item: { action: '' },
		says: "Enter the conversion's name in Rockerbox, such as purchase",
		then: { parameters: { ...ACTION, action: 'purchase' } },
		sent: { action: 'purchase' },
	},
	{
		parameters: ACTION,
		item: { action: '' },
		says: "add the option 'Allow Missing Action' and switch it on",
		then: { parameters: { ...ACTION, options: { allowMissingAction: true } } },
		sent: { email: 'jane@example.com' },
	},
	{
		parameters: AT,
		item: { paid: '2018-08-24T21:50:51Z' },
		says: "Clear 'Timestamp', and drag the date of the conversion onto it.",
		then: { parameters: { ...AT, timestamp: '={{ $json.paid }}' } },
		sent: { timestamp: '1535147451' },
	},
	{
		parameters: EVENT,
		item: { id: 'U-1' },
		says: "Clear 'Timestamp', and drag the date of the event onto it. If its source left it empty, fill it in there.",
		then: { item: { id: 'U-1', at: '2018-08-24T21:50:51Z' } },
		sent: { timestamp: '1535147451' },
	},
	{
		parameters: EVENT,
		item: { at: '2018-08-24T21:50:51Z', person: 'U-1' },
		says: "Map the person's ID, the same as the Identify pixel collects.",
		then: { parameters: { ...EVENT, userId: '={{ $json.person }}' } },
		sent: { user_id: 'U-1' },
	},
	// Options.
	{
		parameters: { ...REVENUE, options: { revenueInCents: 'maybe' } },
		item: { total: 2750 },
		says: 'must be true or false. Correct it in the node.',
		then: { parameters: { ...REVENUE, options: { revenueInCents: true } } },
		sent: { revenue: '27.50' },
	},
	{
		parameters: { ...REVENUE, options: { decimalSeparator: ';' } },
		item: { total: '1.234' },
		says: "must be point or comma. Correct it in the node's options.",
		then: { parameters: { ...REVENUE, options: { decimalSeparator: 'comma' } } },
		sent: { revenue: '1234.00' },
	},
	{
		parameters: { ...AT, options: { dateOrder: 'DMY' } },
		item: { at: '24/08/2018 21:50:51 UTC' },
		says: "must be dayFirst or monthFirst. Choose one of the two in the node's options.",
		then: { parameters: { ...AT, options: { dateOrder: 'dayFirst' } } },
		sent: { timestamp: '1535147451' },
	},
	{
		parameters: { ...AT, options: { timezone: 'BST' } },
		item: { at: '2018-08-24 22:50:51' },
		says: "which isn't a time zone with one meaning. Choose one from the list.",
		then: { parameters: { ...AT, options: { timezone: 'Europe/London' } } },
		sent: { timestamp: '1535147451' },
	},
	// Action Mapping.
	{
		parameters: table('purchase', { onUnmappedAction: 'error' }),
		item: { action: 'lost' },
		says: 'Add it there',
		then: {
			parameters: {
				...ACTION,
				options: {
					onUnmappedAction: 'error',
					actionMapping: { values: [{ from: 'lost', to: 'churn' }] },
				},
			},
		},
		sent: { action: 'churn' },
	},
	{
		parameters: table('purchase', { onUnmappedAction: 'error' }),
		item: { action: 'lost' },
		says: 'choose another value for the option On Unmapped Action',
		then: { parameters: table('purchase', { onUnmappedAction: 'send' }) },
		sent: { action: 'lost' },
	},
	{
		parameters: table('purchase', { onUnmappedAction: 'drop' }),
		item: { action: 'lost' },
		says: "must be send, skip or error. Correct it in the node's options.",
		then: { parameters: table('purchase', { onUnmappedAction: 'send' }) },
		sent: { action: 'lost' },
	},
	{
		parameters: table(''),
		item: { action: 'won' },
		says: 'Enter one in its row',
		then: { parameters: table('purchase') },
		sent: { action: 'purchase' },
	},
	{
		parameters: {
			...ACTION,
			options: {
				actionMapping: {
					values: [
						{ from: 'won', to: 'purchase' },
						{ from: 'Won', to: 'lead' },
					],
				},
			},
		},
		item: { action: 'WON' },
		says: 'Remove one of the two rows',
		then: { parameters: table('purchase') },
		sent: { action: 'purchase' },
	},
	// Extra Parameters.
	{
		parameters: { ...PURCHASE, ...extraParameters([{ name: '', value: 'SAVE10' }]) },
		item: {},
		says: 'Give it a name',
		then: { parameters: extra('SAVE10') },
		sent: { extra: 'SAVE10' },
	},
	{
		parameters: { ...PURCHASE, ...extraParameters([{ name: 'email', value: 'joe@example.com' }]) },
		item: {},
		says: 'Rename or remove one of the two',
		then: {
			parameters: {
				...PURCHASE,
				...extraParameters([{ name: 'other_email', value: 'joe@example.com' }]),
			},
		},
		sent: { email: 'jane@example.com', other_email: 'joe@example.com' },
	},
	// Include Other Input Fields.
	{
		parameters: selecting({ include: 'except', excludeFields: '={{ $json.private }}' }),
		item: { code: 'A' },
		says: 'Open its mapping and correct it',
		then: { parameters: selecting({ include: 'except', excludeFields: 'notes' }) },
		sent: { code: 'A' },
	},
	{
		parameters: selecting({ include: 'except', excludeFields: '={{ $json.private }}' }),
		item: { code: 'A' },
		says: 'or choose All',
		then: { parameters: selecting({ include: 'all' }) },
		sent: { code: 'A' },
	},
	{
		parameters: selecting({ include: 'some' }),
		item: { code: 'A' },
		says: 'must be all, selected or except',
		then: { parameters: selecting({ include: 'all' }) },
		sent: { code: 'A' },
	},
	{
		parameters: selecting({ include: 'selected', includeFields: '={{ 5 }}' }),
		item: { code: 'A' },
		says: 'must be names of input fields, separated by commas',
		then: { parameters: selecting({ include: 'selected', includeFields: 'code' }) },
		sent: { code: 'A' },
	},
);

const advices: string[] = [];

test.each(CASES)('The advice "$says" leads to the value', async (each) => {
	const { parameters, item, says, then, sent } = each;
	const advice = (await refusalOf(parameters, { ...ORDER, ...item })) ?? '';
	expect(advice).toContain(says);
	advices.push(advice);

	const payload = await payloadOf(then.parameters ?? parameters, {
		...ORDER,
		...(then.item ?? item),
	});
	expect(payload).toMatchObject(sent);
});

/** Files that refuse values, or options about reading values. */
const OF_VALUES = [
	'values/boolean.ts',
	'values/email.ts',
	'values/json.ts',
	'values/text.ts',
	'prepare/payload/actionMapping.ts',
	'prepare/payload/extras.ts',
	'prepare/payload/valueOptions.ts',
	'prepare/mapping/otherFieldsChoice.ts',
];
/** Files whose refusals have tests of their kind: of dates, of amounts, and of fields that are empty. */
const ELSEWHERE = [
	'values/revenue.ts',
	'values/timestamp.ts',
	'values/timestamp/dateText.ts',
	'values/value.ts',
];
/** Files that refuse no value: they read the credential, options of the run, and the node itself. */
const OF_NO_VALUE = [
	'prepare/account.ts',
	'prepare/authenticate.ts',
	'prepare/mapping/mapping.ts',
	'prepare/parameters/parameter.ts',
	'prepare/payload/conversionKey.ts',
	'prepare/payload/keyNames.ts',
	'prepare/prepare.ts',
	'prepare/settings.ts',
];

/** So far, n8n itself drops anything that isn't a table before the node sees it. */
const NEVER_IN_N8N = "Action Mapping can't be read. Open it in the node's options and correct it.";

const REFUSAL = /new (?:Invalid|Broken|Missing)Value\(/g;

test('No file refuses anything that is not in a list above', () => {
	const root = join(__dirname, '../../nodes/Rockerbox');
	const refusing = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.ts'))
		.filter((path) => readText(`nodes/Rockerbox/${path}`).match(REFUSAL));

	expect(refusing.sort()).toEqual([...OF_VALUES, ...ELSEWHERE, ...OF_NO_VALUE].sort());
});

test.each(OF_VALUES)('Every refusal of %s has a case', (path) => {
	const source = readText(`nodes/Rockerbox/${path}`);
	const refusals = Array.from(
		source.matchAll(/new (?:Invalid|Broken)Value\(\s*(?:`([^`]+)`|'([^']+)'|"([^"]+)")/g),
		(match) => match.slice(1).find((text) => text !== undefined)!,
	);
	expect(refusals).toHaveLength(source.match(REFUSAL)!.length);

	const untested = refusals.filter((text) => {
		if (text === NEVER_IN_N8N) return false;
		const parts = text.split(/\$\{[^}]*\}/).map((part) => part.trim());
		return !advices.some((advice) => parts.every((part) => advice.includes(part)));
	});
	expect(untested).toEqual([]);
});

test('Every required field has a case in which it is empty', () => {
	const mappings = [{ isAutomatic: true }, { isPersonMapped: true }, { isPersonMapped: false }];
	const messages = mappings.flatMap((mapping) => {
		const rules = { timezone: 'UTC', now: 1.8e9, allowMissingAction: false, ...mapping };
		return operations
			.flatMap(({ fields, refinement }) => [
				...Object.values(fields).flatMap(({ schema }) => schema(rules).safeParse(undefined)),
				...(refinement ? [refinement(mapping).safeParse({})] : []),
			])
			.flatMap(({ error }) => error?.issues.map(({ message }) => message) ?? []);
	});

	expect(new Set(messages).size).toBeGreaterThanOrEqual(10);
	expect(messages.filter((message) => !advices.some((advice) => advice.includes(message)))).toEqual(
		[],
	);
});
