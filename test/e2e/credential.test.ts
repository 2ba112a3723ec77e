import { generate } from 'selfsigned';
import { Editor } from '../../tools/harness/browser/editor';
import { Receiver } from '../../tools/harness/rockerbox/receiver';
import { useReceiver } from '../support/useReceiver';
import { demo } from './support/demo';

const ID = 'MOx2ZmMwYzQzNTk';
const FAILED = 'Couldn’t connect with these settings';
const PASSED = 'Connection tested successfully';

describe("the credential in n8n's own dialog", () => {
	const receiver = useReceiver();
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(demo());
		await editor.openCredential(await demo().addAccount(editor.url, ID));
	});

	afterAll(async () => {
		await editor.close();
	});

	test('passes when it is saved with a server at its Base URL, whatever the server answers', async () => {
		receiver.answer({ status: 404 });
		const dialog = await editor.saveCredential({ baseUrl: receiver.url });

		expect(dialog).toContain(PASSED);
		await editor.screenshot('70 credential, a server at its Base URL');
		expect(receiver.ledger.map(({ method, url, body }) => [method, url, body])).toEqual([
			['HEAD', '/', ''],
		]);
		expect(JSON.stringify(receiver.ledger)).not.toContain(ID);
	});

	test('fails with a code if nothing listens at its Base URL', async () => {
		const closed = new Receiver();
		await closed.start();
		const { url } = closed;
		await closed.stop();
		const dialog = await editor.saveCredential({ baseUrl: url });

		expect(dialog).toContain(FAILED);
		expect(dialog).toContain('ECONNREFUSED');
		await editor.screenshot('71 credential, nothing at its Base URL');
	});

	test('fails with a code if the host of its Base URL does not exist', async () => {
		const dialog = await editor.saveCredential({ baseUrl: 'https://rockerbox.invalid' });

		expect(dialog).toContain(FAILED);
		expect(dialog).toMatch(/ENOTFOUND|EAI_AGAIN/); // the latter without any network
	});

	test('fails with a code if the certificate is not trusted', async () => {
		const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
		const untrusted = new Receiver({ key, cert });
		await untrusted.start();
		try {
			const dialog = await editor.saveCredential({ baseUrl: untrusted.url });

			expect(dialog).toContain(FAILED);
			expect(dialog).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
		} finally {
			await untrusted.stop();
		}
	});

	test.each([
		['an address in the clear', { baseUrl: 'http://example.com' }, 'must begin with https://'],
		['a look-alike address', { baseUrl: 'https://wеbhooks.getrockerbox.com' }, 'xn--wbhooks-7gg'],
		['an ID with a space', { advertiserId: 'MOx2 ZmMw' }, 'The Advertiser ID contains a space'],
		[
			'a pasted address without an ID',
			{ advertiserId: 'https://webhooks.getrockerbox.com/webhook/data' },
			'Paste the whole webhook address',
		],
	])('sends nothing for %s, and says what to do', async (_what, wrong, sentence) => {
		const fields = { advertiserId: ID, baseUrl: receiver.url, ...wrong };
		const dialog = await editor.saveCredential(fields);

		expect(dialog).toContain(FAILED);
		expect(dialog).toContain(sentence);
		expect(receiver.ledger).toEqual([]);
		await editor.screenshot('72 credential, badly written');
	});

	test('is tested again each time it is opened', async () => {
		await editor.openCredential(await demo().addAccount(receiver.url, ID));

		expect(receiver.ledger.map(({ method, url }) => [method, url])).toEqual([['HEAD', '/']]);
	});
});
