import type { INodeProperties } from 'n8n-workflow';
import { itemOptions, runOptions, type NumberOption } from '../operations/options';
import { describe } from '../values/describe';
import { InvalidValue, isNotSet } from '../values/value';
import { readKeyNames } from './conversionKey';

/** How a run handles repeats and sends events; the same for all its items. */
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
			`${option.displayName} was ${describe(value)}, and must be a whole number from ${minValue} to ${maxValue}. Correct it in the node's options.`,
		);
	}
	return found as number;
}

/**
 * Whether a switch is on, as the editor or an expression gives it. An unreadable one is no "off".
 * @throws {InvalidValue} with a whole sentence that names the parameter
 */
export function readBoolean(property: Named, value: unknown): boolean {
	if (isNotSet(value)) return false;
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw noSwitch(property, value);
}

/**
 * Whether an item's options ask for a dry run. A dry run must not become a real one, not even by an
 * expression that comes up empty.
 * @throws {InvalidValue} with a whole sentence that names the option
 */
export function readDryRun(options: { dryRun?: unknown }): boolean {
	const { dryRun } = itemOptions;
	if ('dryRun' in options && isNotSet(options.dryRun)) {
		throw noSwitch(dryRun, options.dryRun);
	}
	return readBoolean(dryRun, options.dryRun);
}

type Named = Pick<INodeProperties, 'displayName'>;

function noSwitch({ displayName }: Named, value: unknown): InvalidValue {
	return new InvalidValue(
		`${displayName} was ${describe(value)}, and must be true or false. Correct it in the node.`,
	);
}

function readOnDuplicate(value: unknown): Settings['onDuplicate'] {
	if (isNotSet(value)) return 'skip';
	if (value === 'skip' || value === 'send' || value === 'error') return value;
	throw new InvalidValue(
		`${runOptions.onDuplicate.displayName} was ${describe(value)}, and must be skip, send or error. Correct it in the node's options.`,
	);
}
