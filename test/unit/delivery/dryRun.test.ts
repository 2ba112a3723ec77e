import { dryRun } from '../../../nodes/Rockerbox/delivery/dryRun';
import type { Sendable } from '../../../nodes/Rockerbox/prepare/prepare';

const account = { advertiserId: 'MOx2ZmMw+YzQz', baseUrl: 'https://webhooks.getrockerbox.com' };
const event = (more: Partial<Sendable> = {}): Sendable => ({
	outputKey: 'conversion',
	payload: { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' },
	account,
	isDryRun: true,
	credential: { ...account },
	...more,
});

test('shows method, address and body, and nothing else', () => {
	expect(dryRun(event())).toStrictEqual({
		status: 'dryRun',
		request: {
			method: 'POST',
			url: 'https://webhooks.getrockerbox.com/webhook/data?advertiser=***',
			body: { email: 'jane@example.com', action: 'purchase', timestamp: '1535147451' },
		},
	});
});

test('shows the conversion key, if there is one', () => {
	expect(dryRun(event({ conversionKey: 'O-1' }))).toHaveProperty('conversionKey', 'O-1');
	expect(dryRun(event({ conversionKey: undefined }))).not.toHaveProperty('conversionKey');
});

test('shows the readable twin, if there is one, before the request', () => {
	const readable = { timestamp: 'Aug 24, 2018, 5:50:51 PM (America/New_York)' };
	expect(Object.keys(dryRun(event({ readable, conversionKey: 'O-1' })))).toEqual([
		'status',
		'readable',
		'request',
		'conversionKey',
	]);
	expect(dryRun(event({ readable })).readable).toBe(readable);
});

test('shows the address of another account, with its base URL as it is used', () => {
	const other = { advertiserId: '4711', baseUrl: 'http://127.0.0.1:8080/base' };
	expect(dryRun(event({ account: other })).request.url).toBe(
		'http://127.0.0.1:8080/base/webhook/data?advertiser=***',
	);
});

test('shows the advertiser ID nowhere', () => {
	const shown = JSON.stringify(dryRun(event({ conversionKey: 'O-1' })));
	expect(shown).not.toContain('MOx2');
	expect(shown).not.toContain(encodeURIComponent(account.advertiserId));
});
