import type { Rules } from '../../operations/field';
import { itemOptions } from '../../operations/options';
import { notABoolean, readBoolean } from '../../values/boolean';
import { describeValue } from '../../values/describeValue';
import { DATE_ORDERS } from '../../values/timestamp/dateText';
import { zoneOf } from '../../values/timestamp/zone';
import { InvalidValue, isNotSet, messageOf } from '../../values/value';
import type { ItemOptions } from '../mapping/mappedItem';

/** How the values of an item are read, as its options say. */
export type ValueRules = Omit<Rules, 'now' | 'onZoneless'>;

/**
 * Reads the options that say how an item's values are read. `problems` are whole sentences, each
 * naming its option; an option that has one counts as not set.
 */
export function readValueOptions(
	options: ItemOptions,
	workflowTimezone: string,
	onUnexpected: (error: unknown) => void = () => {},
): { rules: ValueRules; problems: string[] } {
	const problems: string[] = [];
	const valid = <Value>(read: (options: ItemOptions) => Value): Value | undefined => {
		try {
			return read(options);
		} catch (error) {
			onUnexpected(error);
			problems.push(messageOf(error));
			return undefined;
		}
	};
	const rules = {
		timezone: valid(readTimezone) ?? workflowTimezone,
		dateOrder: valid(readDateOrder),
		decimalSeparator: valid(readDecimalSeparator),
		revenueInCents: valid(readRevenueInCents),
		allowMissingAction: options.allowMissingAction === true,
	};
	return { rules, problems };
}

/** The time zone as Luxon names it. */
function readTimezone({ timezone }: ItemOptions): string | undefined {
	if (isNotSet(timezone)) return undefined;
	const zone = typeof timezone === 'string' ? zoneOf(timezone.trim()) : undefined;
	if (zone) return zone.name;
	throw new InvalidValue(
		`Timezone was ${describeValue(timezone)}, which isn't a time zone with one meaning. Choose one from the list.`,
	);
}

function readDateOrder({ dateOrder }: ItemOptions): ValueRules['dateOrder'] {
	if (isNotSet(dateOrder)) return undefined;
	const found = Object.keys(DATE_ORDERS).find((order) => order === dateOrder);
	if (found) return found as keyof typeof DATE_ORDERS;
	throw new InvalidValue(
		`Date Order was ${describeValue(dateOrder)}, and must be dayFirst or monthFirst. Choose one of the two in the node's options.`,
	);
}

function readDecimalSeparator({ decimalSeparator }: ItemOptions): ValueRules['decimalSeparator'] {
	if (isNotSet(decimalSeparator)) return undefined;
	if (decimalSeparator === 'point' || decimalSeparator === 'comma') return decimalSeparator;
	throw new InvalidValue(
		`Decimal Separator was ${describeValue(decimalSeparator)}, and must be point or comma. Correct it in the node's options.`,
	);
}

/** An expression that finds nothing must not make amounts a hundred times as large. */
function readRevenueInCents(options: ItemOptions): boolean {
	const { displayName } = itemOptions.revenueInCents;
	const { revenueInCents } = options;
	if ('revenueInCents' in options && isNotSet(revenueInCents)) {
		throw notABoolean(displayName, revenueInCents);
	}
	return readBoolean(displayName, revenueInCents);
}
