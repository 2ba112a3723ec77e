/** Why a request got no answer. */
export interface Failure {
	/** What Node.js, axios or n8n call it, such as ECONNRESET; empty if they have no name for it. */
	code: string;
	/**
	 * What the request never got, so that nothing of the event can have left n8n: a secure connection, or a
	 * tunnel through n8n's proxy. Undefined if that isn't certain.
	 */
	missing?: 'connection' | 'tunnel';
}

/**
 * What is known about an error that n8n's HTTP helper threw, however n8n wrapped it. None of its text may be
 * shown, because it can hold the event and the advertiser ID.
 *
 * Nothing of an event leaves before there is a connection, nor, over https, before the TLS handshake
 * has ended (RFC 8446, section 2; a Node.js client sends no early data). Three signs say that it
 * didn't come to that. The first is the request itself, which axios' errors have: Node.js gives it a
 * socket as soon as it connects, and `alpnProtocol` of a TLS socket is null until the handshake has
 * ended (Node.js documentation, tls). Only a proxy's agent provides the socket later, once its tunnel
 * is open. The second is the system call that failed, the third a code that only this stage has.
 */
export function failureOf(error: unknown): Failure {
	const wrapped = layersOf(error);
	const code = wrapped.map(nameOf).find((name) => name !== undefined) ?? '';
	const missing = missingTo(wrapped, code);
	return missing ? { code, missing } : { code };
}

/**
 * The useful parts of an error of n8n, axios or Node.js. Anything can be thrown, so nothing of it is certain.
 */
interface Layer {
	name?: unknown;
	code?: unknown;
	cause?: unknown;
	/** Of Node.js: what failed. */
	syscall?: unknown;
	/** Of Node.js, if it tried several addresses: what failed at each. */
	errors?: unknown;
	/** Of axios: Node.js' request. */
	request?: { socket?: { alpnProtocol?: unknown } | null } | null;
	/** Of n8n: the code of the error that it wraps, among other things. */
	httpCode?: unknown;
	/** Of n8n: the messages of the error that it wraps. */
	messages?: unknown;
}

const MAX_LAYERS = 5; // n8n's error, axios' and Node.js' are three; an error can cause itself

function layersOf(error: unknown): Layer[] {
	const layers: Layer[] = [];
	for (let inner = error; isObject(inner) && layers.length < MAX_LAYERS; inner = inner.cause) {
		layers.push(inner);
	}
	return layers;
}

function isObject(value: unknown): value is Layer {
	return typeof value === 'object' && value !== null;
}

function nameOf({ name, code, httpCode }: Layer): string | undefined {
	if (typeof code === 'string') return code;
	if (typeof name === 'string' && isBlocked(name)) return name; // n8n's protection has no codes
	// Before 2.34, n8n dropped the error that it wrapped, and kept this and the messages.
	return typeof httpCode === 'string' && /^[A-Z]/.test(httpCode) ? httpCode : undefined;
}

function missingTo(wrapped: Layer[], code: string): Failure['missing'] {
	const socket = wrapped.map(({ request }) => request?.socket).find((one) => one !== undefined);
	if (socket === null) return 'tunnel';
	if (socket?.alpnProtocol === null) return 'connection';
	const syscalls = wrapped.flatMap(syscallsOf);
	const isBeforeSending =
		syscalls.length > 0
			? syscalls.every((syscall) => CONNECTING.includes(syscall))
			: isOfConnecting(code) || wrapped.some(hasTextOfConnecting);
	return isBeforeSending ? 'connection' : undefined;
}

/**
 * The system calls before there is a connection, including the address lookup, which n8n's protection makes
 * itself.
 */
const CONNECTING: unknown[] = ['connect', 'getaddrinfo'];

function syscallsOf({ syscall, errors }: Layer): unknown[] {
	if (syscall !== undefined) return [syscall];
	return Array.isArray(errors)
		? errors.map((one) => (isObject(one) ? one.syscall : undefined))
		: [];
}

/**
 * Whether this code can only come from an attempt to connect (Node.js documentation, errors, dns and tls).
 */
function isOfConnecting(code: string): boolean {
	return (
		['ECONNREFUSED', 'ERR_SOCKET_CONNECTION_TIMEOUT'].includes(code) ||
		isUnknownAddress(code) ||
		isUntrusted(code) ||
		isBlocked(code)
	);
}

/**
 * The beginnings of Node.js' messages, which are all that n8n before 2.34 keeps: the system call, or these
 * constants.
 */
const TEXT_OF_CONNECTING =
	/^((connect|getaddrinfo) E|Client network socket disconnected before secure TLS connection|Proxy connection ended before receiving CONNECT response)/;

function hasTextOfConnecting({ messages }: Layer): boolean {
	return Array.isArray(messages) && messages.some((text) => TEXT_OF_CONNECTING.test(String(text)));
}

/** Whether the host's address could not be found (getaddrinfo). */
export function isUnknownAddress(code: string): boolean {
	return code === 'ENOTFOUND' || code.startsWith('EAI_');
}

/** Whether n8n itself forbade the request (N8N_SSRF_PROTECTION_ENABLED). */
export function isBlocked(code: string): boolean {
	return code.startsWith('Ssrf');
}

/**
 * Whether the server's certificate isn't trusted: one of the X509 certificate error codes of Node.js'
 * documentation (tls), or ERR_TLS_CERT_ALTNAME_INVALID. Node.js looks at it before it sends anything.
 */
export function isUntrusted(code: string): boolean {
	return /^(ERR_TLS_CERT_\w+|UNABLE_TO_(GET|DE|VERIFY)\w+|(ERROR_IN_)?(CERT|CRL)_\w+|\w+_SIGNED_CERT\w*|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/.test(
		code,
	);
}

/** Whether OpenSSL gave up: while there is no connection, the two sides have no protocol in common. */
export function isTlsFailure(code: string): boolean {
	return code === 'EPROTO' || code.startsWith('ERR_SSL_');
}
