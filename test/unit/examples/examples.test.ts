import { isRockerbox, namesOfExamples, readExample, type Workflow } from '../../support/examples';

/** Nobody reads a longer note. */
const MAX_NOTE_WORDS = 120;

/** The conditions before orders are sent, in the order of the work. */
const CHECKS = ['Pixel', 'Webhook', 'Action', 'Key', 'Dry run', 'One real order', 'Alert'];

const names = namesOfExamples();
const ofSeveralTriggers = names.filter((name) => triggersOf(name).length > 1);
const sending = names.filter((name) => readExample(name).nodes.some(isRockerbox));

describe('the files of the examples', () => {
	test.each(names)('%s has no private data, and nothing in it overlaps', (name) => {
		const { nodes, ...workflow } = readExample(name);
		expect(Object.keys(workflow).sort()).toEqual(['connections', 'name', 'pinData', 'settings']);
		expect(workflow).toMatchObject({ pinData: {}, settings: { executionOrder: 'v1' } });
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		expect(overlaps(nodes)).toEqual([]);
	});

	test.each(names)('%s has no note that is too long to read', (name) => {
		const long = notesOf(name).filter(([, content]) => wordsIn(content) > MAX_NOTE_WORDS);
		expect(long.map(([note, content]) => [note, wordsIn(content)])).toEqual([]);
	});

	test.each(names)('%s names only nodes that it has', (name) => {
		const { nodes } = readExample(name);
		const opened = notesOf(name)
			.flatMap(([, content]) => [...content.matchAll(/[Oo]pen ((?:\*\*[^*]+\*\*(?:, | and )?)+)/g)])
			.flatMap(([, list]) => [...list.matchAll(/\*\*([^*]+)\*\*/g)])
			.map(([, node]) => node)
			.filter((node) => !ELSEWHERE.includes(node));
		expect(opened.filter((node) => !nodes.some((one) => one.name === node))).toEqual([]);
	});

	/** n8n's large button starts the trigger that ran last, such as the one that created a table. */
	test.each(ofSeveralTriggers)('%s says which trigger to execute', (name) => {
		const named = triggersOf(name).concat('your trigger');
		const steps = notesOf(name).flatMap(([, content]) => content.split('\n').filter(isExecuted));
		expect(steps.filter((step) => !named.some((trigger) => step.includes(trigger)))).toEqual([]);
	});

	test.each(sending)('%s sends nothing until the user says so', (name) => {
		const rockerbox = readExample(name).nodes.filter(isRockerbox);
		expect(rockerbox.map(({ parameters }) => parameters.dryRun)).toEqual(rockerbox.map(() => true));
	});

	test.each(sending)('%s has the whole checklist', (name) => {
		const checklist = notesOf(name).find(([note]) => note === 'Checklist')?.[1] ?? '';
		const checks = [...checklist.matchAll(/^- ☐ \*\*(.+?)[:*,]/gm)].map(([, check]) => check);
		expect(checks.slice(0, -1)).toEqual(CHECKS);
		expect(['Publish', 'Execute workflow']).toContain(checks.at(-1));
	});
});

/** Things that a note can tell the user to open and that aren't nodes. */
const ELSEWHERE = ['Settings'];

/** The names of the triggers, as the notes write them. */
function triggersOf(name: string): string[] {
	const triggers = readExample(name).nodes.filter(({ type }) =>
		/(?:Trigger|\.webhook)$/.test(type),
	);
	return triggers.map((trigger) => `**${trigger.name}**`);
}

function isExecuted(step: string): boolean {
	return step.includes('**Execute workflow**');
}

function notesOf(name: string): Array<[note: string, content: string]> {
	return readExample(name).nodes.flatMap(({ name: note, parameters: { content } }) =>
		content === undefined ? [] : [[note, content]],
	);
}

function wordsIn(text: string): number {
	return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The pairs of notes and nodes that cover each other on the canvas. */
function overlaps(nodes: Workflow['nodes']): string[] {
	const areas = nodes.map(areaOf);
	return areas.flatMap((one, index) =>
		areas
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} and ${other.name}`),
	);
}

/** A note has its own size; a node is a square with its name and its operation below. */
function areaOf({ name, position: [left, top], parameters }: Workflow['nodes'][number]) {
	const { width = 96, height = 150 } = parameters;
	return { name, left, right: left + width, top, bottom: top + height };
}
