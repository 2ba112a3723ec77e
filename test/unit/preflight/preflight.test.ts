import type { INode, INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../../nodes/Rockerbox/operations/sendConversion';
import { beginPreflight, noPreflight } from '../../../nodes/Rockerbox/preflight/preflight';
import { candidatesOf, NOW, orders } from '../../support/batches';

const nodeOf = (parameters: INodeParameters, type = 'n8n-nodes-rockerbox.rockerbox') =>
	({ type, parameters }) as unknown as INode;
const ready = (timezone: string, itemIndex = 0) => ({
	payload: candidatesOf(orders(1))[0].payload,
	timezone,
	fields: {},
	options: {},
	itemIndex,
});
const begin = (parameters: INodeParameters = {}, type?: string) =>
	beginPreflight(sendConversion, nodeOf(parameters, type), { timezone: 'Europe/Berlin', now: NOW });

describe('The check of a batch', () => {
	test.each([
		[[], 'Europe/Berlin'],
		[['Asia/Tokyo', 'Asia/Tokyo'], 'Asia/Tokyo'],
		[['Asia/Tokyo', 'UTC', 'Asia/Tokyo'], 'Europe/Berlin'],
	])('counts days in the zone of %j, or else in the workflow’s', (zones, timezone) => {
		const preflight = begin();
		for (const zone of zones) preflight.check(ready(zone), false);
		expect(preflight.result()).toEqual({
			noun: 'conversion',
			timezone,
			isDryRun: false,
			isAgentTool: false,
			suspicions: [],
			hasErrorOutput: false,
		});
	});

	test('knows a dry run by any of its items, and an agent by the node', () => {
		const preflight = begin({}, 'n8n-nodes-rockerbox.rockerboxTool');
		preflight.see({ dryRun: true });
		preflight.see({ dryRun: false });
		preflight.see({ dryRun: 'yes' });
		expect(preflight.result()).toMatchObject({ isDryRun: true, isAgentTool: true });
		const other = begin();
		other.see({ dryRun: 'true' });
		expect(other.result().isDryRun).toBe(false);
	});

	test('returns a readable twin only in a dry run', () => {
		expect(begin().check(ready('UTC'), false)).toEqual({});
		expect(begin().check(ready('UTC'), true)).toHaveProperty('readable.timestamp');
	});
});

describe('The mapping of Revenue', () => {
	const TOTALS = [2837, 10_649, 1512, 4419, 7783, 3196];
	const suspected = (parameters: INodeParameters, options = {}) => {
		const preflight = begin(parameters);
		const items = orders(6, (index) => ({ revenue: TOTALS[index] }));
		for (const { found, ...candidate } of candidatesOf(items)) {
			preflight.check({ ...candidate, fields: found, options }, false);
		}
		return preflight.result().suspicions.length > 0;
	};
	const additionalFields = { revenue: '={{ $json.amount_total }}' };

	test('reveals cents by the name of its field, in both modes', () => {
		expect(suspected({ additionalFields })).toBe(true);
		expect(suspected({ additionalFields, mappingMode: 'auto' })).toBe(true);
		expect(suspected({ additionalFields }, { revenueInCents: true })).toBe(false);
	});

	test.each<[string, INodeParameters]>([
		['no expression', { additionalFields: { revenue: 'amount_total' } }],
		['nothing', {}],
	])('reveals nothing by %s', (_what, parameters) => {
		expect(suspected(parameters)).toBe(false);
	});
});

test.each<[INodeParameters, object]>([
	[{}, { noun: 'conversion', isDryRun: false, isAgentTool: false, suspicions: [] }],
	[
		{ operation: 'sendMarketingEvent', dryRun: true },
		{ noun: 'event', isDryRun: true },
	],
	[{ operation: '={{ $json.x }}', dryRun: '={{ true }}' }, { isDryRun: false }],
])('A run that cannot be prepared is called what the node says: %j', (parameters, found) => {
	expect(noPreflight(nodeOf(parameters))).toMatchObject(found);
});
