import { omit } from 'lodash';
import { recallAccepted, rememberAccepted } from '../../../nodes/Rockerbox/delivery/acceptedBefore';
import type { Accepted } from '../../../nodes/Rockerbox/outcome';
import type { Sendable } from '../../../nodes/Rockerbox/prepare/prepare';

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };
const payload = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: '1723041000',
	revenue: '27.50',
};
const item: Sendable = {
	outputKey: 'conversion',
	payload,
	conversionKey: 'O-1',
	account,
	isDryRun: false,
	credential: { ...account, note: 'anything' },
};
const outcome: Accepted = {
	status: 'accepted',
	statusCode: 202,
	attempts: 2,
	outputKey: 'conversion',
	payload,
	conversionKey: 'O-1',
	response: { ok: true },
	warning: 'It may be there twice.',
};
const kept = rememberAccepted(item, outcome);
const CHANGED = expect.stringContaining('has changed since') as string;

test('keeps neither the event (except for its time) nor the answer nor the account', () => {
	expect(kept).toStrictEqual({
		statusCode: 202,
		attempts: 2,
		warning: 'It may be there twice.',
		timestamp: '1723041000',
		fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
	});
});

test('is small: at most 120 characters of JSON for an item', () => {
	expect(JSON.stringify(rememberAccepted(item, omit(outcome, 'warning'))).length).toBeLessThan(120);
});

describe('an item that is the same in the next try', () => {
	test('has the same output as before, except for the answer', () => {
		expect(recallAccepted(kept, item)).toStrictEqual(omit(outcome, 'response'));
	});

	test('shows the time that was sent, if it is mapped from the clock', () => {
		const later = { ...item, payload: { ...payload, timestamp: '1723041999' } };
		const { payload: shown, warning } = recallAccepted(kept, later);
		expect(JSON.stringify(shown)).toBe(JSON.stringify(payload));
		expect(warning).toBe('It may be there twice.');
	});
});

describe('an item that has changed since says so, and shows no event', () => {
	test.each<[string, Partial<Sendable>]>([
		['another value', { payload: { ...payload, revenue: '28.50' } }],
		['one field more', { payload: { ...payload, order_id: 'O-1' } }],
		['one field less', { payload: { action: 'purchase', timestamp: '1723041000' } }],
		['another account', { account: { ...account, advertiserId: 'other' } }],
		['another address', { account: { ...account, baseUrl: 'https://example.com' } }],
	])('%s', (_, change) => {
		expect(recallAccepted(kept, { ...item, ...change })).toStrictEqual({
			status: 'accepted',
			statusCode: 202,
			attempts: 2,
			warning: expect.stringMatching(
				/^It may be there twice\. This item .*changed since/,
			) as string,
		});
	});

	test.each([
		['can’t be prepared any more', { status: 'failed', reason: 'Email is empty.' }],
		[
			'is left out now',
			{ status: 'skipped', reason: 'Its action is not mapped.', cause: 'unmappedAction' },
		],
	] as const)('because it %s', (_, now) => {
		expect(recallAccepted(kept, now)).toMatchObject({ status: 'accepted', warning: CHANGED });
	});
});

test('a warning is only kept, or given, where there is one', () => {
	const without = rememberAccepted(item, omit(outcome, 'warning'));
	expect(without).not.toHaveProperty('warning');
	expect(recallAccepted(without, item)).not.toHaveProperty('warning');
	expect(recallAccepted(without, { status: 'failed', reason: '' }).warning).toMatch(/^This item/);
});
