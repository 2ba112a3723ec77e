import { createHash } from 'crypto';
import { hashedEmails } from '../../../../nodes/Rockerbox/preflight/suspicions/hashedEmails';
import { orders, sentenceOf } from '../../../support/batches';

const hash = (algorithm: string, index: number) =>
	createHash(algorithm).update(`person-${index}@example.com`).digest('hex');

describe('That emails have different forms', () => {
	test('is said of plain ones and hashes', () => {
		const items = orders(1_200, (index) => (index < 3 ? { email: hash('sha256', index) } : {}));
		expect(sentenceOf(hashedEmails, items)).toBe(
			'Emails come in different forms: 1,197 plain and 3 hashed with SHA-256. Only the form that your Identify pixel collects can match.',
		);
	});

	test('is said of two items', () => {
		const items = orders(2, (index) => (index ? { email: hash('md5', index) } : {}));
		expect(sentenceOf(hashedEmails, items)).toMatch(/: 1 plain and 1 hashed with MD5\. /);
	});

	test('is said of hashes of two kinds', () => {
		const items = orders(5, (index) => ({ email: hash(index < 2 ? 'sha1' : 'md5', index) }));
		expect(sentenceOf(hashedEmails, items)).toMatch(
			/: 3 hashed with MD5 and 2 hashed with SHA-1\. /,
		);
	});

	test.each([
		['plain ones', orders(100)],
		['hashes', orders(100, (index) => ({ email: hash('sha256', index) }))],
		[
			'hashes with capitals and without',
			orders(9, (index) => ({
				email: index % 2 ? hash('md5', index) : hash('md5', index).toUpperCase(),
			})),
		],
		['plain ones and none', orders(9, (index) => (index % 2 ? { email: '' } : {}))],
		['none at all', orders(9, () => ({ email: undefined }))],
		['nothing', []],
	])('is not said of %s', (_what, items) => {
		expect(sentenceOf(hashedEmails, items)).toBeUndefined();
	});
});
