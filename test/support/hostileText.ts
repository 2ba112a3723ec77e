import fc from 'fast-check';

/** Parts that the readers of text look for, and parts that they remove. */
const PIECES = [
	...[' ', '\n', '\u00a0', '\u202e', 'a', 'Z', 'é', '日', '🛒', '\ud800', '0', '7', '123'],
	...['.', ',', ';', ':', '/', '\\', '"', "'", '’', '[', ']', '(', ')', '{', '}', '{{', '}}'],
	...[
		'@',
		'-',
		'_',
		'+',
		'$',
		'€',
		'=',
		'&',
		'#',
		'?',
		'%',
		'<',
		'\\"',
		'["',
		'["a"]',
		'[0]',
		'.a',
	],
	...['$json', 'NaN', 'undefined', 'null', 'true', 'Invalid Date', '[object ', 'USD', '1.5'],
	...['2024-08-07', 'T', '07/08/2024', 'Mon, ', '{"a":', '[1,', '//', '/*', '`', '\\u0061'],
];

const pieces = (minLength: number, maxLength: number) =>
	fc.array(fc.constantFrom(...PIECES), { minLength, maxLength }).map((found) => found.join(''));

/** Text that may slow a pattern down: something repeated many times, between something else. */
export interface HostileText {
	before: string;
	repeated: string;
	after: string;
}

export const hostileText: fc.Arbitrary<HostileText> = fc.record({
	before: pieces(0, 2),
	repeated: pieces(1, 2),
	after: pieces(0, 2),
});

/** Long runs of only one thing, which slow patterns down most. */
export const RUNS: HostileText[] = PIECES.map((piece) => ({
	before: 'x',
	repeated: piece,
	after: 'x',
}));

/** Text with this many repetitions, in JavaScript's form for text from the network. */
export function textOf({ before, repeated, after }: HostileText, repetitions: number): string {
	const [flat] = [`${before}${repeated.repeat(repetitions)}${after}`].map((text) =>
		Buffer.from(text, 'utf16le').toString('utf16le'),
	);
	return flat;
}
