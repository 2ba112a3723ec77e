import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WorkflowResult, WorkflowRun } from '../../tools/harness/engine/engine';
import { sanitizeDescription, sanitizeHtml } from '../support/editorHtml';
import {
	AUTO,
	ERROR_OUTPUT,
	extraParameters,
	including,
	MODES,
	PURCHASE,
	STOP,
	useRockerbox,
	withoutWaits,
} from '../support/engineRun';
import { FIELD_NAMES, withOne } from '../support/fuzz';

const { receiver, run } = useRockerbox();
withoutWaits();

/** The first is a link over the whole editor, which n8n's filter lets through. */
const HOSTILE = [
	'<a href=//evil.example style=position:fixed;inset:0>',
	'<b onclick="x">Jane</b>',
	'`code`',
	'&lt;i&gt;',
	'<!--',
];
const ITEM = { email: 'jane@example.com' };

/** A run for each place in which a hostile value can be. */
const PLACES: Array<[place: string, run: (hostile: string) => Partial<WorkflowRun>]> = [
	...FIELD_NAMES.map((name): (typeof PLACES)[number] => [
		`the value of ${name}`,
		(hostile) => ({ parameters: withOne(name, '={{ $json.hostile }}'), items: [{ hostile }] }),
	]),
	['the name of an extra parameter', extra((name) => [{ name, value: '={{ $json.nothing }}' }])],
	['the type of an extra parameter', extra((type) => [{ name: 'x', type, value: 'x' }])],
	['extra parameters with one name', extra((name) => [1, 2].map((value) => ({ name, value })))],
	['a number', extra((value) => [{ name: 'n', type: 'number', value }])],
	['a list', extra((value) => [{ name: 'l', type: 'array', value }])],
	['the names of the input', auto((name) => ({ [name]: 1, [`${name} `]: 2 }))],
	['an input without a known name', auto((name) => ({ [name]: 'x' }), AUTO)],
	['the names of selected fields', selected('selected', 'includeFields')],
	['the names of fields left out', selected('except', 'excludeFields')],
	['the conversion key', options((conversionKey) => ({ conversionKey }))],
	['the time zone', options((timezone) => ({ timezone }))],
	['an option', options((timeout) => ({ timeout, onDuplicate: timeout }))],
	[
		'the action',
		(action) => ({
			parameters: { ...PURCHASE, action, options: { ...mappedTo('x'), onUnmappedAction: 'error' } },
		}),
	],
	[
		'an action that is skipped',
		(action) => ({
			parameters: { ...PURCHASE, action, options: { ...mappedTo('x'), onUnmappedAction: 'skip' } },
		}),
	],
	[
		'a duplicate',
		(customerId) => ({
			items: [ITEM, ITEM],
			parameters: {
				...PURCHASE,
				customerId,
				options: { conversionKey: 'customer_id', onDuplicate: 'error' },
			},
		}),
	],
	['a mapping', parameters((hostile) => ({ email: `={{ $('${hostile}').item.json.x }}` }))],
	['the operation', parameters((operation) => ({ operation }))],
	['the base URL', (path) => credential({ baseUrl: `${receiver.url}/${path}` })],
	['the host of the base URL', (host) => credential({ baseUrl: `https://${host}.example` })],
	['the advertiser ID', (hostile) => credential({ advertiserId: `${hostile} ` })],
	...[400, 429, 500].map((status): (typeof PLACES)[number] => [
		`an answer with HTTP ${status}`,
		(body) => {
			receiver.answer({ status, body });
			return { parameters: { ...PURCHASE, options: { maxRetries: 1 } } };
		},
	]),
	[
		'an answer with its markup escaped',
		(body) => {
			receiver.answer({ status: 400, body: { error: body.replaceAll('<', '&lt;') } });
			return {};
		},
	],
	[
		'an answer to an accepted event',
		(error) => {
			receiver.answer({ body: { error } });
			return {};
		},
	],
];

function parameters(given: (hostile: string) => INodeParameters) {
	return (hostile: string) => ({ parameters: { ...PURCHASE, ...given(hostile) } });
}

function options(given: (hostile: string) => INodeParameters) {
	return parameters((hostile) => ({ options: given(hostile) }));
}

function extra(rows: (hostile: string) => Parameters<typeof extraParameters>[0]) {
	return parameters((hostile) => extraParameters(rows(hostile)));
}

function auto(item: (hostile: string) => IDataObject, mapping: INodeParameters = including({})) {
	return (hostile: string) => ({ items: [{ ...item(hostile) }], parameters: mapping });
}

function selected(include: string, list: string) {
	return (hostile: string) => ({ parameters: including({ include, [list]: `email, ${hostile}` }) });
}

function mappedTo(to: string) {
	return { actionMapping: { values: [{ from: 'y', to }] } };
}

function credential(given: Record<string, string>): Partial<WorkflowRun> {
	return { credential: { advertiserId: 'MOx2ZmMw', baseUrl: receiver.url, ...given } };
}

/** The one link, which ends the error of a run. */
const HELP = /<a href="https:\/\/github\.com\/[\w/.-]+#[\w-]+" target="_blank">[\w ]+<\/a>/;

/** All texts of a run that the editor may show as HTML, and those of its items. */
function textsOf({ success, error, hints, run: { data } }: WorkflowResult) {
	const { message = '', description = '' } = data.resultData.error ?? {};
	const ofItems = [...success, ...error].flatMap(({ json }) => [
		json.error,
		json.reason,
		json.warning,
	]);
	return {
		messages: [message, ...ofItems.filter((text) => typeof text === 'string')],
		descriptions: [description ?? '', ...hints.map((hint) => hint.message)],
	};
}

test.each(PLACES)('No message has markup from %s', async (_place, given) => {
	const texts: string[] = [];
	for (const hostile of HOSTILE) {
		for (const mode of MODES) {
			receiver.reset();
			const { messages, descriptions } = textsOf(
				await run([ITEM], { items: [ITEM], ...mode, ...given(hostile) }),
			);
			texts.push(...messages, ...descriptions);
			for (const message of messages) {
				expect(sanitizeHtml(message)).toBe(message);
				expect(message).not.toMatch(/[<>`]/);
			}
			for (const description of descriptions) {
				expect(sanitizeDescription(description)).toBe(description);
				expect(description.replace(HELP, '').replaceAll('<br>', '')).not.toMatch(/[<>`]|&(?!amp;)/);
			}
		}
	}
	expect(texts.join('')).not.toBe('');
});

describe('A message', () => {
	const email = 'Jane <jane@example.com>';

	test('still shows the value in a form that a user recognizes', async () => {
		const { failure } = await run([{ email }], STOP);
		const { error } = await run([{ email }], ERROR_OUTPUT);

		expect(failure?.text).toContain('Email was "Jane ‹jane@example.com›"');
		expect(error[0].json.error).toContain('Email was "Jane ‹jane@example.com›"');
		expect(error[0].json.email).toBe(email);
	});

	test('of several failures shows an ampersand as it is', async () => {
		const { run: whole } = await run([{ email: 'Tom & Jo' }, { email: 'Tom & Jo' }], STOP);

		expect(whole.data.resultData.error?.description).toContain('"Tom &amp; Jo"');
	});
});
