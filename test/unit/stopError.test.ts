import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import type { Accepted, Failed, Outcome } from '../../nodes/Rockerbox/outcome';
import { stopError } from '../../nodes/Rockerbox/stopError';

const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 1,
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
};
const failed = (reason: string, more: Partial<Failed> = {}): Outcome => ({
	status: 'failed',
	reason,
	...more,
});
const notSent: Outcome = { status: 'notSent', reason: 'Not sent.' };
const skipped: Outcome = { status: 'skipped', reason: 'The item is empty.', cause: 'emptyItem' };
const dryRun: Outcome = {
	status: 'dryRun',
	request: { method: 'POST', url: 'https://example.com', body: {} },
};
const node: INode = {
	id: '1',
	name: 'Rockerbox',
	type: 'n8n-nodes-rockerbox.rockerbox',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const RETRY = "n8n's Retry sends only what was not accepted.";
const SEE_ALL =
	"To see every item, set 'On Error' to 'Continue (using error output)' under Settings.";

const HELP =
	'<a href="https://github.com/n8n-nodes-rockerbox/n8n-nodes-rockerbox/blob/main/docs/guide.md#messages-of-the-node" target="_blank">The guide explains the messages of this node</a>.';

const stop = (...outcomes: Outcome[]) => stopError(node, outcomes, false);
/** The lines without the last one, which is always the same. */
const linesOf = (...outcomes: Outcome[]) =>
	stop(...outcomes)
		.description?.split('<br>')
		.slice(0, -1);
const tried = { attempts: 1 };

test('says a reason once for all that share it, however often each was tried', () => {
	const [busy, again] = [3, 5].map((attempts) => failed('Rockerbox is busy.', { attempts }));
	expect(linesOf(busy, again, busy)).toEqual([
		'Rockerbox is busy. It was tried 3 to 5 times. [items 0, 1, and 2]',
	]);
	expect(linesOf(again, again)).toEqual([
		'Rockerbox is busy. It was tried 5 times. [items 0 and 1]',
	]);
	expect(linesOf(again)?.[0]).toBe('It was tried 5 times.');
	expect(linesOf(failed('Busy.', tried), failed('Busy.', tried))).toEqual([
		'Busy. [items 0 and 1]',
	]);
});

test('works for more items than a function takes arguments', () => {
	const many = Array.from({ length: 300_000 }, () => failed('Busy.', { attempts: 5 }));
	expect(stopError(node, many, false).description).toMatch(
		/^Busy\. It was tried 5 times\. \[items 0, 1, 2, and 299,997 more\]/,
	);
});

describe('the title of the error that stops the run', () => {
	test.each<[string, Outcome[]]>([
		['2 of 3 items failed, so nothing was sent', [failed('a'), notSent, failed('b')]],
		['2 of 2 items failed, nothing was sent', [failed('a'), failed('b')]],
		['2 of 2 items failed, none was accepted', [failed('a', tried), failed('b', tried)]],
		[
			'2 of 3 items failed, none was accepted, 1 not tried',
			[failed('a', tried), notSent, failed('b')],
		],
		['2 of 4 items failed, 1 accepted, 1 not tried', [accepted, failed('a'), failed('b'), notSent]],
		['2 of 4 items failed, 1 accepted, 1 skipped', [accepted, skipped, failed('a'), failed('b')]],
		['2 of 2 items were not tried, so nothing was sent', [notSent, notSent]],
		['1 of 2 items was not tried, 1 accepted', [accepted, notSent]],
	])('counts how the items ended: %s', (title, outcomes) => {
		expect(stop(...outcomes).message).toBe(title);
	});

	test('counts what was accepted if more than a thousand were', () => {
		const many = Array.from({ length: 1234 }, () => accepted);
		expect(stop(...many, failed('a'), failed('b')).message).toBe(
			'2 of 1,236 items failed, 1,234 accepted',
		);
	});

	test('calls a dry run one even if all of it failed', () => {
		const { message } = stopError(node, [failed('a'), failed('b')], true);
		expect(message).toBe('2 of 2 items failed, nothing was sent (dry run)');
	});

	test.each([
		['Email is wrong. Correct it.', 'Email is wrong', 'Correct it.'],
		[
			'Email was "a. B", which is none. Map another.',
			'Email was "a. B", which is none',
			'Map another.',
		],
		['Amount was 1.5 or so. Map it.', 'Amount was 1.5 or so', 'Map it.'],
		[
			'Email was "<a href="https://a.example" id="x…", which is none. Map another.',
			'Email was "‹a href="https://a.example" id="x…", which is none',
			'Map another.',
		],
		[
			'Email was "a"b", which is none. Map another.',
			'Email was "a"b", which is none',
			'Map another.',
		],
		['Email was "a"b. C", none. Map it.', 'Email was "a"b. C", none', 'Map it.'],
	])('says what happened to a single item; the remedy is below: %s', (reason, title, remedy) => {
		const error = stop(accepted, notSent, failed(reason), notSent);
		expect(error.message).toBe(title);
		expect(error.description).toBe(
			`${remedy}<br>1 of 4 items failed, 1 accepted, 2 not tried.<br>${RETRY}<br>${HELP}`,
		);
		expect(error.context.itemIndex).toBe(2);
	});
});

test('a tool’s title also says what to do, because a model reads only the title', () => {
	const tool = { ...node, type: 'n8n-nodes-rockerbox.rockerboxTool' };
	const error = stopError(tool, [failed('Email is wrong. Correct it.')], false);
	expect(error.message).toBe('Email is wrong. Correct it.');
	expect(error.description).toBe(`Nothing was sent.<br>${HELP}`);
});

describe('the description of the error that stops the run', () => {
	test('has each reason with its item, and with the order if it is known', () => {
		expect(
			linesOf(failed('Email is wrong.', { order: '1038' }), accepted, failed('No action.')),
		).toEqual(['Email is wrong. [item 0, order 1038]', 'No action. [item 2]', RETRY]);
		expect(linesOf(failed('Email is wrong.', { order: '1038' }), notSent)).toEqual([
			'This is order 1038.',
			'1 of 2 items failed, so nothing was sent.',
		]);
	});

	test('of a single item has no counts', () => {
		expect(linesOf(failed('Email is wrong. Correct it.'))).toEqual([
			'Correct it.',
			'Nothing was sent.',
		]);
		expect(linesOf(failed('No answer. Check it.', tried))).toEqual(['Check it.']);
		expect(stopError(node, [failed('Email is wrong.')], true).description).toBe(
			`Nothing was sent (dry run).<br>${HELP}`,
		);
	});

	test('says a shared reason once', () => {
		expect(linesOf(failed('No.', { order: 'A' }), failed('No.'), failed('Else.'))).toEqual([
			'No. [items 0 (order A) and 1]',
			'Else. [item 2]',
		]);
		expect(linesOf(...Array.from({ length: 16 }, () => failed('No.')))).toEqual([
			'No. [items 0, 1, 2, and 13 more]',
		]);
	});

	test.each([
		[5, []],
		[6, [`And 1 more item. ${SEE_ALL}`]],
		[1000, [`And 995 more items. ${SEE_ALL}`]],
	])('of %i reasons lists the first five', (failures, more) => {
		const outcomes = Array.from({ length: failures }, (_, index) => failed(`Reason ${index}.`));
		const first = [0, 1, 2, 3, 4].map((index) => `Reason ${index}. [item ${index}]`);
		expect(linesOf(...outcomes)).toEqual([...first, ...more]);
	});

	test("ends with a link to the guide's messages", () => {
		for (const error of [stop(failed('a')), stop(failed('a'), failed('b')), stop(notSent)]) {
			expect(error.description?.endsWith(`<br>${HELP}`)).toBe(true);
		}
	});

	test('says how to see what a dry run has ready', () => {
		const error = stopError(node, [dryRun, failed('a'), failed('b')], true);
		expect(error.description).toContain(SEE_ALL);
	});

	test('shows values without markup', () => {
		const reason = 'Email was "Jane <jane@x>" & `co`';
		expect(stop(failed(reason)).message).toBe('Email was "Jane ‹jane@x›" & \'co\'');
		const { description } = stop(failed(reason), failed('b'));
		expect(description).toContain('Email was "Jane ‹jane@x›" &amp; \'co\' [item 0]<br>');
	});

	test('says nothing of a retry if nothing was accepted', () => {
		expect(stop(failed('a'), notSent).description).not.toContain('Retry');
	});

	test('counts the doubts among many failures', () => {
		const lost = failed('Lost.', { mayBeRecorded: true });
		const { description } = stop(failed('a'), ...Array.from({ length: 9 }, () => lost));
		expect(description).toContain('Of those that failed, 9 may have been recorded by Rockerbox.');
		expect(stop(failed('a'), failed('b')).description).not.toContain('Of those');
	});
});

describe('the class of what stops the run', () => {
	test('is NodeApiError, with the status, if one item failed with one', () => {
		const error = stop(notSent, failed('No.', { statusCode: 429, attempts: 2 }));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'No',
			httpCode: '429',
			description: `It was tried 2 times.<br>1 of 2 items failed, none was accepted, 1 not tried.<br>${HELP}`,
			context: { itemIndex: 1 },
		});
	});

	test('is NodeOperationError if there was no answer, or if several failed', () => {
		expect(stop(failed('No.'))).toBeInstanceOf(NodeOperationError);
		const refused = failed('No.', { statusCode: 400 });
		expect(stop(refused, refused)).toBeInstanceOf(NodeOperationError);
	});

	test('belongs to the node', () => {
		expect(stop(failed('x')).node.name).toBe('Rockerbox');
	});
});
