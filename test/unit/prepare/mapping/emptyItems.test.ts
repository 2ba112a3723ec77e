import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import type { Operation } from '../../../../nodes/Rockerbox/operations/operation';
import { emptyItemFinder } from '../../../../nodes/Rockerbox/prepare/mapping/emptyItems';
import type { MappedItem } from '../../../../nodes/Rockerbox/prepare/mapping/mappedItem';

interface Case {
	parameters?: INodeParameters;
	/** The values that n8n evaluates from the parameters for the item. */
	mapped?: Partial<MappedItem>;
	json?: IDataObject;
	isAutomatic?: boolean;
	operation?: Operation;
}

function foundIn({
	parameters = {},
	mapped,
	json = {},
	isAutomatic = false,
	operation = sendConversion,
}: Case) {
	const find = emptyItemFinder(operation, parameters, isAutomatic);
	const item = {
		fields: {},
		extraParameters: [],
		otherFields: [],
		options: {},
		problems: [],
		...mapped,
	};
	return find(item, { json });
}

const SKIPPED = { skipped: 'The item is empty.' };
const MAPPED = { email: '={{ $json.email }}', action: 'purchase', timestamp: '={{ $json.date }}' };
const rows = (...assignments: Array<{ name: string; value: string }>) =>
	({ extraParameters: { assignments } }) as unknown as INodeParameters;

describe('an item without fields is skipped', () => {
	test.each<[string, Case]>([
		['where nothing is mapped', {}],
		['where no mapping finds anything', { parameters: MAPPED }],
		[
			'for all that was typed in',
			{ parameters: MAPPED, mapped: { fields: { action: 'purchase' } } },
		],
		[
			'for all that is sent at the moment of the run',
			{
				parameters: { ...MAPPED, timestamp: '={{ $now }}' },
				mapped: { fields: { action: 'purchase', timestamp: new Date() } },
			},
		],
		[
			'for all that an expression puts around nothing',
			{
				parameters: { email: "={{ $json.first + '@example.com' }}" },
				mapped: { fields: { email: 'undefined@example.com' } },
			},
		],
		[
			'for all that was typed in under Extra Parameters',
			{
				parameters: rows({ name: 'coupon', value: 'SAVE10' }),
				mapped: { extraParameters: [{ name: 'coupon', value: 'SAVE10' }] },
			},
		],
		[
			'in Map Automatically, with an action that the node sets',
			{
				isAutomatic: true,
				parameters: { action: 'purchase' },
				mapped: { fields: { action: 'purchase' } },
			},
		],
		[
			'in Map Automatically, whatever was mapped in the other mode',
			{ isAutomatic: true, parameters: { email: "={{ $('Shop').item.json.email }}" } },
		],
		[
			'where another node has nothing either',
			{
				parameters: { email: "={{ $('Shop').item.json.email }}" },
				mapped: { fields: { email: '' } },
			},
		],
	])('%s', (_, given) => {
		expect(foundIn(given)).toEqual(SKIPPED);
	});
});

describe('an item without fields is sent', () => {
	test.each<[string, string]>([
		['of another node', "={{ $('Shop').item.json.email }}"],
		['of another node, as old workflows write it', '={{ $node["Shop"].json.email }}'],
		['of all items', '={{ $input.first().json.email }}'],
		['that was typed in, to try the node', 'jane@example.com'],
		['that an expression holds', "={{ 'jane@example.com' }}"],
	])('with an email %s', (_, email) => {
		const fields = { email: 'jane@example.com', action: 'purchase' };
		expect(foundIn({ parameters: { ...MAPPED, email }, mapped: { fields } })).toBeUndefined();
	});

	test('with the order of another node', () => {
		const parameters = { additionalFields: { orderId: "={{ $('Shop').item.json.id }}" } };
		expect(foundIn({ parameters, mapped: { fields: { order_id: 'O-1' } } })).toBeUndefined();
	});

	test('with an extra parameter of another node', () => {
		const parameters = rows({ name: 'coupon', value: "={{ $('Shop').item.json.code }}" });
		const extraParameters = [{ name: 'coupon', value: 'SAVE10' }];
		expect(foundIn({ parameters, mapped: { extraParameters } })).toBeUndefined();
	});

	test('with a user ID that was typed in', () => {
		expect(
			foundIn({
				operation: sendMarketingEvent,
				parameters: { userId: 'U-1' },
				mapped: { fields: { user_id: 'U-1' } },
			}),
		).toBeUndefined();
	});

	test('or else refused with all problems, if n8n couldn’t read a mapping', () => {
		expect(foundIn({ mapped: { problems: ["Email can't be read."] } })).toBeUndefined();
	});

	test('or else refused with all problems, if a model fills in the fields', () => {
		const parameters = { email: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Email') }}" };
		expect(foundIn({ parameters, mapped: { fields: { email: '' } } })).toBeUndefined();
	});
});

describe('an item with fields that are all unsent gets one sentence', () => {
	test('if nothing is mapped', () => {
		expect(
			foundIn({ parameters: { timestamp: '={{ $now }}', action: 'purchase' }, json: { id: 1 } }),
		).toEqual({
			problems: [
				'Nothing of this item is mapped: drag its fields from the input panel onto those of this node, above all the email or customer ID.',
			],
		});
	});

	test('if no mapping finds anything', () => {
		expect(foundIn({ parameters: MAPPED, json: { success: true } })).toEqual({
			problems: [
				'No mapped field has a value in this item (it has "success"): map other fields, or put n8n\'s node Filter before this one to leave such items out.',
			],
		});
	});

	test('in Map Automatically', () => {
		expect(foundIn({ isAutomatic: true, json: { a: 1, b: 2, c: 3, d: 4, e: '' } })).toEqual({
			problems: [
				'None of the fields that Map Automatically takes has a value in this item (it has "a", "b", "c", and 1 more): rename its fields, choose Map Each Field Manually, or put n8n\'s node Filter before this one to leave such items out.',
			],
		});
	});

	test('with the fields that look like those of Rockerbox, if there are some', () => {
		const find = emptyItemFinder(sendConversion, {}, true);
		const mapped = { fields: {}, extraParameters: [], otherFields: [], options: {}, problems: [] };
		const lookalikes = () => [{ key: 'email', name: 'email', inside: 'body', rank: 100 }];
		expect(find(mapped, { json: { headers: {}, body: {} } }, lookalikes)).toEqual({
			problems: [expect.stringContaining('(it has "email" in "body")')],
		});
	});

	test('a file without fields has to be read first', () => {
		const find = emptyItemFinder(sendConversion, MAPPED, false);
		const mapped = { fields: {}, extraParameters: [], otherFields: [], options: {}, problems: [] };
		const binary = { data: { data: '', mimeType: 'text/csv' } };
		expect(find(mapped, { json: {}, binary })).toEqual({
			problems: [
				"This item is a file, and has no fields: put n8n's node Extract From File before this one.",
			],
		});
	});
});

describe('an item with fields is read as always', () => {
	test.each<[string, Case]>([
		['if one mapping finds something', { mapped: { fields: { order_id: 'O-1' } } }],
		['if what it finds only stands for nothing', { mapped: { fields: { email: 'NULL' } } }],
		['if another field goes along', { mapped: { otherFields: [{ name: 'a', value: 1 }] } }],
	])('%s', (_, given) => {
		const parameters = { ...MAPPED, additionalFields: { orderId: '={{ $json.id }}' } };
		expect(foundIn({ parameters, json: { id: 'O-1' }, ...given })).toBeUndefined();
	});

	test('if Map Automatically finds something', () => {
		const mapped = { fields: { phone: '2128675309' } };
		expect(foundIn({ isAutomatic: true, json: { phone: 1 }, mapped })).toBeUndefined();
	});

	test('if all fields come from one expression', () => {
		const parameters = { additionalFields: '={{ $json.fields }}' };
		const mapped = { fields: { order_id: 'O-1' } };
		expect(foundIn({ parameters, json: { fields: {} }, mapped })).toBeUndefined();
	});
});
