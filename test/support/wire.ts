import type { Payload } from '../../nodes/Rockerbox/values/json';

interface Expectations {
	/** Keys that have a rule in this kind of event. */
	fields: string[];
	/** Keys of which at least one is required. */
	identity: string[];
	/** Keys that are all required. */
	required: string[];
	/** The present, in epoch seconds. */
	now: number;
}

const ID_KEYS = [
	'customer_id',
	'user_id',
	'order_id',
	'ad_campaignid',
	'ad_adgroupid',
	'ad_creativeid',
];
const YEAR_2000 = 946_684_800; // epoch seconds
const DAY = 86_400; // seconds

/**
 * All parts of a payload that Rockerbox couldn't use. Repeats independently what the node's code must ensure.
 */
export function faultsOnTheWire(
	payload: Payload,
	{ fields, identity, required, now }: Expectations,
) {
	const faults: string[] = [];
	const check = (key: string, isFine: (value: string) => boolean) => {
		if (!fields.includes(key) || !Object.hasOwn(payload, key)) return;
		const value = payload[key];
		if (typeof value !== 'string' || !isFine(value))
			faults.push(`${key}: ${JSON.stringify(value)}`);
	};

	check('email', (value) => value === value.trim() && (isAddress(value) || isHash(value)));
	check('timestamp', (value) => /^\d{9,10}$/.test(value) && isPlausible(Number(value), now));
	check('revenue', (value) => /^-?\d+\.\d{2}$/.test(value));
	check('action', isNotBlank);
	for (const key of ID_KEYS) check(key, isNotBlank);

	if (!identity.some((key) => Object.hasOwn(payload, key))) faults.push('nobody');
	faults.push(...required.filter((key) => !Object.hasOwn(payload, key)));
	faults.push(...Object.keys(payload).filter(isLeftover));
	return [...faults, ...faultsIn(payload)];
}

/** Values that JSON would drop or change, and the traces of a broken mapping. */
function faultsIn(value: unknown): string[] {
	switch (typeof value) {
		case 'boolean':
			return [];
		case 'number':
			return Number.isFinite(value) ? [] : [`number ${value}`];
		case 'string':
			return isLeftover(value) ? [`leftover: ${value}`] : [];
		case 'object':
			if (value === null) return [];
			if (Array.isArray(value)) return Array.from(value).flatMap(faultsIn);
			return Object.getPrototypeOf(value) === Object.prototype
				? Object.values(value).flatMap(faultsIn)
				: ['no plain object'];
		default:
			return [typeof value];
	}
}

function isAddress(value: string): boolean {
	const parts = value.split('@');
	return parts.length === 2 && parts[0] !== '' && /.\../.test(parts[1]) && !/[\s,;<>]/.test(value);
}

function isHash(value: string): boolean {
	return /^[\da-f]+$/i.test(value) && [32, 40, 64].includes(value.length);
}

function isPlausible(seconds: number, now: number): boolean {
	return seconds >= YEAR_2000 && seconds <= now + DAY;
}

function isNotBlank(value: string): boolean {
	return value.trim() !== '';
}

function isLeftover(text: string): boolean {
	return (
		['NaN', 'undefined'].includes(text.trim()) ||
		text.includes('Invalid DateTime') ||
		text.includes('[object Object]')
	);
}
