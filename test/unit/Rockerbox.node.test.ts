import type { IExecuteFunctions } from 'n8n-workflow';
import { Rockerbox } from '../../nodes/Rockerbox/Rockerbox.node';
import { contextOf } from '../support/context';

const UNEXPECTED = /^Something unexpected happened in this node.*may or may not have recorded/;

/** The node in an n8n in which one of its functions throws. */
async function execute(broken: string, isContinued: boolean, type = 'rockerbox') {
	const { context } = contextOf({
		items: [{}, {}],
		parameters: {
			operation: 'sendConversion',
			email: 'jane@example.com',
			action: 'purchase',
			timestamp: '1535147451',
			dryRun: true,
		},
		credential: () => ({
			advertiserId: 'MOx2ZmMwYzQzNTk',
			baseUrl: 'https://webhooks.getrockerbox.com',
		}),
	});
	const log = jest.fn();
	const addExecutionHints = jest.fn();
	const node = {
		...context,
		getNode: () => ({ ...context.getNode(), type }),
		continueOnFail: () => isContinued,
		getContext: () => ({}),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionCancelSignal: () => undefined,
		addExecutionHints,
		logger: { error: log },
		[broken]: () => {
			throw new TypeError('jane@example.com');
		},
	} as unknown as IExecuteFunctions;
	const output = await new Rockerbox().execute.call(node).catch((error: unknown) => ({ error }));
	return { output, log, addExecutionHints };
}

const FUNCTIONS = [
	'getContext',
	'getWorkflowDataProxy',
	'getExecutionCancelSignal',
	'addExecutionHints',
];

test('nothing is wrong with the node as it is', async () => {
	const { output, log } = await execute('nothing', true);
	expect(output).toMatchObject([[{ json: { status: 'dryRun' } }, { json: { status: 'dryRun' } }]]);
	expect(log).not.toHaveBeenCalled();
});

test('a hint sums up a run, but not an agent’s call', async () => {
	const { addExecutionHints: ofRun } = await execute('nothing', true);
	expect(ofRun).toHaveBeenCalledWith(
		expect.objectContaining({
			message: expect.stringMatching(
				/^Dry run: nothing was sent\. 2 conversions are ready\./,
			) as string,
		}),
	);
	const { addExecutionHints: ofCall } = await execute('nothing', true, 'rockerboxTool');
	expect(JSON.stringify(ofCall.mock.calls)).not.toContain('conversions');
});

describe.each(FUNCTIONS)('if n8n fails to return %s', (broken) => {
	test('no item counts as a success in a continue mode', async () => {
		const { output, log } = await execute(broken, true);
		expect(output).toEqual([
			[0, 1].map((item) => ({
				json: { status: 'failed', error: expect.stringMatching(UNEXPECTED) as string },
				pairedItem: { item },
			})),
		]);
		expect(log).toHaveBeenCalledTimes(1);
		expect(JSON.stringify(log.mock.calls)).not.toContain('jane@example.com');
	});

	test('the run stops in our words if On Error is Stop Workflow', async () => {
		const { output, log } = await execute(broken, false);
		expect(output).toMatchObject({
			error: { message: '2 of 2 items failed, none was accepted' },
		});
		expect(log).toHaveBeenCalledTimes(1);
	});
});
