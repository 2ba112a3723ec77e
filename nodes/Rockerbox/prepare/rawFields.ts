import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const PREFIX = 'as entered: ';

/**
 * The expression of the credential's hidden field `rawFields`. It shows what the user entered in the other
 * two fields before n8n evaluates them, and then itself. The field must be the credential's first. If an n8n
 * evaluated the fields one after the other, and replaced each by its value, the first one would still see the
 * others raw.
 */
export const rawFieldsExpression = `={{ "${PREFIX}" + ["advertiserId", "baseUrl", "rawFields"].map((name) => $rawParameter["&" + name]).join(" ") }}`;

/**
 * Whether no field of the credential holds an expression, which could give each item another account. n8n
 * hands out only evaluated fields, so `rawFields` shows how they were entered. It shows itself as well: if it
 * appears as an expression, the fields that it shows were raw, too, because it is evaluated first. In any
 * other case, the credential is read for every item.
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
