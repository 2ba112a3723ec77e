import { inDigits, inWords } from '../../values/inWords';
import type { Suspicion } from '../candidate';

const HASHES: Record<number, string> = { 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256' }; // by hex digits

/**
 * Emails have several forms. A single odd one is enough: Rockerbox only matches the form that the website's
 * pixel collects, so the others match nobody, however few they are.
 */
export function hashedEmails(): Suspicion {
	const items = new Map<string, number>();
	return {
		count({ payload: { email } }) {
			if (typeof email !== 'string') return;
			const form = email.includes('@') ? 'plain' : HASHES[email.length];
			items.set(form, (items.get(form) ?? 0) + 1);
		},
		sentence() {
			if (items.size < 2) return undefined;
			const forms = [...items].sort(([, a], [, b]) => b - a);
			const listed = forms.map(([form, count]) =>
				form === 'plain' ? `${inDigits(count)} plain` : `${inDigits(count)} hashed with ${form}`,
			);
			return `Emails come in different forms: ${inWords(listed, String)}. Only the form that your Identify pixel collects can match.`;
		},
	};
}
