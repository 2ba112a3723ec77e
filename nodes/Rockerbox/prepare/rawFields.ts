import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const PREFIX = 'as entered: ';

/**
 * The expression of the credential's hidden field `rawFields`: it shows what the user entered in
 * the other two, before n8n evaluates them, and then itself. The field must be the credential's first:
 * if an n8n evaluated the fields one after the other, each in place of what was entered, this one
 * could only see others that are still raw.
 */
export const rawFieldsExpression = `={{ "${PREFIX}" + ["advertiserId", "baseUrl", "rawFields"].map((name) => $rawParameter["&" + name]).join(" ") }}`;

/**
 * Whether no field of the credential holds an expression, which could give each item another
 * account. n8n hands out evaluated fields only, so `rawFields` shows how they were entered. It
 * shows itself as well: an expression shown as such proves that what it shows was raw when it was
 * evaluated, since it is evaluated first. Should anything be otherwise, every item gets its own reading.
 */
export function isSameForAllItems({
	advertiserId,
	baseUrl,
	rawFields,
}: ICredentialDataDecryptedObject): boolean {
	if (typeof advertiserId !== 'string' || typeof baseUrl !== 'string') return false;
	const entered = `${PREFIX}${advertiserId} ${baseUrl} ={{`;
	const isEntered = typeof rawFields === 'string' && rawFields.startsWith(entered);
	return isEntered && !advertiserId.startsWith('=');
}
