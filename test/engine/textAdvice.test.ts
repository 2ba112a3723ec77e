import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readText } from '../support/engineFiles';
import { extraParameters, PURCHASE, useRockerbox } from '../support/engineRun';

const { payloadOf, refusalOf } = useRockerbox();

const ORDER: IDataObject = { email: 'jane@example.com', action: 'purchase' };
const LONG_ID = '120209000000000001';
/** As JSON reads that number. */
const LONG_NUMBER = JSON.parse(LONG_ID) as number;

const mapped = (customerId: string): INodeParameters => ({ ...PURCHASE, customerId });
const extra = (value: string, type = 'string'): INodeParameters => ({
	...PURCHASE,
	...extraParameters([{ name: 'extra', value, type }]),
});

interface Case {
	parameters: INodeParameters;
	item: IDataObject;
	/** What the advice asks for. */
	says: string;
	/** The node or the item after it was followed. */
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

test.each(['email', 'json', 'text'])('Every refusal of values/%s.ts has a case', (name) => {
	const source = readText(`nodes/Rockerbox/values/${name}.ts`);
	const refusals = Array.from(
		source.matchAll(/new (?:Invalid|Broken)Value\(\s*(?:`([^`]+)`|'([^']+)'|"([^"]+)")/g),
		(match) => match.slice(1).find((text) => text !== undefined)!,
	);
	expect(refusals).toHaveLength(source.match(/new (?:Invalid|Broken)Value\(/g)!.length);

	const untested = refusals.filter((text) => {
		const parts = text.split(/\$\{[^}]*\}/).map((part) => part.trim());
		return !advices.some((advice) => parts.every((part) => advice.includes(part)));
	});
	expect(untested).toEqual([]);
});
