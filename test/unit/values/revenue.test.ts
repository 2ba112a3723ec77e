import fc from 'fast-check';
import { revenue } from '../../../nodes/Rockerbox/values/revenue';
import { InvalidValue } from '../../../nodes/Rockerbox/values/value';
import { refusalOf } from '../../support/refusal';

describe('an amount becomes a decimal string with two places', () => {
	test.each<[unknown, string]>([
		[27.5, '27.50'],
		[27, '27.00'],
		[0, '0.00'],
		[-0, '0.00'],
		[-27.5, '-27.50'],
		[1234567.89, '1234567.89'],
		[0.1 + 0.2, '0.30'],
		[1.1 * 3, '3.30'],
		[19.99 * 100, '1999.00'],
		[1.005, '1.01'],
		[1.15 * 0.7, '0.81'], // 0.8049999999999999
		[-1.005, '-1.01'],
		[8.125, '8.13'],
		[0.004, '0.00'],
		[-0.004, '0.00'],
		[1e-9, '0.00'],
		[999.995, '1000.00'],
		[999999999999, '999999999999.00'],
		[2750n, '2750.00'],
	])('number %p → %s', (given, expected) => {
		expect(revenue()(given)).toBe(expected);
	});

	test.each([
		['27.50', '27.50'],
		['27.5', '27.50'],
		['27', '27.00'],
		[' 27.50\n', '27.50'],
		['0', '0.00'],
		['0.00', '0.00'],
		['-0.00', '0.00'],
		['.5', '0.50'],
		[',50', '0.50'],
		['0027.50', '27.50'],
		['27.4999', '27.50'],
		['1234.505', '1234.51'],
		['0.125', '0.13'],
		['1234.5', '1234.50'],
		['1234,50', '1234.50'],
		['1234,567', '1234.57'],
		['1,234.50', '1234.50'],
		['1.234,50', '1234.50'],
		['1,234,567', '1234567.00'],
		['1.234.567', '1234567.00'],
		['1,234,567.89', '1234567.89'],
		['1.234.567,89', '1234567.89'],
		['1 234,50', '1234.50'],
		['1 234 567', '1234567.00'],
		['1\u202f234,50\u00a0€', '1234.50'],
		["1'234.50", '1234.50'],
		['CHF 1’234’567.50', '1234567.50'],
		['$27.50', '27.50'],
		['$1,234.50', '1234.50'],
		['$ 1,234.50', '1234.50'],
		['$12.50 USD', '12.50'],
		['US$1,234.50', '1234.50'],
		['R$ 1.234,50', '1234.50'],
		['1.234,50 €', '1234.50'],
		['€ 1.234,50', '1234.50'],
		['27,50€', '27.50'],
		['£27.50', '27.50'],
		['₹999.00', '999.00'],
		['EUR 27,50', '27.50'],
		['27.50 USD', '27.50'],
		['-27.50', '-27.50'],
		['+27.50', '27.50'],
		['−27.50', '-27.50'],
		['-$27.50', '-27.50'],
		['$-27.50', '-27.50'],
		['- 27,50 €', '-27.50'],
	])('text %j → %s', (given, expected) => {
		expect(revenue()(given)).toBe(expected);
	});
});

describe('a value that could mean two amounts is refused, and the message names both', () => {
	test.each([
		['1,234', '1.234', '1234'],
		['1.234', '1.234', '1234'],
		['12,345', '12.345', '12345'],
		['$999.999', '999.999', '999999'],
		['-1,234', '1.234', '1234'],
	])('%j', (given, ...readings) => {
		const refusal = refusalOf(() => revenue()(given));
		for (const part of [`"${given}"`, ...readings, 'option Decimal Separator']) {
			expect(refusal).toContain(part);
		}
	});
});

describe('a value that is not an amount is refused', () => {
	test.each<[string, unknown]>([
		['words', 'free'],
		['a word in front', 'Total: 27.50'],
		['a percentage', '10%'],
		['a sum', '10+5'],
		['a range', '10-20'],
		['two amounts', '10.00 20.00'],
		['two amounts that look like one grouped number', '1234 567'],
		['an amount, and a number after its decimals', '12.50 100'],
		['mixed separators', '1,234 567.00'],
		['two decimal points', '12.50.10'],
		['a group that is too short', '1,23,45.00'],
		['a group that is too long', '1,2345.00'],
		['a decimal comma in front of thousands', '1,5.000'],
		['two signs', '-$-5'],
		['a sign only', '-'],
		['a currency only', '$'],
		['hexadecimal', '0x10'],
		['a date', '2024-08-07'],
		['a broken mapping', 'NaN'],
		['an object as text', '[object Object]'],
		['endless digits', '1'.repeat(100_000)],
		['endless groups', '1,'.repeat(100_000)],
		['more than any order', 1e12],
		['more than any order, as text', '1000000000000'],
		['more than any order once rounded', '999999999999.995'],
		['more than any order, negative', -1e15],
		['NaN', NaN],
		['infinity', Infinity],
		['true', true],
		['a list', [27.5]],
		['an object', { amount: 27.5 }],
		['a date object', new Date(0)],
	])('%s', (_, given) => {
		const refusal = refusalOf(() => revenue()(given));
		expect(refusal).toMatch(/^(?:was|came out as) /);
		expect(refusal.length).toBeLessThan(300);
	});
});

describe('any amount of whole cents', () => {
	const someCents = fc.oneof(
		fc.integer({ min: 0, max: 2_000_000 }),
		fc.integer({ min: 0, max: 99_999_999_999_999 }),
		fc.integer({ min: 0, max: 9_999_999 }).map((whole) => whole * 100),
	);
	const amounts = fc.record({ cents: someCents, negative: fc.boolean() });

	test('as a number', () => {
		fc.assert(
			fc.property(amounts, ({ cents, negative }) => {
				expect(revenue()((negative ? -cents : cents) / 100)).toBe(expected(cents, negative));
			}),
		);
	});

	test('summed up from floating-point numbers', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 9_999_999 })), (cents) => {
				const floating = cents.reduce((sum, each) => sum + each / 100, 0);
				const exact = cents.reduce((sum, each) => sum + each, 0);
				expect(revenue()(floating)).toBe(expected(exact, false));
			}),
		);
	});

	test.each([
		['American', ',', '.'],
		['German', '.', ','],
		['Swiss', '’', '.'],
		['Swiss, typewritten', "'", '.'],
		['French', '\u202f', ','],
		['French, typewritten', ' ', ','],
		['without groups, decimal point', '', '.'],
		['without groups, decimal comma', '', ','],
	])('in %s style', (_, group, point) => {
		const styles = fc.record({
			around: fc.constantFrom(
				'#',
				'$#',
				'$ #',
				'# €',
				'#\u00a0€',
				'CHF #',
				'US$#',
				'# USD',
				'$# CAD',
			),
			minus: fc.constantFrom('-', '−'),
			shortest: fc.boolean(),
		});
		fc.assert(
			fc.property(amounts, styles, ({ cents, negative }, { around, minus, shortest }) => {
				const digits = format(cents, group, point, shortest);
				const text = `${negative ? minus : ''}${around.replace('#', () => digits)}`;
				if (isAmbiguous(digits)) expect(() => revenue()(text)).toThrow(InvalidValue);
				else expect(revenue()(text)).toBe(expected(cents, negative));
			}),
		);
	});
});

function expected(cents: number, negative: boolean): string {
	const decimals = String(cents % 100).padStart(2, '0');
	return `${negative && cents > 0 ? '-' : ''}${Math.trunc(cents / 100)}.${decimals}`;
}

function format(cents: number, group: string, point: string, shortest: boolean): string {
	const [whole, decimals] = expected(cents, false).split('.');
	const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
	const kept = shortest ? decimals.replace(/0+$/, '') : decimals;
	return kept === '' ? grouped : `${grouped}${point}${kept}`;
}

/** Whether there is one dot or comma with three digits after it, which may separate thousands or decimals. */
function isAmbiguous(digits: string): boolean {
	return /^\d{1,3}[.,]\d{3}$/.test(digits);
}
