import { parseUrl } from '../../../nodes/Rockerbox/values/url';

describe('an address', () => {
	test('is read as the URL standard does', () => {
		expect(parseUrl('HTTPS://Example.com:443/a b')?.href).toBe('https://example.com/a%20b');
		expect(parseUrl('/x', 'https://example.com')?.href).toBe('https://example.com/x');
	});

	test.each([['x'], ['https://'], ['']])('is undefined if it isn’t one: %s', (address) => {
		expect(parseUrl(address)).toBeUndefined();
	});

	test('with an umlaut in its host stays one, however often it is read', () => {
		let host: string | undefined = 'xn--bcher-kva.example';
		for (let times = 0; times < 100_000 && host === 'xn--bcher-kva.example'; times++) {
			host = parseUrl('https://bücher.example')?.host;
		}
		expect(host).toBe('xn--bcher-kva.example');
	});
});
