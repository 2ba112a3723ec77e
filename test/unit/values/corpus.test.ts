import { readCorpus, refusalIn, type Spelling } from '../../support/corpus';
import { readText } from '../../support/engineFiles';

/** Kinds of public reports, of failures and of successes. Each must be in the corpus. */
const KINDS = {
	C1: '0 as the ID of a guest',
	C2: 'amounts with two or more signs that group',
	C3: 'dates that a shop writes without their zone',
	C4: 'the hash of nothing',
	C5: 'words for nothing as an ID',
	C6: 'letters that mean several time zones',
	C7: 'a long ID that a spreadsheet shortened',
	C8: 'a number beyond 2^53 under another name',
	C9: 'headers with marks, quotes and units',
	C10: 'invisible characters in IDs and actions',
	C11: "a spreadsheet's wrapping of IDs",
	D1: 'day and month as numbers, with a time',
	D2: 'dates with one possible order, or with a short year',
	D3: "a spreadsheet's day number",
	D4: 'numbers in scientific notation',
	D5: 'months by name, and year first',
	D6: "JavaScript's own date text",
	D7: 'a date in quotes',
	D8: 'basic forms of ISO 8601',
	D10: '/Date(ms)/',
	D11: 'invisible characters in an email',
	D13: 'accounting formats',
	D14: 'Indian grouping',
	D15: 'signs and codes of currencies',
	D16: 'currencies without decimals',
	D17: 'false for an empty field',
	D18: 'NULL for an empty field',
	D19: 'a list with one value',
	D20: 'an item without any of the fields',
	D22: 'two names that look alike',
	D23: 'an error in a field that only came along',
	R1: 'dates with offsets and names of zones',
	R2: 'RFC 2822, and amounts with four decimals',
	R3: 'a Date object',
	R4: 'nine digits of a second',
	R5: 'a byte order mark before a header',
	R6: 'a decimal comma',
	R7: 'points that group',
	R8: 'narrow spaces that group',
	R9: 'unusual addresses',
	R10: 'addresses with more around them',
	R11: 'a text in place of an address',
	R12: 'an ad ID beyond 2^53',
	R13: 'amounts inside objects',
	R14: 'two items with the same content',
	R15: 'fields one level down',
	R16: 'lists and checkboxes as text',
	R17: 'cents',
};

const SUBJECTS = ['amounts', 'dates', 'identities', 'items'];
const corpus = SUBJECTS.flatMap((subject) => readCorpus(subject));

test('The corpus has every kind of value that is known from public reports', () => {
	const kinds = new Set(corpus.flatMap(({ kind }) => kind ?? []));
	expect([...kinds].sort()).toEqual(Object.keys(KINDS).sort());
});

test('It has at least 1,000 different spellings', () => {
	const spellings = SUBJECTS.slice(0, 3).flatMap((subject) =>
		readCorpus(subject).map((spelling: Spelling & { as?: string }) => {
			const { input, field, as, options } = spelling;
			return JSON.stringify([subject, field, as, input, options]);
		}),
	);
	expect(new Set(spellings).size).toBeGreaterThanOrEqual(1_000);
});

describe.each([
	['time', 'dates'],
	['revenue', 'amounts'],
])('What the guide says of the right %s', (section, subject) => {
	const [, text] = new RegExp(`^### Send the right ${section}$(.*?)^##`, 'ms').exec(
		readText('docs/guide.md'),
	)!;
	/** Whether the corpus refuses it, with several values if entries differ. */
	const isRefused = (input: string) => {
		const found = readCorpus(subject)
			.filter((spelling) => spelling.input === input && !spelling.options)
			.map((spelling) => refusalIn(spelling) !== undefined);
		return [...new Set(found)];
	};

	test('is sent as it says', () => {
		const [, forms] = /^- \*\*Forms:\*\*(.*?)^- /ms.exec(text)!;
		const inputs = codeIn(forms);
		expect(inputs.length).toBeGreaterThanOrEqual(2);
		for (const input of inputs) expect([input, isRefused(input)]).toEqual([input, [false]]);
	});

	test('is refused as it says', () => {
		const inputs = [...text.matchAll(/^- \*\*`([^`]+)` is refused\*\*/gm)].map(
			([, input]) => input,
		);
		expect(inputs).toHaveLength(1);
		for (const input of inputs) expect([input, isRefused(input)]).toEqual([input, [true]]);
	});
});

function codeIn(text: string): string[] {
	return Array.from(text.matchAll(/`([^`]+)`/g), ([, code]) => code);
}
