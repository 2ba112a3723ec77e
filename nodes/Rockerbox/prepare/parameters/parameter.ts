import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { shorten } from '../../values/describeValue';
import { InvalidValue, isNotSet } from '../../values/value';

const MAX_REASON_CHARS = 300; // of n8n's words, which can quote the expression

const JAVASCRIPT = /^(?:Type|Range|Reference|Syntax|URI|Eval|Internal)Error$/;

/** A parameter's name in the workflow (a path, inside a collection), and its label in the editor. */
export type Parameter = Pick<INodeProperties, 'name' | 'displayName'>;

/** Whether a parameter holds an expression, as n8n tells one from a constant value. */
export function isExpression(raw: unknown): raw is string {
	return typeof raw === 'string' && raw.startsWith('=');
}

/** Whether there is nothing, or an expression that was begun and left empty. */
export function isBlankParameter(raw: unknown): boolean {
	return isNotSet(typeof raw === 'string' ? raw.replace(/^=/, '') : raw);
}

/**
 * Reads one of the node's parameters for an item; n8n evaluates its expressions.
 * @throws {InvalidValue} with a whole sentence, if n8n can't
 */
export function readParameter(
	context: IExecuteFunctions,
	{ name, displayName }: Parameter,
	itemIndex: number,
): unknown {
	return attempt(
		displayName,
		() => context.getNodeParameter(name, itemIndex, null), // of an option that isn't there
	);
}

/** The same for a part of a collection, in which n8n returns dates as text (`cleanupParameterData`). */
export function readPart(
	context: IExecuteFunctions,
	parameter: Parameter,
	itemIndex: number,
): unknown {
	const value = readParameter(context, parameter, itemIndex);
	return attempt(parameter.displayName, () =>
		DateTime.isDateTime(value) ? value.toString() : value,
	);
}

function attempt(displayName: string, read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		throw unreadable(displayName, error, 'Open its mapping and correct it.');
	}
}

/** Says what n8n couldn't evaluate, in n8n's own words. */
export function unreadable(what: string, error: unknown, remedy: string): InvalidValue {
	return new InvalidValue(`${what} can't be read: ${wordsOf(error)} ${remedy}`);
}

/**
 * The message of one of n8n's own errors, such as a reference to a node that didn't run, as a sentence.
 * JavaScript's errors mean nothing to a user.
 */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error) || JAVASCRIPT.test(error.name)) {
		return 'n8n could not evaluate it.';
	}
	const found = shorten(error.message, MAX_REASON_CHARS);
	return /[.…]$/.test(found) ? found : `${found}.`;
}
