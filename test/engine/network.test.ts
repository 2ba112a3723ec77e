import {
	ADVERTISER_ID,
	ERROR_OUTPUT,
	people,
	PURCHASE,
	tracesOf,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import {
	blackHole,
	certificateFor,
	closedPort,
	proxyPeer,
	rawPeer,
	testWithBlackHole,
	tlsPeer,
	trust,
	TUNNEL,
	tunnelTo,
	useProxy,
	type Certificate,
	type Peer,
} from '../support/network';

const { receiver, run } = useRockerbox();
withoutWaits();

const NOT_SENT = 'The event was not sent.';
const MAYBE =
	"Rockerbox may or may not have recorded the event. Look at Rockerbox's Webhooks page before you send it again.";
const CHECK = 'Check the Base URL in the credential.';
const CHECK_OR_LATER = 'Check the Base URL in the credential, or try again later.';
const CHECK_OR_ASK = 'Check the Base URL in the credential, or ask whoever runs your n8n.';
const ASK = 'Ask whoever runs your n8n.';

/** Sends one event with one retry, and gives the error of its item, without the item's number. `timeout` in seconds. */
async function errorAt(baseUrl: string, timeout = 30, maxRetries = 1): Promise<string> {
	const result = await run(people(1), {
		...ERROR_OUTPUT,
		credential: { advertiserId: ADVERTISER_ID, baseUrl },
		parameters: { ...PURCHASE, options: { maxRetries, timeout } },
	});
	expect(result.success).toEqual([]);
	expect(tracesOf(result)).not.toContain('MOx2ZmMw');
	const { error } = result.error[0].json as { error: string };
	expect(error).toMatch(/ \[item 0\]$/);
	return error.replace(/ \[item 0\]$/, '');
}

const TWICE = 'It was tried 2 times.';
const EVENT = 'person-0@example.com';

/** Expects this many connections to a server, and nothing of the event there. */
function expectNothingBut(peer: Peer, connections: number): void {
	expect(peer.read).not.toContain(EVENT);
	expect(peer.connections).toBe(connections);
}

let ca: Certificate;
beforeAll(async () => (ca = await certificateFor('An authority', { isAuthority: true })));

describe('Without a connection the event was not sent, and is sent again', () => {
	test.each(['https', 'http'])('nobody listens there: %s', async (scheme) => {
		expect(await errorAt(`${scheme}://127.0.0.1:${await closedPort()}`)).toBe(
			`No connection to 127.0.0.1 (ECONNREFUSED). ${NOT_SENT} ${CHECK_OR_LATER} ${TWICE}`,
		);
	});

	test('the host has no address', async () => {
		expect(await errorAt('https://rockerbox.invalid')).toBe(
			`The address rockerbox.invalid was not found. ${NOT_SENT} Check the Base URL in the credential, or n8n's own connection. ${TWICE}`,
		);
	});

	testWithBlackHole('nothing answers the attempt to connect', async () => {
		expect(await errorAt(`https://127.0.0.1:${await blackHole()}`, 1)).toBe(
			`No connection to 127.0.0.1 within 1 second. ${NOT_SENT} ${CHECK_OR_LATER} ${TWICE}`,
		);
	});

	test('the server is silent before the connection is secure', async () => {
		const peer = await rawPeer(() => {});
		expect(await errorAt(`https://127.0.0.1:${peer.port}`, 1)).toBe(
			`No connection to 127.0.0.1 within 1 second. ${NOT_SENT} ${CHECK_OR_LATER} ${TWICE}`,
		);
		expect(peer.read).not.toContain(EVENT);
	});

	test.each<[string, Parameters<typeof rawPeer>[0]]>([
		['resets the connection', (socket) => socket.resetAndDestroy()],
		['closes the connection', (socket) => socket.end()],
	])('the server %s before it is secure', async (_how, respond) => {
		const peer = await rawPeer(respond);
		expect(await errorAt(`https://127.0.0.1:${peer.port}`)).toBe(
			`No connection to 127.0.0.1 (ECONNRESET). ${NOT_SENT} ${CHECK_OR_LATER} ${TWICE}`,
		);
		expectNothingBut(peer, 2);
	});

	test('and is accepted without a warning, once a connection is made', async () => {
		const certificate = await certificateFor('localhost', { ca });
		trust(ca);
		let connections = 0;
		const peer = await tlsPeer(
			{
				...certificate,
				SNICallback: (_name, done) => done(++connections === 1 ? new Error() : null),
			},
			(socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
		);
		const { success } = await run(people(1), {
			credential: { advertiserId: ADVERTISER_ID, baseUrl: `https://localhost:${peer.port}` },
		});
		expect(success[0].json).toMatchObject({ status: 'accepted', attempts: 2 });
		expect(success[0].json).not.toHaveProperty('warning');
	});

	test('until Stop, which cuts off no event then', async () => {
		let press = () => {};
		const stop = new Promise<void>((resolve) => (press = resolve));
		const peer = await rawPeer(() => press());
		const { error } = await run(people(1), {
			...ERROR_OUTPUT,
			credential: { advertiserId: ADVERTISER_ID, baseUrl: `https://127.0.0.1:${peer.port}` },
			stop,
		});
		expect(error[0].json.error).toBe(
			`The execution was stopped before 127.0.0.1 answered. ${NOT_SENT} [item 0]`,
		);
		expectNothingBut(peer, 1);
	});
});

describe('Without a server to trust the event was not sent, and is not sent again', () => {
	test('it speaks no https', async () => {
		expect(await errorAt(receiver.url.replace('http:', 'https:'))).toBe(
			`No secure connection to 127.0.0.1 (EPROTO), as if the server there didn't speak https. ${NOT_SENT} ${CHECK}`,
		);
		expect(receiver.ledger).toEqual([]);
	});

	test('it speaks a version of TLS that is too old', async () => {
		const peer = await tlsPeer({
			...(await certificateFor('localhost')),
			minVersion: 'TLSv1',
			maxVersion: 'TLSv1.1',
			ciphers: 'DEFAULT@SECLEVEL=0',
		});
		expect(await errorAt(`https://localhost:${peer.port}`)).toBe(
			`No secure connection to localhost (EPROTO), as if the server there didn't speak https. ${NOT_SENT} ${CHECK}`,
		);
		expectNothingBut(peer, 1);
	});

	const showing: Array<[string, () => Promise<Certificate>, string]> = [
		[
			'has expired',
			async () => await certificateFor('localhost', { ca, hours: -1 }),
			'has expired (CERT_HAS_EXPIRED)',
		],
		[
			'is self-signed',
			async () => await certificateFor('localhost'),
			"is self-signed, so n8n doesn't trust it (DEPTH_ZERO_SELF_SIGNED_CERT)",
		],
		[
			'comes from an unknown authority',
			async () => await certificateFor('localhost', { ca: await unknownAuthority() }),
			"isn't trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
		],
		[
			'comes with an unknown authority',
			async () => {
				const authority = await unknownAuthority();
				const { key, cert } = await certificateFor('localhost', { ca: authority });
				return { key, cert: `${cert}\n${authority.cert}` };
			},
			"isn't trusted (SELF_SIGNED_CERT_IN_CHAIN)",
		],
		[
			'is for another host',
			async () => await certificateFor('elsewhere.example', { ca }),
			'is for another host (ERR_TLS_CERT_ALTNAME_INVALID)',
		],
	];
	test.each(showing)('its certificate %s', async (_what, certificate, said) => {
		trust(ca);
		const peer = await tlsPeer(await certificate());
		expect(await errorAt(`https://localhost:${peer.port}`)).toBe(
			`The security certificate of localhost ${said}. ${NOT_SENT} ${CHECK_OR_ASK}`,
		);
		expectNothingBut(peer, 1);
	});
});

const unknownAuthority = async () => await certificateFor('Somebody', { isAuthority: true });

describe('Once the connection was secure, nobody knows whether Rockerbox recorded the event', () => {
	test.each<[string, Parameters<typeof tlsPeer>[1], string]>([
		[
			'resets it',
			(socket) => socket.destroy(),
			'The connection to localhost broke before an answer came (ECONNRESET).',
		],
		[
			'answers something else than HTTP',
			(socket) => socket.end('220 mail.example ESMTP\r\n'),
			"The answer of localhost wasn't HTTP (HPE_INVALID_CONSTANT).",
		],
	])('the server %s', async (_how, respond, said) => {
		trust(ca);
		const peer = await tlsPeer(await certificateFor('localhost', { ca }), respond);
		const remedy = said.includes('HTTP') ? ` ${CHECK}` : '';
		expect(await errorAt(`https://localhost:${peer.port}`)).toBe(
			`${said} ${MAYBE}${remedy} ${TWICE}`,
		);
		expect(peer.read.split(EVENT)).toHaveLength(3);
	});

	test('the server is silent', async () => {
		trust(ca);
		const peer = await tlsPeer(await certificateFor('localhost', { ca }));
		expect(await errorAt(`https://localhost:${peer.port}`, 5, 0)).toBe(
			`No answer from localhost within 5 seconds. ${MAYBE}`,
		);
		expect(peer.read).toContain(EVENT);
	});

	test('the server wants a certificate, which n8n has none of, and says so too late', async () => {
		trust(ca);
		const certificate = await certificateFor('localhost', { ca });
		const peer = await tlsPeer({ ...certificate, requestCert: true, minVersion: 'TLSv1.3' });
		expect(await errorAt(`https://localhost:${peer.port}`)).toContain(` ${MAYBE} `);
		expectNothingBut(peer, 2);
	});

	test('behind a proxy as well', async () => {
		trust(ca);
		const certificate = await certificateFor('rockerbox.invalid', { ca });
		const peer = await tlsPeer(certificate, (socket) => socket.destroy());
		const proxy = await proxyPeer(tunnelTo(peer.port));
		useProxy(`http://127.0.0.1:${proxy.port}`);
		expect(await errorAt('https://rockerbox.invalid')).toBe(
			`The connection to rockerbox.invalid broke before an answer came (ECONNRESET). ${MAYBE} ${TWICE}`,
		);
		expect(peer.read.split(EVENT)).toHaveLength(3);
	});
});

describe('Over http, which only this machine may speak, it can be known less often', () => {
	testWithBlackHole('no answer in time, though there was no connection', async () => {
		expect(await errorAt(`http://127.0.0.1:${await blackHole()}`, 1)).toBe(
			`No answer from 127.0.0.1 within 1 second. ${MAYBE} ${TWICE}`,
		);
	});

	test('the server speaks https', async () => {
		const peer = await tlsPeer(await certificateFor('localhost'));
		expect(await errorAt(`http://127.0.0.1:${peer.port}`)).toBe(
			`The connection to 127.0.0.1 broke before an answer came (ECONNRESET). ${MAYBE} ${TWICE}`,
		);
		expectNothingBut(peer, 2);
	});
});

describe('A proxy before Rockerbox', () => {
	/** `how` is the end of the first sentence. */
	async function expectNoTunnel(proxy: string, how: string, timeout?: number) {
		useProxy(proxy);
		expect(await errorAt('https://rockerbox.invalid', timeout)).toBe(
			`The proxy that your n8n uses made no connection to rockerbox.invalid${how}. ${NOT_SENT} ${ASK} ${TWICE}`,
		);
	}

	test('that is down lets no event out', async () => {
		await expectNoTunnel(`http://127.0.0.1:${await closedPort()}`, ' (ECONNREFUSED)');
	});

	testWithBlackHole('that can’t be reached lets no event out', async () => {
		await expectNoTunnel(`http://127.0.0.1:${await blackHole()}`, ' within 1 second', 1);
	});

	test('that is silent lets no event out', async () => {
		const { port } = await proxyPeer(() => {});
		await expectNoTunnel(`http://127.0.0.1:${port}`, ' within 1 second', 1);
	});

	test('that hangs up lets no event out', async () => {
		const { port } = await proxyPeer((socket) => socket.end());
		await expectNoTunnel(`http://127.0.0.1:${port}`, '');
	});

	test('that breaks off lets no event out', async () => {
		const { port } = await rawPeer((socket) => socket.resetAndDestroy());
		await expectNoTunnel(`http://127.0.0.1:${port}`, ' (ECONNRESET)');
	});

	test('that has no address lets no event out', async () => {
		useProxy('http://proxy.invalid:3128');
		expect(await errorAt('https://rockerbox.invalid')).toMatch(
			/^The proxy that your n8n uses made no connection to rockerbox.invalid \(\w+\)\. The event was not sent\./,
		);
	});

	test('that breaks off before the connection through it is secure lets no event out', async () => {
		const proxy = await proxyPeer((socket) => {
			socket.write(TUNNEL);
			socket.once('data', () => socket.destroy());
		});
		useProxy(`http://127.0.0.1:${proxy.port}`);
		expect(await errorAt('https://rockerbox.invalid')).toBe(
			`No connection to rockerbox.invalid (ECONNRESET). ${NOT_SENT} ${CHECK_OR_LATER} ${TWICE}`,
		);
		expectNothingBut(proxy, 2);
	});

	test('that is silent before the connection through it is secure lets no event out', async () => {
		const proxy = await proxyPeer((socket) => socket.write(TUNNEL));
		useProxy(`http://127.0.0.1:${proxy.port}`);
		expect(await errorAt('https://rockerbox.invalid', 5, 0)).toBe(
			`No connection to rockerbox.invalid within 5 seconds. ${NOT_SENT} ${CHECK_OR_LATER}`,
		);
		expectNothingBut(proxy, 1);
	});

	const answers: Array<[status: number, reason: string, tried: number]> = [
		[407, `A proxy between n8n and Rockerbox asks for a sign-in (HTTP 407). ${ASK}`, 1],
		[
			403,
			"Rockerbox didn't accept the sender (HTTP 403). Check the Advertiser ID and the Base URL in the credential. If your n8n uses a proxy, ask whoever runs it.",
			1,
		],
		[
			502,
			`A server between n8n and Rockerbox got no proper answer (HTTP 502). ${MAYBE} ${TWICE}`,
			2,
		],
		[
			503,
			`Rockerbox is unavailable and did not accept the event (HTTP 503). Send it again later. ${TWICE}`,
			2,
		],
	];

	test.each(answers)('that answers HTTP %i to a tunnel', async (status, reason, tried) => {
		const proxy = await proxyPeer((socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
		useProxy(`http://127.0.0.1:${proxy.port}`);
		expect(await errorAt('https://rockerbox.invalid')).toBe(reason);
		expectNothingBut(proxy, tried);
	});

	test.each(answers)(
		'that answers HTTP %i to an event that it should forward',
		async (status, reason, tried) => {
			const proxy = await proxyPeer(() => {}, status);
			useProxy(`http://127.0.0.1:${proxy.port}`);
			expect(await errorAt(receiver.url)).toBe(reason);
			expect([receiver.ledger, proxy.connections]).toEqual([[], tried]);
		},
	);
});
