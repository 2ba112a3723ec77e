import { itemOptions } from '../../operations/options';
import { notABoolean, readBoolean } from '../../values/boolean';
import { describeValue } from '../../values/describeValue';
import type { RevenueRules } from '../../values/revenue';
import { InvalidValue, isNotSet } from '../../values/value';
import type { ItemOptions } from '../mapping/mappedItem';

/**
 * How the amount of an item is read, as its options say.
 * @throws {InvalidValue} with a whole sentence that names the option
 */
export function readRevenueOptions(options: ItemOptions): RevenueRules {
	return {
		decimalSeparator: readDecimalSeparator(options.decimalSeparator),
		revenueInCents: readRevenueInCents(options),
	};
}

/** An expression that finds nothing must not make an amount a hundred times as large. */
function readRevenueInCents(options: ItemOptions): boolean {
	const { displayName } = itemOptions.revenueInCents;
	const { revenueInCents } = options;
	if ('revenueInCents' in options && isNotSet(revenueInCents)) {
		throw notABoolean(displayName, revenueInCents);
	}
	return readBoolean(displayName, revenueInCents);
}

function readDecimalSeparator(value: unknown): RevenueRules['decimalSeparator'] {
	if (isNotSet(value)) return undefined;
	if (value === 'point' || value === 'comma') return value;
	throw new InvalidValue(
		`${itemOptions.decimalSeparator.displayName} was ${describeValue(value)}, and must be point or comma. Correct it in the node's options.`,
	);
}
