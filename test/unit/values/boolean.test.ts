import { readBoolean } from '../../../nodes/Rockerbox/values/boolean';
import { refusalOf } from '../../support/refusal';

describe('a switch', () => {
	test.each<[string, unknown, boolean]>([
		['true', true, true],
		['false', false, false],
		['the text true, from an expression', 'true', true],
		['the text false, from an expression', 'false', false],
		['undefined', undefined, false],
		['null', null, false],
		['an empty text', '', false],
		['blanks', ' \n', false],
	])('can be %s', (_, given, expected) => {
		expect(readBoolean('Dry Run', given)).toBe(expected);
	});

	test.each<[string, unknown, string]>([
		['1', 1, '1'],
		['0', 0, '0'],
		['NaN', NaN, 'NaN'],
		['a word', 'yes', '"yes"'],
		['another spelling', 'True', '"True"'],
		['blanks around', ' true', '"true"'],
		['a list', [true], 'a list'],
		['an object', {}, 'an object'],
	])('that is %s is not taken for off, nor for on', (_, given, what) => {
		expect(refusalOf(() => readBoolean('Dry Run', given))).toBe(
			`Dry Run was ${what}, and must be true or false. Correct it in the node.`,
		);
	});
});
