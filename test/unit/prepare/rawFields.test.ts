import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { RockerboxApi } from '../../../credentials/RockerboxApi.credentials';
import { isSameForAllItems } from '../../../nodes/Rockerbox/prepare/rawFields';

const account = { advertiserId: 'MOx2ZmMwYzQzNTk', baseUrl: 'https://webhooks.getrockerbox.com' };

describe('a credential', () => {
	const entered = `as entered: ${account.advertiserId} ${account.baseUrl} ={{`;

	test('whose hidden field proves that it has no expressions is the same for all items', () => {
		expect(isSameForAllItems({ ...account, rawFields: `${entered} more` })).toBe(true);
	});

	test.each<[string, ICredentialDataDecryptedObject]>([
		['was saved before it had the hidden field', account],
		['has another one there', { ...account, rawFields: 7 }],
		[
			'was entered as an expression',
			{ ...account, rawFields: 'as entered: ={{ $json.id }} x ={{' },
		],
		[
			'has an expression that n8n did not evaluate',
			{
				advertiserId: '={{ $json.id }}',
				baseUrl: account.baseUrl,
				rawFields: `as entered: ={{ $json.id }} ${account.baseUrl} ={{`,
			},
		],
		['has a hidden field that n8n evaluated', { ...account, rawFields: entered.slice(0, -4) }],
		['has something before what was entered', { ...account, rawFields: ` ${entered}` }],
		[
			'has a number, from an expression',
			{
				...account,
				advertiserId: 7,
				rawFields: `as entered: 7 ${account.baseUrl} ={{`,
			},
		],
		[
			'has no base URL',
			{
				...account,
				baseUrl: undefined!,
				rawFields: `as entered: ${account.advertiserId} undefined ={{`,
			},
		],
	])('is read for each item if it %s', (_, data) => {
		expect(isSameForAllItems(data)).toBe(false);
	});
});

describe('an n8n that evaluates the fields in place, one after the other', () => {
	/** Each expression sees the current content of the fields through `$rawParameter`. */
	const evaluated = (fields: Record<string, string>) => {
		const found = { ...fields };
		for (const { name } of new RockerboxApi().properties) {
			if (!found[name]?.startsWith('=')) continue;
			found[name] =
				name === 'rawFields'
					? `as entered: ${['advertiserId', 'baseUrl', 'rawFields'].map((one) => found[one]).join(' ')}`
					: 'brand-1';
		}
		return found;
	};
	const rawFields = new RockerboxApi().properties.find(({ name }) => name === 'rawFields')!
		.default as string;

	test('never makes a credential look free of expressions', () => {
		const { baseUrl } = account;
		const odd = evaluated({ advertiserId: '={{ $json.brand }}', baseUrl, rawFields });
		expect(odd.advertiserId).toBe('brand-1');
		expect(isSameForAllItems(odd)).toBe(false);
		expect(
			isSameForAllItems(evaluated({ ...account, baseUrl: '={{ $json.url }}', rawFields })),
		).toBe(false);
	});

	test('still proves a credential without expressions', () => {
		expect(isSameForAllItems(evaluated({ ...account, rawFields }))).toBe(true);
	});
});
