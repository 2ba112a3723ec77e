import {
	decode,
	decodeAll,
	withoutMarkup,
} from '../../../../nodes/Rockerbox/delivery/reply/decode';

describe('escapes are undone', () => {
	test.each([
		['of JSON', '\\u004aane \\"x\\"', 'Jane \\"x\\"'],
		['of JSON in JSON', '\\\\u004aane', 'Jane'],
		['of a line break in JSON', 'a\\nb\\\\tc', 'a b c'],
		['of web addresses', 'a%2Fb%20%C3%A9%e2%82%ac', 'a/b é€'],
		['of web addresses, twice', 'a%252Fb', 'a/b'],
		['of JavaScript’s old web addresses', '%u004aane', 'Jane'],
		[
			'of web pages',
			'&#74;&#x61;ne&#000064;x &lt;b&gt; &QUOT;&apos;&nbsp;&commat;',
			'Jane@x <b> "\' @',
		],
		['of one inside the other', '%26%2374%3Bane &amp;amp;#74;', 'Jane J'],
		['of a sign that looks like another', 'otto＠x', 'otto@x'],
	])('%s', (_, text, decoded) => {
		expect(decode(text)).toBe(decoded);
	});

	test.each([
		['of bytes in programs', '\\x4aane \\\\x4aane', 'Jane Jane'],
		['of bytes outside of ASCII', '\\xc3\\xa9', 'é'],
		['of code points in programs', '\\u{4a}ane \\u{01f600}', 'Jane 😀'],
		['of octal bytes', '\\112\\141ne \\303\\251', 'Jane é'],
		['of emails', '=4Aane=40x =C3=A9', 'Jane@x é'],
		['of one inside the other', '%5Cx4aane', 'Jane'],
	])('rare ones: %s', (_, text, decoded) => {
		expect(decodeAll(text)).toBe(decoded);
		expect(decode(text)).not.toBe(decoded);
	});

	test.each([
		['a backslash', 'C:\\users'],
		['a percent sign', '100% or 5%4'],
		['an ampersand', 'Tom & Jo; R&D;'],
		['an entity that no list has', '&euml;'],
		['an equals sign', 'a=b'],
	])('but %s stays', (_, text) => {
		expect(decodeAll(text)).toBe(text);
	});

	test.each([
		['half a sign', 'x %c3 y', 'x \ufffd y'],
		['a sign that there is not', 'x&#x110000;y&#9999999;', 'x y '],
	])('%s does no harm', (_, text, decoded) => {
		expect(decode(text)).toBe(decoded);
	});

	test('five nested layers, and no more', () => {
		const escaped = (times: number) => `%${'25'.repeat(times)}41`;
		expect(decode(escaped(4))).toBe('A');
		expect(decode(escaped(5))).toBe('%41');
	});
});

describe('markup is removed', () => {
	test.each([
		['tags', 'a <b class="x">c</b> d<br/>e', 'a  c  d e'],
		['a comment and a doctype', '<!doctype html><!-- x -->a<?xml ?>', '  a '],
		['a script and a style', 'a<script>var x = "<p>";</script>b<STYLE>p{}</STYLE >c', 'a b c'],
		['a script without an end', 'a<script>b', 'a '],
		['a tag without an end', 'a<b c', 'a '],
	])('%s', (_, text, plain) => {
		expect(withoutMarkup(text)).toBe(plain);
	});

	test.each(['1 < 2 > 1', 'a <3', '<', 'a > b', 'script'])('but not %s', (text) => {
		expect(withoutMarkup(text)).toBe(text);
	});
});
