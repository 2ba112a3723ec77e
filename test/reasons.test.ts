import { connectionReason, statusReason } from '../nodes/Rockerbox/reasons';

describe('why a status is no acceptance, and what to do', () => {
	test.each([
		[301, 'redirect', 'Base URL'],
		[302, 'redirect', 'Base URL'],
		[307, 'redirect', 'Base URL'],
		[400, 'refused', 'fields'],
		[401, "didn't accept the sender", 'Advertiser ID'],
		[403, "didn't accept the sender", 'Advertiser ID'],
		[404, 'nothing at this address', 'Base URL'],
		[408, 'busy', 'again later'],
		[413, 'refused', 'fields'],
		[422, 'refused', 'fields'],
		[425, 'busy', 'again later'],
		[429, 'busy', 'again later'],
		[500, "couldn't take", 'again later'],
		[503, "couldn't take", 'again later'],
		[599, "couldn't take", 'again later'],
	])('%i: %s; %s', (status, what, remedy) => {
		const reason = statusReason(status);
		expect(reason).toMatch(/^Rockerbox .+ \(HTTP \d{3}\)\. .+\.$/);
		for (const part of [`(HTTP ${status})`, what, remedy]) expect(reason).toContain(part);
	});
});

describe('why there was no answer', () => {
	const host = 'webhooks.getrockerbox.com';
	const coded = (code: string) => Object.assign(new Error('S3CR3T'), { code });
	const reasonOf = (error: unknown) => connectionReason(error, host, 30);

	describe.each([
		['nothing was sent', 'was not sent', 'may or may not'],
		['the event may have been recorded', 'may or may not', 'was not sent'],
	])('%s', (situation, said, unsaid) => {
		const nothingSent: Array<[string, string]> = [
			['ECONNREFUSED', 'No connection'],
			['EHOSTUNREACH', 'No connection'],
			['ENETUNREACH', 'No connection'],
			['ENOTFOUND', 'not found'],
			['EAI_AGAIN', 'not found'],
			['CERT_HAS_EXPIRED', 'certificate'],
			['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
			['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
			['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
			['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
			['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
		];
		const maybeRecorded: Array<[string, string]> = [
			['ECONNABORTED', 'within 30 seconds'],
			['ERR_CANCELED', 'stopped'],
			['ECONNRESET', 'broke'],
			['EPIPE', 'broke'],
			['ETIMEDOUT', 'broke'],
			['ERR_BAD_RESPONSE', 'broke'],
		];

		test.each(situation === 'nothing was sent' ? nothingSent : maybeRecorded)(
			'%s: %s',
			(code, what) => {
				const reason = reasonOf(coded(code));
				expect(reason).toMatch(/\.$/);
				for (const part of [host, what, said]) expect(reason).toContain(part);
				expect(reason).not.toContain(unsaid);
			},
		);
	});

	test('the code counts, however deep n8n wrapped it', () => {
		const wrapped = new Error('outer', {
			cause: new Error('middle', { cause: coded('ENOTFOUND') }),
		});
		expect(reasonOf(wrapped)).toBe(reasonOf(coded('ENOTFOUND')));
	});

	test('an error that is its own cause ends the search', () => {
		const error = new Error('S3CR3T');
		error.cause = error;
		expect(reasonOf(error)).toContain('may or may not');
	});

	test.each<[string, unknown]>([
		['an error without a code', new Error('S3CR3T')],
		['an error with a number as its code', Object.assign(new Error('S3CR3T'), { code: 500 })],
		['a text', 'S3CR3T'],
		['nothing', undefined],
	])('%s promises nothing', (_, error) => {
		expect(reasonOf(error)).toContain('may or may not');
	});

	test('only the code is repeated, never the rest, which can hold the event', () => {
		for (const error of [coded('ECONNRESET'), coded('ENOTFOUND'), new Error('S3CR3T')]) {
			expect(reasonOf(error)).not.toContain('S3CR3T');
		}
	});
});
