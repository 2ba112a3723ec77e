import { hasTraces, telltalesOf } from '../../../../nodes/Rockerbox/delivery/reply/traces';
import { SPELLINGS } from '../../../../tools/harness/hostile/spellings';

const ID = 'MOx2ZmMwYzQzNTk';

describe('a word is found', () => {
	test.each(SPELLINGS)('%s', (_, spell) => {
		for (const word of [
			ID,
			'jane.doe@quokka.example',
			'Kürbis/77 & Co',
			'2128675309',
			'注文番号のご確認',
		]) {
			for (const text of [spell(word), `x ${spell(word)} y`]) {
				expect([word, hasTraces(text, [word])]).toEqual([word, true]);
			}
		}
	});

	test.each([
		['with six letters', 'wombat', 'Wombats'],
		['without accents', 'Zoë Quux', 'ZOE QUUX'],
		['with accents apart', 'Zoë Quux', 'Zoë Quux'.normalize('NFD')],
		['with ß', 'Weißmüller', 'WEISSMULLER'],
		['with markup of its own', '<b>Wombat</b> IV', 'wombat iv'],
		['that is escaped itself', 'Wombat%2077', 'wombat 77'],
		['among others', 'wombat', 'a wombat, a quokka'],
		['without its zeros', '000123456', 'no 123456'],
		['as JSON writes long numbers', '12345678901234567890', '12345678901234567000'],
		['half of an emoji', `wombat ${'😀'.slice(0, 1)}`, 'wombat'],
	])('%s', (_, word, text) => {
		expect(hasTraces(text, ['quuxley', word])).toBe(true);
	});

	test.each([
		['Jo', 'no Jo here'],
		['Jo', 'no JO.'],
		['Jo', 'no J\\u006f'],
		['a!b', 'x=a%21b&y'],
		['a"b', 'a\\"b'],
		['7', '1.7'],
	])('a short one, as a word of its own: %s in %s', (word, text) => {
		expect(hasTraces(text, [word])).toBe(true);
	});
});

describe('a word is not found', () => {
	test.each([
		['that is not there', ID, 'MOx2ZmMwYzQzNTx'],
		['of which only a part is there', ID, 'MOx2ZmMwYzQzNT'],
		['that is short, in another one', 'Jo', 'John, Banjo'],
		['that is short, cut', 'Jo', 'J o'],
		['that is short, as base64', 'ab1', 'YWIx'],
		['that is short, as bytes', 'ab1', '616231'],
		['that is short, without its zeros', '007', '7'],
		['that has neither letters nor digits', '—', '— *'],
		['that is empty', '', 'anything'],
	])('%s', (_, word, text) => {
		expect(hasTraces(text, [word])).toBe(false);
	});

	test('if there are no words', () => {
		expect(hasTraces('anything', [])).toBe(false);
	});
});

describe('the parts that give a value away', () => {
	test.each([
		['Zoë Quuxley', ['ZOEQUUXLEY', 'QUUXLEY']],
		['Weißmüller, Otto', ['WEISSMULLE', 'WEISSMULLER']],
		['注文番号のご確認をお願いします', ['注文番号のこ確認をお', '注文番号のこ確認をお願いします']],
		['Jo Li', []],
		['Wombat%2077', ['WOMBAT2077', 'WOMBAT', 'WOMBAT77', 'WOMBAT']],
	])('%s', (value, telltales) => {
		expect(telltalesOf(value).sort()).toEqual([...telltales].sort());
	});

	test('are looked for unchanged', () => {
		expect(hasTraces('no quuxleys here', [], ['QUUXLEY'])).toBe(true);
		expect(hasTraces('no wombat here', [], ['QUUXLEY'])).toBe(false);
	});
});
