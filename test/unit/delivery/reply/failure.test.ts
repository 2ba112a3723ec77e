/* eslint-disable @n8n/community-nodes/no-restricted-imports -- makes real errors, in tests only */
import fc from 'fast-check';
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { once } from 'node:events';
import { connect, type LookupFunction } from 'node:net';
import {
	failureOf,
	isTlsFailure,
	isUntrusted,
	type Failure,
} from '../../../../nodes/Rockerbox/delivery/reply/failure';

const coded = (code: unknown, cause?: unknown) =>
	Object.assign(new Error('jane@example.com', { cause }), { code });

/** Node.js' error of a system call, as axios passes it on. `request` is axios' own. */
function failing(code: string, more: object = {}, request?: object): Error {
	return Object.assign(coded(code, Object.assign(coded(code), more)), { request });
}

/** An error as n8n wraps it. */
function byN8n(error: Error): NodeApiError {
	return new NodeApiError({ name: 'Rockerbox' } as INode, error as unknown as JsonObject);
}

/** The same before 2.34: the error that it wraps is gone. */
function byOlderN8n(error: Error): NodeApiError {
	return Object.assign(byN8n(error), { cause: undefined });
}

/** Requests with sockets: one before the end of its TLS handshake, one after it, and so on. */
const requests = {
	shaking: { socket: { alpnProtocol: null } },
	secure: { socket: { alpnProtocol: false } },
	secureWithAlpn: { socket: { alpnProtocol: 'http/1.1' } },
	plain: { socket: {} },
	unconnected: { socket: null },
	unlike: {},
};

describe('the code of a failure', () => {
	const wrapped = (depth: number): unknown =>
		depth === 0 ? coded('ECONNRESET') : new Error('outer', { cause: wrapped(depth - 1) });
	const circular = new Error('a');
	circular.cause = circular;
	const named = (name: string) => Object.assign(new Error('b'), { name });

	test.each<[string, unknown, string]>([
		['itself', coded('ECONNRESET'), 'ECONNRESET'],
		['its cause', wrapped(1), 'ECONNRESET'],
		['a deep cause', wrapped(4), 'ECONNRESET'],
		['the outermost', coded('ERR_CANCELED', coded('ECONNRESET')), 'ERR_CANCELED'],
		['its cause, if it has only a number', coded(500, coded('ECONNRESET')), 'ECONNRESET'],
		['what n8n wraps', byN8n(coded('ECONNRESET')), 'ECONNRESET'],
		['what n8n before 2.34 wrapped', byOlderN8n(coded('ECONNRESET')), 'ECONNRESET'],
		['a cause that is no error', new Error('x', { cause: { code: 'EPIPE' } }), 'EPIPE'],
		['none, if the cause is too deep', wrapped(5), ''],
		['none, if it causes itself', circular, ''],
		['none, if there is none', new Error('ECONNRESET'), ''],
		['none, if n8n knows only a status', Object.assign(new Error('x'), { httpCode: '500' }), ''],
		['none, if n8n knows only a number', Object.assign(new Error('x'), { httpCode: 500 }), ''],
		['none, if its name is any other', named('TypeError'), ''],
		['none, if it is a text', 'ECONNRESET', ''],
		['none, if it is nothing', null, ''],
		['none, if it is missing', undefined, ''],
	])('is that of %s', (_, error, code) => {
		expect(failureOf(error)).toStrictEqual({ code });
	});

	test('is the name of what n8n’s protection throws, which has no code', () => {
		expect(failureOf(new Error('x', { cause: named('SsrfBlockedIpError') }))).toStrictEqual({
			code: 'SsrfBlockedIpError',
			missing: 'connection',
		});
	});
});

describe('whether the event can have left', () => {
	test.each<[string, Error, Failure['missing']]>([
		['it was never connected', failing('ECONNREFUSED', { syscall: 'connect' }), 'connection'],
		['it was connecting for too long', failing('ETIMEDOUT', { syscall: 'connect' }), 'connection'],
		['it had no port left', failing('EADDRNOTAVAIL', { syscall: 'connect' }), 'connection'],
		['the host has no address', failing('ENOTFOUND', { syscall: 'getaddrinfo' }), 'connection'],
		['nobody knows the address', failing('EAI_FAIL', { syscall: 'getaddrinfo' }), 'connection'],
		['it broke while it was written', failing('EPIPE', { syscall: 'write' }), undefined],
		['it broke before an answer', failing('ECONNRESET', { syscall: 'read' }), undefined],
		['it was connected, then unreachable', failing('EHOSTUNREACH', { syscall: 'read' }), undefined],
		['it was connected, then refused', failing('ECONNREFUSED', { syscall: 'read' }), undefined],
		['nobody says what was unreachable', failing('EHOSTUNREACH'), undefined],
		['nobody says what took too long', failing('ETIMEDOUT'), undefined],
		['no address let it connect in time', failing('ERR_SOCKET_CONNECTION_TIMEOUT'), 'connection'],
		[
			'the certificate isn’t trusted',
			failing('CERT_HAS_EXPIRED', {}, requests.secure),
			'connection',
		],
		['the answer wasn’t HTTP', failing('HPE_INVALID_CONSTANT', {}, requests.secure), undefined],
	])('is known: %s', (_, error, missing) => {
		expect(failureOf(byN8n(error)).missing).toBe(missing);
	});

	test.each<[keyof typeof requests, Failure['missing']]>([
		['shaking', 'connection'],
		['secure', undefined],
		['secureWithAlpn', undefined],
		['plain', undefined],
		['unconnected', 'tunnel'],
		['unlike', undefined],
	])('is known from the request’s own socket, whatever failed: %s', (state, missing) => {
		const request = requests[state];
		for (const code of ['ECONNRESET', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_CANCELED']) {
			expect(failureOf(byN8n(failing(code, {}, request))).missing).toBe(missing);
			expect(failureOf(byN8n(failing(code, { syscall: 'read' }, request))).missing).toBe(missing);
		}
	});

	test.each<[string, Error, Failure['missing']]>([
		['connect ETIMEDOUT 192.0.2.1:443', coded('ETIMEDOUT'), 'connection'],
		['connect EHOSTUNREACH 192.0.2.1:443', coded('EHOSTUNREACH'), 'connection'],
		['getaddrinfo EBUSY example.com', coded('EBUSY'), 'connection'],
		[
			'Client network socket disconnected before secure TLS connection was established',
			coded('ECONNRESET'),
			'connection',
		],
		['Proxy connection ended before receiving CONNECT response', new Error(), 'connection'],
		['read ETIMEDOUT', coded('ETIMEDOUT'), undefined],
		['read EHOSTUNREACH', coded('EHOSTUNREACH'), undefined],
		['write EPIPE', coded('EPIPE'), undefined],
		['socket hang up', coded('ECONNRESET'), undefined],
		['timeout of 30000ms exceeded', coded('ECONNABORTED'), undefined],
		['canceled', coded('ERR_CANCELED'), undefined],
		['Cannot connect EHOSTUNREACH', coded('EHOSTUNREACH'), undefined],
	])('is known from Node.js’ text alone, if n8n keeps no more: %s', (text, error, missing) => {
		error.message = text;
		expect(failureOf(byOlderN8n(error)).missing).toBe(missing);
	});

	test('is known if the host has several addresses, and none lets it connect', async () => {
		const lookup: LookupFunction = (_host, _options, done) =>
			done(null, [
				{ address: '127.0.0.1', family: 4 },
				{ address: '::1', family: 6 },
			]);
		const socket = connect({
			host: 'rockerbox.invalid',
			port: 1,
			lookup,
			autoSelectFamily: true,
			autoSelectFamilyAttemptTimeout: 30_000, // milliseconds, because Windows refuses slowly
		});
		const [error] = (await once(socket, 'error')) as [Error];
		expect(error).toHaveProperty('errors');
		expect(failureOf(error)).toStrictEqual({ code: 'ECONNREFUSED', missing: 'connection' });
	});

	test('isn’t known if one of several errors is of another kind', () => {
		const errors = [{ syscall: 'connect' }, { syscall: 'read' }, undefined];
		for (let count = 2; count <= errors.length; count++) {
			const error = Object.assign(coded('ETIMEDOUT'), { errors: errors.slice(0, count) });
			expect(failureOf(error)).toStrictEqual({ code: 'ETIMEDOUT' });
		}
	});

	test('isn’t known for unforeseen errors', () => {
		const codes = fc.stringMatching(/^E[A-FH-KM-R]{2,8}$/);
		fc.assert(fc.property(codes, (code) => expect(failureOf(coded(code))).toStrictEqual({ code })));
	});
});

describe('a certificate that isn’t trusted', () => {
	// The list of Node.js' documentation, without OUT_OF_MEM.
	test.each([
		'UNABLE_TO_GET_ISSUER_CERT',
		'UNABLE_TO_GET_CRL',
		'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
		'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
		'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
		'CERT_SIGNATURE_FAILURE',
		'CRL_SIGNATURE_FAILURE',
		'CERT_NOT_YET_VALID',
		'CERT_HAS_EXPIRED',
		'CRL_NOT_YET_VALID',
		'CRL_HAS_EXPIRED',
		'ERROR_IN_CERT_NOT_BEFORE_FIELD',
		'ERROR_IN_CERT_NOT_AFTER_FIELD',
		'ERROR_IN_CRL_LAST_UPDATE_FIELD',
		'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_CHAIN_TOO_LONG',
		'CERT_REVOKED',
		'INVALID_CA',
		'PATH_LENGTH_EXCEEDED',
		'INVALID_PURPOSE',
		'CERT_UNTRUSTED',
		'CERT_REJECTED',
		'HOSTNAME_MISMATCH',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s', (code) => {
		expect(isUntrusted(code)).toBe(true);
		expect(failureOf(coded(code))).toStrictEqual({ code, missing: 'connection' });
	});

	test.each([
		'',
		'ECONNRESET',
		'EPROTO',
		'ERR_INVALID_ARG_TYPE',
		'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'ERR_TLS_HANDSHAKE_TIMEOUT',
	])('is none: %j', (code) => {
		expect(isUntrusted(code)).toBe(false);
	});
});

test.each([
	['EPROTO', true],
	['ERR_SSL_WRONG_VERSION_NUMBER', true],
	['ERR_TLS_CERT_ALTNAME_INVALID', false],
	['EPROTONOSUPPORT', false],
	['', false],
])('only OpenSSL’s codes are TLS failures: %j', (code, isOne) => {
	expect(isTlsFailure(code)).toBe(isOne);
});
