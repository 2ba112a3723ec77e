import type { Accepted, Outcome } from '../../nodes/Rockerbox/outcome';
import { toOutputItems as toItems } from '../../nodes/Rockerbox/output';

const toOutputItems = (outcomes: Outcome[]) => toItems(outcomes, true);

const EVENT = { email: 'jane@example.com', timestamp: '1535147451' };
const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: EVENT,
};
const failed = (reason: string): Outcome => ({ status: 'failed', reason });
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };
const skipped: Outcome = {
	status: 'skipped',
	reason: 'Item 0 has the same key.',
	cause: 'duplicate',
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
	conversionKey: 'jane@example.com',
};

const dryRun: Outcome = {
	status: 'dryRun',
	request: {
		method: 'POST',
		url: 'https://webhooks.getrockerbox.com/webhook/data?advertiser=***',
		body: EVENT,
	},
};
const unmapped: Outcome = {
	status: 'skipped',
	reason: 'Action was "x", which is not there.',
	cause: 'unmappedAction',
};

describe('output items', () => {
	test('one per input item, in order, each paired with its input', () => {
		const outcomes = [accepted, failed('Email is wrong.'), accepted];
		expect(toOutputItems(outcomes)).toStrictEqual([
			{ json: sent('conversion'), pairedItem: { item: 0 } },
			{ json: { error: 'Email is wrong. [item 1]' }, pairedItem: { item: 1 } },
			{ json: sent('conversion'), pairedItem: { item: 2 } },
		]);
	});

	test('a skipped item says why, and what would have been sent', () => {
		expect(toOutputItems([skipped])).toStrictEqual([
			{
				json: {
					status: 'skipped',
					reason: 'Item 0 has the same key.',
					conversion: { email: 'jane@example.com' },
					conversionKey: 'jane@example.com',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an item that was skipped before its event was built says only why', () => {
		expect(toOutputItems([unmapped])).toStrictEqual([
			{
				json: { status: 'skipped', reason: 'Action was "x", which is not there.' },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an item of a dry run shows its request, and its conversion key if it has one', () => {
		expect(toOutputItems([dryRun, { ...dryRun, conversionKey: 'O-1' }])).toStrictEqual([
			{ json: { ...dryRun }, pairedItem: { item: 0 } },
			{ json: { ...dryRun, conversionKey: 'O-1' }, pairedItem: { item: 1 } },
		]);
	});

	test('nothing of a reason is markup', () => {
		const [{ json: first }, { json: second }] = toOutputItems([
			failed('was "<b>"'),
			{ status: 'skipped', reason: 'was "<b>"', cause: 'unmappedAction' },
		]);
		expect([first.error, second.reason]).toEqual(['was "‹b›" [item 0]', 'was "‹b›"']);
	});

	test('an error ends with the item, and with its order if that is known', () => {
		const outcomes: Outcome[] = [
			failed('No.'),
			{ status: 'failed', reason: 'No.', order: '1038' },
			{ ...notSent, order: 'PO-7' },
		];
		expect(toOutputItems(outcomes).map(({ json }) => json.error)).toEqual([
			'No. [item 0]',
			'No. [item 1, order 1038]',
			'Not sent. [item 2, order PO-7]',
		]);
	});

	test('without an error output, a failed item has as many details as the others', () => {
		const refused: Outcome = {
			status: 'failed',
			reason: 'Refused.',
			outputKey: 'conversion',
			payload: EVENT,
			statusCode: 400,
			attempts: 2,
			mayBeRecorded: true,
		};
		const items = toItems([failed('No.'), refused, notSent], false);
		expect(items.map(({ json }) => json)).toStrictEqual([
			{ status: 'failed', error: 'No. [item 0]' },
			{
				status: 'failed',
				error: 'Refused. It was tried 2 times. [item 1]',
				conversion: EVENT,
				statusCode: 400,
				attempts: 2,
			},
			{ status: 'failed', error: 'Not sent. [item 2]' },
		]);
		expect(toOutputItems([refused])[0].json).toStrictEqual({
			error: 'Refused. It was tried 2 times. [item 0]',
		});
	});

	test('n8n’s table first shows how an item ended, and what was sent', () => {
		const all = { ...accepted, response: 'ok', conversionKey: 'O-1', warning: 'Perhaps.' };
		expect(Object.keys(toOutputItems([all])[0].json)).toEqual([
			'status',
			'conversion',
			'response',
			'conversionKey',
			'statusCode',
			'attempts',
			'warning',
		]);
	});

	test('an item that was not sent is a failed one', () => {
		expect(toOutputItems([notSent])[0].json).toStrictEqual({ error: 'Not sent. [item 0]' });
	});

	test('a conversion key and a warning are beside the payload', () => {
		const more = { conversionKey: 'O-1', warning: 'Perhaps.' };
		const [{ json }] = toOutputItems([{ ...accepted, ...more }]);
		expect(json).toStrictEqual({ ...sent('conversion'), ...more });
	});

	test('no items for no input', () => {
		expect(toOutputItems([])).toEqual([]);
	});

	test('a marketing event is named so', () => {
		const [{ json }] = toOutputItems([{ ...accepted, outputKey: 'event' }]);
		expect(json).toStrictEqual(sent('event'));
	});

	test('Rockerbox’s answer is under response, never at the top', () => {
		const response = { error: 'none', status: 'ok' };
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toStrictEqual({ ...sent('conversion'), response });
	});

	test.each([null, '', 0, false])('%j also counts as an answer', (response) => {
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toHaveProperty('response', response);
	});

	function sent(outputKey: string) {
		return {
			status: 'accepted',
			statusCode: 200,
			attempts: 1,
			[outputKey]: EVENT,
		};
	}
});
