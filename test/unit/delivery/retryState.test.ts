import type { IExecuteFunctions } from 'n8n-workflow';
import { loadRetryState } from '../../../nodes/Rockerbox/delivery/retryState';
import type { Accepted } from '../../../nodes/Rockerbox/outcome';

const accepted: Accepted = {
	status: 'accepted',
	statusCode: 200,
	attempts: 2,
	outputKey: 'conversion',
	payload: { email: 'jane@example.com' },
	conversionKey: 'O-1',
	response: { ok: true },
};
const NOTHING = { accepted: {}, mayBeRecorded: {} };

/** The node in an execution, whose data n8n saves as JSON between two tries. */
function newExecution(saved: Record<string, unknown> = {}) {
	const places: Record<string, unknown> = { node: saved, flow: {} };
	const loadIn = (run: number, items: number) =>
		loadRetryState(
			{
				getContext: (type: string) => places[type],
				getWorkflowDataProxy: () => ({ $runIndex: run }),
			} as unknown as IExecuteFunctions,
			items,
		);
	const reopened = () => newExecution(JSON.parse(JSON.stringify(saved)) as Record<string, unknown>);
	return { loadIn, reopened, saved };
}

const contents = ({ accepted: taken, mayBeRecorded }: ReturnType<typeof loadRetryState>) => ({
	accepted: taken,
	mayBeRecorded,
});

/** An execution in which a first try accepted one item and lost the answer of another. */
function afterFirstTry() {
	const execution = newExecution();
	const retryState = execution.loadIn(1, 5);
	retryState.accepted[3] = accepted;
	retryState.mayBeRecorded[4] = true;
	return { execution, retryState };
}

test('a first try remembers nothing', () => {
	expect(contents(newExecution().loadIn(0, 5))).toEqual(NOTHING);
});

describe('the next try of the same run', () => {
	test('knows what came of the first', () => {
		const { execution } = afterFirstTry();
		expect(contents(execution.loadIn(1, 5))).toEqual({
			accepted: { 3: accepted },
			mayBeRecorded: { 4: true },
		});
	});

	test('knows it after n8n saved the execution', () => {
		const { execution } = afterFirstTry();
		const retryState = execution.reopened().loadIn(1, 5);
		expect(contents(retryState)).toEqual({ accepted: { 3: accepted }, mayBeRecorded: { 4: true } });
		expect([3 in retryState.accepted, 2 in retryState.accepted]).toEqual([true, false]);
	});

	test('adds to it, for the one after that', () => {
		const { execution } = afterFirstTry();
		const second = execution.reopened();
		second.loadIn(1, 5).accepted[0] = accepted;
		expect(Object.keys(second.reopened().loadIn(1, 5).accepted)).toEqual(['0', '3']);
	});

	test('knows nothing if it was told to forget', () => {
		const { execution, retryState } = afterFirstTry();
		retryState.forget();
		expect(execution.saved).toEqual({});
		expect(contents(execution.loadIn(1, 5))).toEqual(NOTHING);
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
		const { execution } = afterFirstTry();
		expect(contents(execution.loadIn(run, items))).toEqual(NOTHING);
	});

	test('any more of a run after the next one', () => {
		const { execution } = afterFirstTry();
		execution.loadIn(2, 5);
		expect(contents(execution.loadIn(1, 5))).toEqual(NOTHING);
	});

	test('in another execution', () => {
		afterFirstTry();
		expect(contents(newExecution().loadIn(1, 5))).toEqual(NOTHING);
	});
});

test('what others keep with the node stays', () => {
	const execution = newExecution({ other: 1 });
	execution.loadIn(0, 5).forget();
	expect(execution.saved).toEqual({ other: 1 });
});
