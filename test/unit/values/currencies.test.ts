import { currencyOf } from '../../../nodes/Rockerbox/values/currencies';

test.each(Intl.supportedValuesOf('currency'))('%s is a currency, in any case', (code) => {
	expect(currencyOf(code)).toBeDefined();
	expect(currencyOf(code.toLowerCase())).toEqual(currencyOf(code));
});

test.each([
	...['$', 'US$', 'US $', 'us$', 'USD $', '$US', '$ USD', 'US-$', 'A$', 'HK$', 'R$', 'MX$', 'S$'],
	...['€', 'euro', '£', '₹', 'Rs', 'Rs.', 'kr', 'Kr.', 'kr SEK', 'zł', 'Kč', 'R', 'RM', 'CHF'],
	...['Fr.', 'лв.', 'ден', 'د.إ', 'KSh', 'S/', 'S/.', 'Q', 'lei', '₺', 'TL'],
])('%s has two decimal places', (label) => {
	expect(currencyOf(label)).toEqual({ decimals: 2 });
});

test.each(['¥', '￥', '円', '₩', '원', '₫', 'JPY ¥', 'FCFA', 'F CFA', 'CLP'])(
	'%s has none',
	(label) => {
		expect(currencyOf(label)).toEqual({ decimals: 0 });
	},
);

test.each(['KWD', 'د.ك.', 'BHD', 'TND'])('%s has three', (label) => {
	expect(currencyOf(label)).toEqual({ decimals: 3 });
});

test.each([
	...['', '%', '¢', '°', '#', 'x', 'kg', 'pcs', 'each', 'million', 'Mio', 'Tsd', 'mil', 'cr'],
	...['k', 'K', 'M', 'm€', 'M$', 'bn', 'bn$', 'mn', 'T$', 'USD.', '$$', '₿', 'dollar sign'],
])('%j is not a currency', (label) => {
	expect(currencyOf(label)).toBeUndefined();
});

test('For the labels of most amounts, Intl isn’t asked for every currency', () => {
	jest.isolateModules(() => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- as in a new process
		const fresh = require('../../../nodes/Rockerbox/values/currencies') as {
			currencyOf: typeof currencyOf;
		};
		const formats = jest.spyOn(Intl, 'NumberFormat');
		for (const label of ['$', '€', '£', '¥', '₹', 'US$', 'USD', 'eur', 'SEK', 'USD $', 'A$']) {
			expect([label, fresh.currencyOf(label)]).toEqual([label, currencyOf(label)]);
		}
		expect(formats.mock.calls.length).toBeLessThan(20);
		fresh.currencyOf('kr');
		expect(formats.mock.calls.length).toBeGreaterThan(200);
		formats.mockRestore();
	});
});
