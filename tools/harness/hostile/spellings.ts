const each = (write: (character: string) => string) => (value: string) =>
	Array.from(value, write).join('');
const eachByte = (write: (byte: number) => string) => (value: string) =>
	Array.from(Buffer.from(value), write).join('');
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
const codeOf = (character: string) => character.codePointAt(0)!;
const signs = (write: (code: number) => string) =>
	each((character) => (/[a-z0-9]/i.test(character) ? character : write(codeOf(character))));
const halves = (between: string) => (value: string) =>
	value.slice(0, value.length / 2) + between + value.slice(value.length / 2);
/** As n8n's HTTP helper writes a query. */
const encodeFully = (value: string) =>
	encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${hex(codeOf(sign), 2).toUpperCase()}`);

/** Ways in which a server can write what it was sent, except those that lose a part of it. */
export const SPELLINGS: Array<[name: string, spell: (value: string) => string]> = [
	['as it is', (value) => value],
	['in capitals', (value) => value.toUpperCase()],
	['in small letters', (value) => value.toLowerCase()],
	['glued to the word before it', (value) => `advertiser${value}`],
	['glued to the word behind it', (value) => `${value}was`],
	['glued to digits', (value) => `1${value}2`],
	['URL-encoded', encodeURIComponent],
	['URL-encoded in small letters', (value) => encodeURIComponent(value).toLowerCase()],
	['URL-encoded twice', (value) => encodeURIComponent(encodeURIComponent(value))],
	['URL-encoded as n8n sends it', encodeFully],
	['URL-encoded as a form', (value) => new URLSearchParams({ '': value }).toString().slice(1)],
	['URL-encoded in full', eachByte((byte) => `%${hex(byte, 2)}`)],
	['URL-encoded in part', (value) => encodeURIComponent(value).replace('%2F', '/')],
	['JSON-escaped', each((sign) => `\\u${hex(codeOf(sign), 4)}`)],
	['JSON-escaped twice', each((sign) => `\\\\u${hex(codeOf(sign), 4)}`)],
	['JSON-escaped signs', signs((code) => `\\u${hex(code, 4)}`)],
	['with \\x', eachByte((byte) => `\\x${hex(byte, 2)}`)],
	['with \\u{}', each((sign) => `\\u{${hex(codeOf(sign), 1)}}`)],
	['in octal', eachByte((byte) => `\\${byte.toString(8).padStart(3, '0')}`)],
	['quoted-printable', eachByte((byte) => `=${hex(byte, 2).toUpperCase()}`)],
	['as HTML entities', each((sign) => `&#${codeOf(sign)};`)],
	['as hexadecimal HTML entities', each((sign) => `&#x0${hex(codeOf(sign), 1)};`)],
	['as HTML entities of signs', signs((code) => `&#${code};`)],
	[
		'as named HTML entities',
		(value) => value.replace(/&/g, '&amp;').replace(/'/g, '&apos;').replace('@', '&commat;'),
	],
	['split in lines before a sign', (value) => value.replace(/[^a-z0-9]/i, '\n$&')],
	['split by a line', halves('\r\n  ')],
	['split by a tag', halves('<wbr>')],
	['split by two tags', halves('</b> <b class="x">')],
	['split by a zero-width blank', halves('\u200b')],
	['split by a soft hyphen', halves('\u00ad')],
	['split by an entity', halves('&shy;')],
	['letter by letter', (value) => [...value].join(' ')],
	['as base64', (value) => Buffer.from(value).toString('base64')],
	['as base64url', (value) => Buffer.from(value).toString('base64url')],
	['within base64', (value) => Buffer.from(`POST ?advertiser=${value}&x`).toString('base64')],
	['within base64, one on', (value) => Buffer.from(`id: ${value}, ok`).toString('base64')],
	['as hex', (value) => Buffer.from(value).toString('hex')],
	['as hex in capitals', (value) => Buffer.from(value).toString('hex').toUpperCase()],
	['as hex with blanks', eachByte((byte) => `${hex(byte, 2)} `)],
	['as a list of bytes', (value) => Buffer.from(value).join(', ')],
];
