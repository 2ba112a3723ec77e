import type { INode } from 'n8n-workflow';
import type { Outcome } from '../nodes/Rockerbox/delivery';
import { stopError, summaryHint, toOutputItems } from '../nodes/Rockerbox/result';

const accepted: Outcome = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
};
const failed = (reason: string): Outcome => ({ status: 'failed', reason });
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };

describe('output items', () => {
	test('one per input item, in order, each paired with its input', () => {
		const outcomes = [accepted, failed('Email is wrong.'), accepted];
		expect(toOutputItems(outcomes)).toStrictEqual([
			{ json: sent('conversion'), pairedItem: { item: 0 } },
			{ json: { error: 'Email is wrong. [item 1]' }, pairedItem: { item: 1 } },
			{ json: sent('conversion'), pairedItem: { item: 2 } },
		]);
	});

	test('no items for no input', () => {
		expect(toOutputItems([])).toEqual([]);
	});

	test('a marketing event is named so', () => {
		const [{ json }] = toOutputItems([{ ...accepted, outputKey: 'event' }]);
		expect(json).toStrictEqual(sent('event'));
	});

	test('Rockerbox’s answer sits under response, never at the top', () => {
		const response = { error: 'none', status: 'ok' };
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toStrictEqual({ ...sent('conversion'), response });
	});

	test.each([null, '', 0, false])('an answer of %j is an answer too', (response) => {
		const [{ json }] = toOutputItems([{ ...accepted, response }]);
		expect(json).toHaveProperty('response', response);
	});

	function sent(outputKey: string) {
		return {
			status: 'accepted',
			statusCode: 200,
			attempts: 1,
			[outputKey]: { email: 'jane@example.com' },
		};
	}
});

describe('the hint above the output', () => {
	test('counts what was accepted and what failed', () => {
		const hint = summaryHint([accepted, failed('a'), accepted, failed('b'), accepted]);
		expect(hint).toMatchObject({ type: 'warning', location: 'outputPane' });
		expect(hint?.message).toMatch(/^3 accepted, 2 failed\./);
	});

	test.each([
		['all were accepted', [accepted, accepted]],
		['there was nothing to send', []],
	])('is not there when %s', (_, outcomes) => {
		expect(summaryHint(outcomes)).toBeUndefined();
	});
});

describe('the error that stops the run', () => {
	const node: INode = {
		id: '1',
		name: 'Rockerbox',
		type: 'n8n-nodes-rockerbox.rockerbox',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};

	test('of one item is its reason; the counts stand below', () => {
		const error = stopError(node, [accepted, notSent, failed('Email is wrong.'), notSent]);
		expect(error.message).toBe('Email is wrong.');
		expect(error.description).toBe('1 of 4 items failed, 1 accepted, 2 not sent');
		expect(error.context.itemIndex).toBe(2);
	});

	test('of several items says how many of how many; the reasons stand below', () => {
		const error = stopError(node, [failed('Email is wrong.'), accepted, failed('No action.')]);
		expect(error.message).toBe('2 of 3 items failed, 1 accepted, 0 not sent');
		expect(error.description).toBe('Email is wrong. [item 0]<br>No action. [item 2]');
	});

	test.each([
		[5, []],
		[6, ['And 1 more.']],
		[1000, ['And 995 more.']],
	])('of %i items lists the first five reasons', (failures, more) => {
		const outcomes = Array.from({ length: failures }, (_, index) => failed(`Reason ${index}.`));
		const { description } = stopError(node, outcomes);
		const first = [0, 1, 2, 3, 4].map((index) => `Reason ${index}. [item ${index}]`);
		expect(description?.split('<br>')).toEqual([...first, ...more]);
	});

	test('shows what was found as it is, where the editor expects HTML', () => {
		const { description } = stopError(node, [failed('was "Jane <jane@x>" & co'), failed('b')]);
		expect(description).toContain('was "Jane &lt;jane@x&gt;" &amp; co');
	});

	test('belongs to the node', () => {
		expect(stopError(node, [failed('x')]).node.name).toBe('Rockerbox');
	});
});
