import { generate } from 'selfsigned';
import { rawFieldsExpression } from '../../nodes/Rockerbox/prepare/rawFields.js';
import { Editor } from '../harness/browser/editor.js';
import type { N8n } from '../harness/n8n/n8n.mjs';
import { makeOrders } from '../harness/n8n/orders.mjs';
import type { Credentials } from '../harness/n8n/rest.js';
import { inARow, type WorkflowNode } from '../harness/n8n/workflows.mjs';
import { Receiver } from '../harness/rockerbox/receiver.js';

const ID = 'MOx2ZmMw';

/**
 * Checks the credential in its dialog, whose test only asks the server, and in an HTTP Request node. Also
 * checks what n8n lets an expression of a credential see.
 */
export async function credentialCheck(n8n: N8n): Promise<string[]> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
	const receivers = [new Receiver(), new Receiver(), new Receiver({ key, cert })];
	for (const receiver of receivers) await receiver.start();
	const [own, elsewhere, untrusted] = receivers;
	try {
		const closed = new Receiver();
		await closed.start();
		const nowhere = closed.url;
		await closed.stop();
		return [
			...(await inDialog(n8n, own, untrusted.url, nowhere)),
			...(await inHttpRequest(n8n, own, own, 'success')),
			...(await inHttpRequest(n8n, own, elsewhere, 'error')),
			...(await rawFields(n8n, own)),
		];
	} finally {
		for (const receiver of receivers) await receiver.stop();
	}
}

async function inDialog(
	n8n: N8n,
	own: Receiver,
	untrusted: string,
	nowhere: string,
): Promise<string[]> {
	own.answer({ status: 404 });
	const expected: Array<[fields: Record<string, string>, says: RegExp, requests: number]> = [
		[{ advertiserId: ID, baseUrl: nowhere }, /ECONNREFUSED|The service refused the connection/, 0],
		[{ advertiserId: ID, baseUrl: untrusted }, /DEPTH_ZERO_SELF_SIGNED_CERT|self-signed cert/i, 0],
		[{ advertiserId: 'MOx2 ZmMw', baseUrl: own.url }, /The Advertiser ID contains a space/, 0],
		[{ advertiserId: ID, baseUrl: own.url }, /Connection tested successfully/, 1],
		[{ advertiserId: ID, baseUrl: 'http://example.com' }, /must begin with https:/, 0],
	];
	const editor = await Editor.open(n8n.rest);
	const deviations: string[] = [];
	try {
		await editor.openCredential(await n8n.rest.addAccount(nowhere));
		for (const [fields, says, requests] of expected) {
			own.reset();
			const dialog = await editor.saveCredential(fields);
			const arrived = own.ledger.map(({ method, url }) => `${method} ${url}`);
			const isRight = arrived.length === requests && arrived.every((one) => one === 'HEAD /');
			if (!isRight) deviations.push(`${says.source}: ${arrived.join(', ') || 'nothing'} arrived`);
			if (!says.test(dialog)) deviations.push(`${says.source}: the dialog says ${dialog}`);
		}
	} finally {
		await editor.screenshot('compatibility, credential').catch(() => undefined);
		await editor.close();
	}
	return deviations;
}

/**
 * A user's own request has the advertiser ID if it is sent to the credential's Base URL, and no other server
 * gets one.
 */
async function inHttpRequest(
	n8n: N8n,
	own: Receiver,
	receiver: Receiver,
	expected: string,
): Promise<string[]> {
	receiver.reset();
	receiver.answer({ body: '' }); // n8n 2.8 fails if an answer is called JSON, and has no body
	const path = `http-request-${expected}`;
	const node = httpRequest(await n8n.rest.addAccount(own.url, ID), {
		method: 'HEAD', // like the request of the credential's test, but it must have the ID
		url: receiver.url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'rockerboxApi',
	});
	const id = await n8n.rest.publish(inARow(path, [node]));
	const { status, error } = await n8n.rest.ended(await n8n.trigger(id, path, makeOrders(1)));
	const arrived = receiver.ledger.map(({ method, url }) => `${method} ${url}`).join();
	const wanted = expected === 'success' ? `HEAD /?advertiser=${ID}` : '';
	const reason = `this request goes to ${receiver.url}. Correct the URL of the request`;
	return [
		...(status === expected ? [] : [`HTTP Request ended as ${status}, not as ${expected}`]),
		...(arrived === wanted ? [] : [`HTTP Request sent "${arrived}", not "${wanted}"`]),
		...(status !== 'error' || error?.message.includes(reason)
			? []
			: [`HTTP Request said ${error?.message}`]),
	];
}

/**
 * The node reads its credential once for a run if the hidden field shows that no field holds an expression.
 * Otherwise it reads it for each item, which would only be slower. No node shows the values of a credential's
 * fields, but HTTP Request sends those of Basic Auth.
 */
async function rawFields(n8n: N8n, receiver: Receiver): Promise<string[]> {
	receiver.reset();
	receiver.answer({ body: '' });
	const path = 'raw-fields';
	const user = rawFieldsExpression.replace(/\[.*?\]/, '["password", "user"]');
	const password = '={{ "evaluated" }}';
	const account = await n8n.rest.addCredential('httpBasicAuth', { user, password });
	const node = httpRequest(account, {
		url: receiver.url,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpBasicAuth',
	});
	const id = await n8n.rest.publish(inARow(path, [node]));
	await n8n.rest.ended(await n8n.trigger(id, path, makeOrders(1)));
	const sent = receiver.ledger.map(({ headers }) => decoded(String(headers.authorization)));
	const wanted = `as entered: ${password} ${user}:evaluated`;
	return sent.join() === wanted ? [] : [`an expression saw "${sent.join()}", not "${wanted}"`];
}

function decoded(basic: string): string {
	return Buffer.from(basic.replace('Basic ', ''), 'base64').toString();
}

function httpRequest(credentials: Credentials, parameters: object): WorkflowNode {
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { ...parameters, options: {} },
		credentials,
	};
}
