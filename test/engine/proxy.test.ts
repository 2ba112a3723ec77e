/* eslint-disable @n8n/community-nodes/no-restricted-globals -- sets the environment of n8n, which only tests do */
import { Receiver } from '../../tools/harness/rockerbox/receiver';
import { people, PURCHASE, useRockerbox } from '../support/engineRun';

const { receiver, run } = useRockerbox();

/** n8n's HTTP helper obeys these variables of the administrator. A node can't change that. */
describe('An event for this machine, where n8n has a proxy (HTTP_PROXY),', () => {
	const proxy = new Receiver();
	const before = { ...process.env };
	beforeAll(async () => await proxy.start());
	beforeEach(() => {
		proxy.reset();
		process.env.HTTP_PROXY = proxy.url;
	});
	afterEach(() => {
		delete process.env.HTTP_PROXY;
		process.env.NO_PROXY = before.NO_PROXY;
	});
	afterAll(async () => await proxy.stop());

	test('goes to the proxy in clear text, as SECURITY.md says', async () => {
		delete process.env.NO_PROXY;

		const { success } = await run(people(1), { parameters: PURCHASE });

		expect(success).toHaveLength(1);
		expect(receiver.ledger).toEqual([]);
		expect(proxy.ledger).toHaveLength(1);
		expect(JSON.stringify(proxy.ledger)).toContain(people(1)[0].email);
	});

	test('stays on this machine with NO_PROXY=localhost,127.0.0.1', async () => {
		process.env.NO_PROXY = 'localhost,127.0.0.1';

		await run(people(1), { parameters: PURCHASE });

		expect(proxy.ledger).toEqual([]);
		expect(receiver.ledger).toHaveLength(1);
	});
});
