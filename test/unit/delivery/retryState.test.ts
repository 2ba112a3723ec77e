import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import type { AcceptedBefore } from '../../../nodes/Rockerbox/delivery/acceptedBefore';
import { beginTry } from '../../../nodes/Rockerbox/delivery/retryState';
import type { Outcome } from '../../../nodes/Rockerbox/outcome';

const accepted: AcceptedBefore = {
	statusCode: 200,
	attempts: 2,
	timestamp: '1723041000',
	fingerprint: '00c0ffee',
};
const NOTHING = { accepted: {}, mayBeRecorded: {} };
const OK: Outcome = { status: 'skipped', reason: '', cause: 'duplicate' };
const FAILED: Outcome = { status: 'failed', reason: '' };
const NOT_SENT: Outcome = { status: 'notSent', reason: '' };

/** The node in an execution, whose data n8n saves as JSON between two tries. */
function newExecution(saved: Record<string, unknown> = {}, settings: Partial<INode> = {}) {
	const places: Record<string, unknown> = { node: saved, flow: {} };
	const beginIn = (run: number, items: number, json: IDataObject = {}) =>
		beginTry(
			{
				getNode: () => ({ type: 'n8n-nodes-rockerbox.rockerbox', ...settings }),
				getInputData: () => [{ json }],
				getContext: (type: string) => places[type],
				getWorkflowDataProxy: () => ({ $runIndex: run }),
			} as unknown as IExecuteFunctions,
			items,
		);
	const reopened = () =>
		newExecution(JSON.parse(JSON.stringify(saved)) as Record<string, unknown>, settings);
	return { beginIn, reopened, saved };
}

/** An execution in which a first try accepted one item and lost the answer of another. */
function afterFirstTry(settings: Partial<INode> = {}) {
	const execution = newExecution({}, settings);
	const first = execution.beginIn(1, 5);
	first.state.accepted[3] = accepted;
	first.state.mayBeRecorded[4] = true;
	return { execution, first };
}
const KEPT = { accepted: { 3: accepted }, mayBeRecorded: { 4: true } };

test('a first try remembers nothing', () => {
	expect(newExecution().beginIn(0, 5).state).toEqual(NOTHING);
});

describe('the next try of the same run', () => {
	test('knows the results of the first', () => {
		expect(afterFirstTry().execution.beginIn(1, 5).state).toEqual(KEPT);
	});

	test('knows them after n8n has saved the execution', () => {
		expect(afterFirstTry().execution.reopened().beginIn(1, 5).state).toEqual(KEPT);
	});

	test('adds to them for the try after that', () => {
		const second = afterFirstTry().execution.reopened();
		second.beginIn(1, 5).state.accepted[0] = accepted;
		expect(Object.keys(second.reopened().beginIn(1, 5).state.accepted)).toEqual(['0', '3']);
	});
});

describe('nothing is remembered', () => {
	test.each([
		['in the next run of a loop', 2, 5],
		['in the first run, after another', 0, 5],
		['with more items', 1, 6],
		['with fewer items', 1, 4],
		['without items', 1, 0],
	])('%s', (_, run, items) => {
		expect(afterFirstTry().execution.beginIn(run, items).state).toEqual(NOTHING);
	});

	test('of a run after the next run', () => {
		const { execution } = afterFirstTry();
		execution.beginIn(2, 5);
		expect(execution.beginIn(1, 5).state).toEqual(NOTHING);
	});

	test('in another execution', () => {
		afterFirstTry();
		expect(newExecution().beginIn(1, 5).state).toEqual(NOTHING);
	});
});

describe('the end of a try', () => {
	const retries = { retryOnFail: true, maxTries: 2 };

	test.each<[string, boolean, Partial<INode>, Outcome[], boolean]>([
		['Stop Workflow, all is well', false, {}, [OK, OK], true],
		['Stop Workflow, one failed', true, {}, [OK, FAILED], true],
		['Stop Workflow, one not sent', true, {}, [OK, NOT_SENT], true],
		['continued, one failed', false, {}, [FAILED, FAILED], false],
		['continued with Retry On Fail, the first failed', true, retries, [FAILED, OK], false],
		['continued with Retry On Fail, the first not sent', true, retries, [NOT_SENT, OK], false],
		['continued with Retry On Fail, another failed', false, retries, [OK, FAILED], false],
		['continued with Retry On Fail, without items', false, retries, [], false],
	])('%s: what is known is kept? %s', (_, isKept, settings, outcomes, stopOnFailure) => {
		const { execution, first } = afterFirstTry(settings);
		first.end({ outcomes }, stopOnFailure);
		expect('rockerbox' in execution.saved).toBe(isKept);
		expect(execution.beginIn(1, 5).state).toEqual(isKept ? KEPT : NOTHING);
	});

	test.each([
		[undefined, 3],
		[0, 3],
		[1, 2],
		[2, 2],
		[4, 4],
		[5, 5],
		[100, 5],
	])('with Max. Tries %s, n8n’s last try is number %i', (maxTries, last) => {
		const execution = newExecution({}, { retryOnFail: true, maxTries });
		for (let number = 1; number <= 6; number++) {
			execution.beginIn(0, 1).end({ outcomes: [FAILED] }, false);
			expect('rockerbox' in execution.saved).toBe(number < last);
			if (number >= last) return;
		}
	});

	test('leaves other data in the node’s context alone', () => {
		const execution = newExecution({ other: 1 });
		execution.beginIn(0, 1).end({ outcomes: [OK] }, true);
		expect(execution.saved).toEqual({ other: 1 });
	});
});

test('the Retry button starts counting the tries anew', () => {
	const execution = newExecution({}, { retryOnFail: true, maxTries: 2 });
	execution.beginIn(0, 1).end({ outcomes: [FAILED] }, true);
	execution.beginIn(0, 1).end({ outcomes: [FAILED] }, true);
	const retried = execution.reopened();
	retried.beginIn(0, 1).end({ outcomes: [FAILED] }, false);
	expect(retried.saved).toHaveProperty('rockerbox');
});

describe('a long wait that Rockerbox asked for', () => {
	const waitUntil = Date.parse('2026-03-02T16:01:00Z');
	const result = { outcomes: [FAILED], waitUntil };

	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	test('ends each try before its end like the try in which it began', () => {
		jest.setSystemTime(waitUntil - 1);
		const { beginIn } = newExecution();
		const first = beginIn(0, 1);
		expect(first.waiting).toBeUndefined();
		first.end(result, true);
		const second = beginIn(0, 1);
		expect(second.waiting).toBe(result);
		second.end(result, true);
		expect(beginIn(0, 1).waiting).toBe(result);
	});

	test('has no effect once it is over', () => {
		jest.setSystemTime(waitUntil);
		const { beginIn } = newExecution();
		beginIn(0, 1).end(result, true);
		expect(beginIn(0, 1).waiting).toBeUndefined();
	});

	test('does not keep a person from pressing Retry', () => {
		jest.setSystemTime(waitUntil - 1);
		const execution = newExecution();
		execution.beginIn(0, 1).end(result, true);
		expect(execution.reopened().beginIn(0, 1).waiting).toBeUndefined();
	});
});

describe("an AI agent's tool", () => {
	const tool = { type: 'n8n-nodes-rockerbox.rockerboxTool', retryOnFail: true };

	test('knows in each try of a call the results of the earlier ones, whatever its run index', () => {
		const { beginIn } = newExecution({}, tool);
		const call = { email: 'jane@example.com' };
		beginIn(0, 1, call).state.mayBeRecorded[0] = true;
		expect(beginIn(1, 1, call).state.mayBeRecorded).toEqual({ 0: true });
		expect(beginIn(2, 1, call).state.mayBeRecorded).toEqual({ 0: true });
	});

	test('keeps the calls apart, however their tries are mixed, even with the same arguments', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 3 }), { maxLength: 20 }), (tries) => {
				const { beginIn } = newExecution({}, tool);
				const calls = Array.from({ length: 4 }, () => ({ email: 'jane@example.com' }));
				const triesOf = new Map<number, number>();
				for (const call of tries) {
					const { state, end } = beginIn(0, 1, calls[call]);
					const before = triesOf.get(call) ?? 0;
					expect(Object.keys(state.mayBeRecorded)).toHaveLength(before);
					state.mayBeRecorded[before] = true;
					triesOf.set(call, before + 1);
					end({ outcomes: [FAILED] }, true);
				}
			}),
		);
	});

	test('leaves nothing in the execution', () => {
		const execution = newExecution({}, tool);
		execution.beginIn(0, 1).end({ outcomes: [FAILED] }, true);
		expect(execution.saved).toEqual({});
	});
});
