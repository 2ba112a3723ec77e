import { useReceiver } from '../support/useReceiver';
import { node } from '../../tools/harness/browser/editor';
import { McpClient } from './support/mcp';
import { ScriptedModel } from './support/model';
import { demo } from './support/demo';

const TOOL = 'n8n-nodes-rockerbox.rockerboxTool';
const CONVERSION = {
	email: fromModel('Email'),
	customerId: fromModel('Customer_ID'),
	action: fromModel('Action'),
	timestamp: fromModel('Timestamp'),
	additionalFields: { revenue: fromModel('Revenue') },
};
const PURCHASE = {
	Email: 'jane@example.com',
	Customer_ID: '',
	Action: 'purchase',
	Timestamp: '2024-08-07T14:30:00Z',
	Revenue: '$1,234.50',
};
const SENT_PURCHASE = {
	email: 'jane@example.com',
	action: 'purchase',
	timestamp: '1723041000',
	revenue: '1234.50',
};
const CHAT = { action: 'sendMessage', sessionId: 'session-7', chatInput: 'Jane paid by phone' };

/** The expression that n8n's editor writes into a field that the model fills. */
function fromModel(key: string) {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, 'string') }}`;
}

describe('the node as a tool of a model', () => {
	const receiver = useReceiver();
	const model = new ScriptedModel();
	const rest = demo();
	let rockerbox: object;
	let openAi: object;
	let workflows = 0;

	beforeAll(async () => {
		await model.start();
		rockerbox = await rest.addAccount(receiver.url);
		openAi = await rest.addCredential('openAiApi', { apiKey: 'none', url: model.url });
	});

	afterAll(async () => {
		await model.stop();
	});

	describe("by n8n's MCP Server Trigger", () => {
		test('describes the tool, its values and its fields', async () => {
			const [tool, ...others] = await (await serve(CONVERSION)).listTools();

			expect(others).toEqual([]);
			expect(tool.name).toBe('Rockerbox');
			expect(tool.description).toContain('a conversion that happened off the website');
			expect(tool.description).toContain('Each call records one conversion');
			expect(tool.description).toContain("an empty string for a value that you don't know");
			expect(tool.description).toContain('dates like 2024-08-07T14:30:00-04:00');
			expect(tool.description).toContain('amounts like 1234.50');
			expect(tool.inputSchema).toMatchObject({
				type: 'object',
				properties: Object.fromEntries(
					Object.keys(PURCHASE).map((key) => [key, { type: 'string' }]),
				),
				required: Object.keys(PURCHASE),
			});
		});

		test('explains what a marketing event is', async () => {
			const mcp = await serve({
				operation: 'sendMarketingEvent',
				userId: fromModel('User_ID'),
				timestamp: fromModel('Timestamp'),
			});
			const [tool] = await mcp.listTools();

			expect(tool.description).toContain('a person saw or clicked an ad');
			expect(tool.description).not.toContain('conversion');
			expect(tool.description).not.toContain('amounts');
			expect(Object.keys(tool.inputSchema.properties)).toEqual(['User_ID', 'Timestamp']);
		});

		test("uses the user's own description instead, if there is one", async () => {
			const mcp = await serve({ ...CONVERSION, toolDescription: 'Report a sale in our store' });
			const [tool] = await mcp.listTools();

			expect(tool.description).toBe('Report a sale in our store');
		});

		test('sends one conversion for one call, with the fields given and no others', async () => {
			const mcp = await serve(CONVERSION);
			const result = await mcp.callTool('Rockerbox', PURCHASE);

			expect(received()).toEqual([SENT_PURCHASE]);
			expect(result.isError).toBeUndefined();
			expect(JSON.parse(result.content[0].text)).toEqual([
				expect.objectContaining({ status: 'accepted', statusCode: 200, conversion: SENT_PURCHASE }),
			]);
		});

		test('says what is wrong with a bad value and what to write, and sends nothing', async () => {
			const mcp = await serve(CONVERSION);
			const result = await mcp.callTool('Rockerbox', { ...PURCHASE, Timestamp: '07/08/2024' });

			expect(receiver.ledger).toEqual([]);
			expect(result.isError).toBe(true);
			expect(result.content[0].text).toContain(
				'Timestamp was "07/08/2024", which can be July 8, 2024 (Month First) or August 7, 2024',
			);
			expect(result.content[0].text).toContain('write them like 2024-08-07');
		});

		test("reads a date in the order of the user's option", async () => {
			const mcp = await serve({ ...CONVERSION, options: { dateOrder: 'dayFirst' } });
			await mcp.callTool('Rockerbox', { ...PURCHASE, Timestamp: '07/08/2024 14:30 +0000' });

			expect(received()).toEqual([SENT_PURCHASE]);
		});

		test.each([
			['1.234', { decimalSeparator: 'comma' }, '1234.00'],
			['2750', { revenueInCents: true }, '27.50'],
		])('reads the amount %s by the options %j', async (amount, options, revenue) => {
			const mcp = await serve({ ...CONVERSION, options });
			await mcp.callTool('Rockerbox', { ...PURCHASE, Revenue: amount });

			expect(received()).toEqual([{ ...SENT_PURCHASE, revenue }]);
		});

		test('leaves extra values of the model out of a conversion', async () => {
			const mcp = await serve(CONVERSION);
			await mcp.callTool('Rockerbox', { ...PURCHASE, ...CHAT, toolCallId: 'call-1', phone: '212' });

			expect(received()).toEqual([SENT_PURCHASE]);
		});
	});

	describe("by n8n's AI Agent", () => {
		test('sends each conversion of a chat once, even when the model asks for two at a time', async () => {
			model.follow([
				{ tool: 'Rockerbox', values: PURCHASE },
				{ tool: 'Rockerbox', values: { ...PURCHASE, Email: 'omar@example.com' } },
			]);
			const said = await chat(CONVERSION);

			expect(received()).toEqual([SENT_PURCHASE, { ...SENT_PURCHASE, email: 'omar@example.com' }]);
			expect(said).toBe('Done.');
			expect(model.questions[0].tools[0].function.description).toContain(
				'a conversion that happened off the website',
			);
			expect(model.toolAnswers()).toEqual([
				expect.stringContaining('"status":"accepted"'),
				expect.stringContaining('"status":"accepted"'),
			]);
		});

		test('lets the model correct a bad value, and sends the conversion then', async () => {
			model.follow(
				[{ tool: 'Rockerbox', values: { ...PURCHASE, Timestamp: '07/08/2024' } }],
				[{ tool: 'Rockerbox', values: PURCHASE }],
			);
			await chat(CONVERSION);

			expect(model.toolAnswers()).toEqual([
				expect.stringContaining('write them like 2024-08-07'),
				expect.stringContaining('"status":"accepted"'),
			]);
			expect(received()).toEqual([SENT_PURCHASE]);
		});

		test('doesn’t send the chat, even with a mapping by names', async () => {
			model.follow([
				{ tool: 'Rockerbox', values: { Action: 'purchase', Timestamp: '2024-08-07T14:30:00Z' } },
			]);
			await chat(
				{ mappingMode: 'auto', action: fromModel('Action'), timestamp: fromModel('Timestamp') },
				{ ...CHAT, email: 'jane@example.com' },
			);

			expect(received()).toEqual([
				{ email: 'jane@example.com', action: 'purchase', timestamp: '1723041000' },
			]);
		});
	});

	describe("with n8n's Retry On Fail", () => {
		const RETRIES = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
		const ONCE = { ...CONVERSION, options: { maxRetries: 0 } };
		const OMAR = { ...PURCHASE, Email: 'omar@example.com' };
		const sentTo = (email: string) =>
			received().filter((event) => (event as { email: string }).email === email).length;

		/** The answer to the first event about Jane is lost, though Rockerbox recorded it. */
		beforeEach(() => {
			receiver.answer(({ json }) =>
				(json as { email: string }).email === PURCHASE.Email && sentTo(PURCHASE.Email) === 1
					? { instead: 'cut', recorded: true }
					: undefined,
			);
		});

		test('a client is told that an event may be recorded twice, because an answer was lost', async () => {
			const mcp = await serve(ONCE, RETRIES);
			const result = await mcp.callTool('Rockerbox', PURCHASE);

			expect(sentTo(PURCHASE.Email)).toBe(2);
			expect(result.content[0].text).toContain('may have received this event twice');
		});

		test('so is an agent', async () => {
			model.follow([{ tool: 'Rockerbox', values: PURCHASE }]);
			await chat(ONCE, CHAT, RETRIES);

			expect(sentTo(PURCHASE.Email)).toBe(2);
			expect(model.toolAnswers()).toEqual([
				expect.stringContaining('may have received this event twice'),
			]);
		});

		test('parallel calls are not told', async () => {
			const mcp = await serve(ONCE, RETRIES);
			const results = await Promise.all(
				[OMAR, PURCHASE, OMAR].map(async (values) => await mcp.callTool('Rockerbox', values)),
			);
			const isTwice = results.map(({ content }) => content[0].text.includes('event twice'));

			expect(isTwice).toEqual([false, true, false]);
			expect([sentTo(PURCHASE.Email), sentTo(OMAR.Email)]).toEqual([2, 2]);
		});

		test('nor are the other calls of an agent that makes several at a time', async () => {
			model.follow([OMAR, PURCHASE, OMAR].map((values) => ({ tool: 'Rockerbox', values })));
			await chat(ONCE, CHAT, RETRIES);

			expect(model.toolAnswers().map((answer) => answer.includes('event twice'))).toEqual([
				false,
				true,
				false,
			]);
		});
	});

	/** Publishes the tool as an MCP server, and connects to it. */
	async function serve(parameters: object, settings: object = {}): Promise<McpClient> {
		const path = nextPath();
		await publish(
			[
				{
					...node('Server', '@n8n/n8n-nodes-langchain.mcpTrigger', 0, { path }, 2),
					webhookId: path,
				},
			],
			'Server',
			parameters,
			settings,
		);
		return await McpClient.open(rest, path);
	}

	/** Publishes an agent with the tool, and says something to it. Returns its answer. */
	async function chat(
		parameters: object,
		message: object = CHAT,
		settings: object = {},
	): Promise<string> {
		const path = nextPath();
		await publish(
			[
				{
					...node('Chat', '@n8n/n8n-nodes-langchain.chatTrigger', 0, { public: true }, 1.1),
					webhookId: path,
				},
				node('Agent', '@n8n/n8n-nodes-langchain.agent', 220, {}, 3.1),
				{
					...node(
						'Model',
						'@n8n/n8n-nodes-langchain.lmChatOpenAi',
						220,
						{ model: { __rl: true, mode: 'id', value: 'scripted' } },
						1.2,
					),
					credentials: openAi,
				},
			],
			'Agent',
			parameters,
			settings,
			{
				Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			},
		);
		const response = await rest.call(`/webhook/${path}/chat`, message);
		return ((await response.json()) as { output: string }).output;
	}

	async function publish(
		nodes: object[],
		user: string,
		parameters: object,
		settings: object,
		connections = {},
	) {
		const tool = { ...node('Rockerbox', TOOL, 0, parameters), ...settings, credentials: rockerbox };
		await rest.publish({
			name: `Tool ${workflows}`,
			settings: { executionOrder: 'v1' }, // as the editor does
			nodes: [...nodes, tool],
			connections: {
				...connections,
				Rockerbox: { ai_tool: [[{ node: user, type: 'ai_tool', index: 0 }]] },
			},
		});
	}

	function nextPath() {
		return `tool-${Date.now()}-${++workflows}`;
	}

	function received() {
		return receiver.ledger.map(({ json }) => json);
	}
});
