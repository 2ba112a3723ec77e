import fc from 'fast-check';
import {
	isUntrusted,
	classify,
	type Verdict,
} from '../../../../nodes/Rockerbox/delivery/reply/reply';

const ofStatus = (statusCode: number) => classify({ statusCode, body: '' });

describe('what a status says', () => {
	test.each<[number, Verdict]>([
		[199, 'refused'],
		[200, 'accepted'],
		[202, 'accepted'],
		[204, 'accepted'],
		[299, 'accepted'],
		[300, 'refused'],
		[301, 'refused'],
		[302, 'refused'],
		[304, 'refused'],
		[307, 'refused'],
		[308, 'refused'],
		[400, 'refused'],
		[401, 'refused'],
		[403, 'refused'],
		[404, 'refused'],
		[407, 'refused'],
		[408, 'transient'],
		[409, 'refused'],
		[413, 'refused'],
		[422, 'refused'],
		[424, 'refused'],
		[425, 'transient'],
		[426, 'refused'],
		[429, 'transient'],
		[451, 'refused'],
		[499, 'refused'],
		[500, 'mayBeRecorded'],
		[501, 'mayBeRecorded'],
		[502, 'mayBeRecorded'],
		[503, 'transient'],
		[504, 'mayBeRecorded'],
		[505, 'mayBeRecorded'],
		[520, 'mayBeRecorded'],
		[599, 'mayBeRecorded'],
	])('%i: %s', (status, verdict) => {
		expect(ofStatus(status)).toBe(verdict);
	});

	test('only the 200s accept', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
				expect(ofStatus(status) === 'accepted').toBe(Math.floor(status / 100) === 2);
			}),
		);
	});

	test('its body doesn’t matter', () => {
		expect(classify({ statusCode: 200, body: '{"error":"failed"}' })).toBe('accepted');
		expect(classify({ statusCode: 400, body: '{"ok":true}' })).toBe('refused');
	});
});

describe('what a failure without an answer says', () => {
	test.each<[string, Verdict]>([
		['ECONNREFUSED', 'transient'],
		['EHOSTUNREACH', 'transient'],
		['ENETUNREACH', 'transient'],
		['ENOTFOUND', 'transient'],
		['EAI_AGAIN', 'transient'],
		['ECONNRESET', 'mayBeRecorded'],
		['ECONNABORTED', 'mayBeRecorded'],
		['EPIPE', 'mayBeRecorded'],
		['ETIMEDOUT', 'mayBeRecorded'],
		['ERR_BAD_RESPONSE', 'mayBeRecorded'],
		['HPE_INVALID_CONSTANT', 'mayBeRecorded'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'mayBeRecorded'],
		['', 'mayBeRecorded'],
		['CERT_HAS_EXPIRED', 'refused'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'refused'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'refused'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'refused'],
		['SsrfBlockedIpError', 'refused'],
		['ERR_CANCELED', 'stopped'],
	])('%j: %s', (code, verdict) => {
		expect(classify({ code })).toBe(verdict);
	});

	test('what nobody thought of may have been recorded', () => {
		const codes = fc.stringMatching(/^E[A-FH-KM-R]{2,8}$/);
		fc.assert(fc.property(codes, (code) => expect(classify({ code })).toBe('mayBeRecorded')));
	});

	test('only a certificate is a matter of trust', () => {
		expect(isUntrusted('SELF_SIGNED_CERT_IN_CHAIN')).toBe(true);
		expect(isUntrusted('ECONNRESET')).toBe(false);
		expect(isUntrusted('')).toBe(false);
	});
});
