import fc from 'fast-check';
import { classify, type Verdict } from '../../../../nodes/Rockerbox/delivery/reply/reply';

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
		['ECONNRESET', 'transient'],
		['ECONNABORTED', 'transient'],
		['ENOTFOUND', 'transient'],
		['EAI_AGAIN', 'transient'],
		['EMFILE', 'transient'],
		['ETIMEDOUT', 'transient'],
		['', 'transient'],
		['CERT_HAS_EXPIRED', 'refused'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'refused'],
		['EPROTO', 'refused'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'refused'],
		['SsrfBlockedIpError', 'refused'],
		['ERR_CANCELED', 'refused'],
	])('%j, before anything was sent: %s', (code, verdict) => {
		expect(classify({ code, missing: 'connection' })).toBe(verdict);
		expect(classify({ code, missing: 'tunnel' })).toBe(verdict);
	});

	test.each<[string, Verdict]>([
		['ECONNRESET', 'mayBeRecorded'],
		['ECONNABORTED', 'mayBeRecorded'],
		['EHOSTUNREACH', 'mayBeRecorded'],
		['EPIPE', 'mayBeRecorded'],
		['EPROTO', 'mayBeRecorded'],
		['ERR_BAD_RESPONSE', 'mayBeRecorded'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'mayBeRecorded'],
		['HPE_INVALID_CONSTANT', 'mayBeRecorded'],
		['', 'mayBeRecorded'],
		['ERR_CANCELED', 'stopped'],
	])('%j, when the event may have been sent: %s', (code, verdict) => {
		expect(classify({ code })).toBe(verdict);
	});
});
