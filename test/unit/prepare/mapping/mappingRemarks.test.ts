import type { INodeParameters } from 'n8n-workflow';
import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { sendMarketingEvent } from '../../../../nodes/Rockerbox/operations/sendMarketingEvent';
import { mappingRemarks } from '../../../../nodes/Rockerbox/prepare/mapping/mappingRemarks';

const remarks = (parameters: INodeParameters) =>
	mappingRemarks(sendConversion, parameters).map(({ sentence }) => sentence);

describe('text beside a field in Action', () => {
	test.each([
		'=purchase {{ $json.status }}',
		'={{ $json.status }} order',
		'={{ $json.a }}-{{ $json.b }}',
	])('is reported: %s', (action) => {
		expect(remarks({ action })).toEqual([expect.stringMatching(/^'Action' combines text/)]);
	});

	test.each([
		'',
		'=',
		'purchase',
		'=purchase',
		'={{ $json.a }}',
		'= {{ $json.a }} ',
		'={{ "a b" }}',
	])('is not reported: %j', (action) => {
		expect(remarks({ action })).toEqual([]);
	});

	test('is not reported if there is no Action', () => {
		expect(mappingRemarks(sendMarketingEvent, { action: '=a {{ $json.b }}' })).toEqual([]);
	});
});

describe('an extra parameter that is named by a path', () => {
	const rows = (...names: unknown[]) =>
		({ assignments: names.map((name) => ({ name, value: 'x' })) }) as INodeParameters;
	const extraParameters = rows('coupon', 'customer.first_name', 'tags[0]', 7);

	test('is reported in a dry run', () => {
		expect(remarks({ dryRun: true, extraParameters })).toEqual([
			`"customer.first_name" and "tags[0]" are sent under these names; to change that, rename them under 'Extra Parameters'.`,
		]);
		expect(remarks({ dryRun: true, extraParameters: rows('a.b') })).toEqual([
			`"a.b" is sent under this name; to change that, rename it under 'Extra Parameters'.`,
		]);
	});

	test('is not reported in a real run', () => {
		expect(remarks({ extraParameters })).toEqual([]);
		expect(remarks({ dryRun: '={{ true }}', extraParameters })).toEqual([]);
	});
});
