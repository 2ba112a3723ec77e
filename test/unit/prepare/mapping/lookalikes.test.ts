import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../../nodes/Rockerbox/operations/operation';
import { labelsOf } from '../../../../nodes/Rockerbox/operations/operation';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import {
	keysByName,
	mapAutomatically,
} from '../../../../nodes/Rockerbox/prepare/mapping/automatic';
import {
	lookalikeCounter,
	lookalikeFinder,
	lookalikeNames,
	lookalikeSentence,
} from '../../../../nodes/Rockerbox/prepare/mapping/lookalikes';
import { NONE } from '../../../support/autoMapping';

const RULES = { timezone: 'America/New_York', now: 1.8e9, allowMissingAction: true };

function remarksOn(
	items: IDataObject[],
	given: string[] = [],
	operation: Operation = sendConversion,
) {
	const keyForName = keysByName(labelsOf(operation));
	const find = lookalikeFinder(operation, RULES, keyForName, given);
	const counter = lookalikeCounter(operation, find, given);
	for (const item of items) {
		counter.count(item, mapAutomatically(item, keyForName, given, NONE).fields);
	}
	return counter.remarks();
}

/** The message about look-alikes in items that have nothing else. */
function toldOf(...items: IDataObject[]): string[] {
	return remarksOn(items)
		.filter(({ topic }) => topic === 'lookalikes')
		.map(({ sentence }) => sentence);
}

/** The names of look-alikes in an item. */
function namesIn(item: IDataObject, operation: Operation = sendConversion): string[] {
	const find = lookalikeFinder(operation, RULES, keysByName(labelsOf(operation)), []);
	return lookalikeNames(find(item));
}

const REMEDY = '; to send it, rename it, or choose Map Each Field Manually.';

describe('an input field that was not taken is named with the reason', () => {
	test('if its name has a unit', () => {
		expect(toldOf({ email: 'jane@example.com', 'Revenue (USD)': '27.50' })).toEqual([
			`This input field looks like one of Rockerbox's, but was not taken: "Revenue (USD)" (not named just revenue)${REMEDY}`,
		]);
	});

	test('if its name has more words', () => {
		expect(toldOf({ 'Contact Email': 'jane@example.com', action: 'purchase' })).toEqual([
			`This input field looks like one of Rockerbox's, but was not taken: "Contact Email" (not named just email)${REMEDY}`,
		]);
	});

	test('if it is one level down', () => {
		expect(toldOf({ body: { email: 'jane@example.com' }, action: 'purchase' })).toEqual([
			`This input field looks like one of Rockerbox's, but was not taken: "email" (one level down, in "body"); to send it, give it Rockerbox's name at the outer level, or choose Map Each Field Manually.`,
		]);
	});

	test('together with others, the most likely first and no more than three', () => {
		const item = {
			'Contact Email': 'jane@example.com',
			body: { order_id: 'O-1', phone: '212 867 5309', customer_id: 'C-1' },
			'Revenue (USD)': 27.5,
		};
		expect(toldOf(item, item)).toEqual([
			'These input fields look like Rockerbox\'s, but were not taken: "Revenue (USD)" (not named just revenue), "customer_id" and "order_id" (one level down, in "body"), and 2 more; to send them, give them Rockerbox\'s names at the outer level, or choose Map Each Field Manually.',
		]);
	});

	test('once, however many of the same kind there are', () => {
		expect(namesIn({ 'Billing Email': 'a@b.co', 'Shipping Email': 'a@b.co' })).toEqual([
			'"Billing Email"',
		]);
	});

	test('of the most likely kind, whichever item has it', () => {
		const [told] = toldOf(
			{ 'Gross Revenue': 1, action: 'a' },
			{ Revenue$: 1, 'Revenue in USD': 1 },
		);
		expect(told).toContain('"Revenue$" (not named just revenue)');
	});
});

test.each<[string, unknown]>([
	['Email Address', 'jane@example.com'],
	['emailAddress', 'jane@example.com'],
	['Email*', 'jane@example.com'],
	['Kunden-E-Mail', 'jane@example.com'],
	['billing_email', 'jane@example.com'],
	['email_sha256', 'e'.repeat(64)],
	['customer.email', 'jane@example.com'],
	['Phone Number', '(212) 867-5309'],
	['Mobile Phone', 2128675309],
	['Revenue (USD)', '1,234'],
	['Revenue [EUR]', '1.234,50 €'],
	['revenue_usd', 27.5],
	['Total Revenue', 27.5],
	['Revenue in cents', 2750],
	['Shopify Order ID', 1001],
	['Order ID #', '1001'],
	['Customer-ID (CRM)', 'C-1'],
	['Stripe Customer ID', 'cus_1'],
	['Timestamp (UTC)', '2024-08-07 14:30:12'],
	['Action (Rockerbox)', 'purchase'],
])('%s looks like a field of Rockerbox’s', (name, value) => {
	expect(namesIn({ [name]: value } as IDataObject)).toHaveLength(1);
});

test.each<[string, unknown]>([
	['email', 'jane@example.com'], // this one is taken
	['email_verified', true],
	['Email Opt-In', 'yes'],
	['accepts_email', 'jane@example.com is in'],
	['Owner Email', 'agent@example.com'],
	['hubspot_owner_email', 'agent@example.com'],
	['Sales Rep Phone', '2128675309'],
	['store_phone', '2128675309'],
	['Email Subject', 'Hello'],
	['emails', 'jane@example.com'],
	['mailbox', 'jane@example.com'],
	['Contact Email', ''],
	['Contact Email', 'N/A'],
	['Contact Email', 'none given'],
	['Contact Email', ['jane@example.com', 'joe@example.com']],
	['phone_type', 'mobile'],
	['Work Phone', 'x12'],
	['call_to_action', 'Buy now'],
	['Last Action', 'opened'],
	['action_url', 'https://example.com'],
	['store_in_store', 'x'],
	['parent_order_id', 1001],
	['original_order_id', 1001],
	['Revenue Share', '12 %'],
	['updated_timestamp', '2024-08-07T14:30:12Z'],
	['total', 27.5],
	['id', 1001],
	['user', { name: 'Jane' }],
	['owner', { email: 'agent@example.com', phone: '2128675309' }],
	['headers', { phone: '2128675309' }],
	['dealname', { value: 'Deal', timestamp: 1723041012000 }],
	['alert', { action: 'created' }],
	['body', { customer: { email: 'jane@example.com' } }],
	['tags', [{ email: 'jane@example.com' }]],
])('%s: %j looks like none', (name, value) => {
	expect(namesIn({ [name]: value } as IDataObject)).toEqual([]);
});

describe('nothing is said', () => {
	test('about a field that some item has under its own name', () => {
		const item = { email: 'jane@example.com', 'Contact Email': 'joe@example.com' };
		expect(toldOf(item)).toEqual([]);
		expect(toldOf({ 'Contact Email': 'joe@example.com', action: 'a' }, item)).toEqual([]);
	});

	test('about a field that the node sets', () => {
		const item = { 'Order Timestamp': '2024-08-07T14:30:12Z', email: 'jane@example.com' };
		expect(remarksOn([item], ['timestamp']).map(({ topic }) => topic)).toEqual(['missingFields']);
	});

	test('if there is nothing to say', () => {
		expect(lookalikeSentence([])).toEqual([]);
	});
});

describe('fields of Rockerbox’s that no item had', () => {
	const missingIn = (items: IDataObject[], given?: string[]) =>
		remarksOn(items, given)
			.filter(({ topic }) => topic === 'missingFields')
			.map(({ sentence }) => sentence);

	test('are named, but no more than a user reads', () => {
		expect(
			missingIn([{ email: 'jane@example.com' }, { action: 'purchase', revenue: ' ' }]),
		).toEqual(['Customer ID, Timestamp, Order ID, and 5 more fields were in no item.']);
	});

	test('are not those with look-alikes, nor those that the node sets', () => {
		const item = Object.fromEntries(Object.keys(sendConversion.fields).map((key) => [key, 'x']));
		const rest = omit(item, ['revenue', 'action', 'phone']);
		expect(missingIn([{ ...rest, 'Revenue (USD)': 1 }], ['action'])).toEqual([
			'Phone was in no item.',
		]);
	});

	test('are not mentioned if no item has any, or each item has all', () => {
		const item = Object.fromEntries(Object.keys(sendConversion.fields).map((key) => [key, 'x']));
		expect(missingIn([{ success: true }])).toEqual([]);
		expect(missingIn([item])).toEqual([]);
	});
});

test('A marketing event has look-alikes of its own', () => {
	expect(namesIn({ 'Ad Campaign ID (Meta)': '1', email: 'a@b.co' }, sendMarketingEvent)).toEqual([
		'"Ad Campaign ID (Meta)"',
	]);
});

test('However many names there are, and however long, the message is short', () => {
	const items = Array.from({ length: 20 }, (_, row) =>
		Object.fromEntries(
			Array.from({ length: 500 }, (__, index) => [
				`${'x'.repeat(1_000)}${row}-${index} email`,
				'jane@example.com',
			]),
		),
	);
	for (const { sentence } of remarksOn([...items, { action: 'purchase' }])) {
		expect(sentence.length).toBeLessThan(500);
	}
});
