import { dryRun } from '../operations/dryRun';
import { runOptions, type NumberOption } from '../operations/options';
import { notABoolean, readBoolean } from '../values/boolean';
import { describeValue } from '../values/describeValue';
import { tidyNames } from '../values/text';
import { InvalidValue, isNotSet } from '../values/value';

/** How a run handles duplicates and sends events; the same for all its items. */
export interface Settings {
	/** The fields of the conversion key; empty if the user named none. */
	keyNames: string[];
	onDuplicate: 'skip' | 'send' | 'error';
	/** The most requests under way at once. */
	concurrency: number;
	/** 0 for no limit. */
	requestsPerSecond: number;
	/** The most attempts after the first one, for each event. */
	maxRetries: number;
	/** Seconds, for each attempt. */
	timeout: number;
}

/**
 * Reads the options that hold for a whole run. What the editor enforces is checked again, because
 * an expression can give anything.
 * @throws {InvalidValue} with a whole sentence that names the option
 */
export function readSettings(options: Record<string, unknown>): Settings {
	const { concurrency, conversionKey, maxRetries, onDuplicate, requestsPerSecond, timeout } =
		runOptions;
	return {
		keyNames: readKeyNames(options[conversionKey.name]),
		onDuplicate: readOnDuplicate(options[onDuplicate.name]),
		concurrency: readNumber(concurrency, options),
		requestsPerSecond: readNumber(requestsPerSecond, options),
		maxRetries: readNumber(maxRetries, options),
		timeout: readNumber(timeout, options),
	};
}

function readNumber(option: NumberOption, options: Record<string, unknown>): number {
	const value = options[option.name];
	if (isNotSet(value)) return option.default;
	const { minValue, maxValue } = option.typeOptions;
	const found = typeof value === 'string' ? Number(value) : value;
	if (!Number.isInteger(found) || (found as number) < minValue || (found as number) > maxValue) {
		throw new InvalidValue(
			`${option.displayName} was ${describeValue(value)}, and must be a whole number from ${minValue} to ${maxValue}. Correct it in the node's options.`,
		);
	}
	return found as number;
}

/**
 * Whether an item is only to be shown. Nothing must turn a dry run into a real one, not even an empty
 * expression.
 * @throws {InvalidValue} with a whole sentence that names the switch
 */
export function readDryRun(value: unknown): boolean {
	if (isNotSet(value)) throw notABoolean(dryRun.displayName, value);
	return readBoolean(dryRun.displayName, value);
}

/**
 * The names of which a conversion key consists, as the user entered them in Rockerbox
 * (`email,date,action`).
 * @throws {InvalidValue} with a whole sentence, if it isn't text
 */
export function readKeyNames(value: unknown): string[] {
	if (isNotSet(value)) return [];
	if (typeof value !== 'string') {
		throw new InvalidValue(
			`Conversion Key was ${describeValue(value)}, and must be names of fields like order_id or email,date,action. Correct it in the node's options.`,
		);
	}
	return [...new Set(tidyNames(value.split(',')))];
}

function readOnDuplicate(value: unknown): Settings['onDuplicate'] {
	if (isNotSet(value)) return 'skip';
	if (value === 'skip' || value === 'send' || value === 'error') return value;
	throw new InvalidValue(
		`${runOptions.onDuplicate.displayName} was ${describeValue(value)}, and must be skip, send or error. Correct it in the node's options.`,
	);
}
