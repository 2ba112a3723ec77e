import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Fields } from '../operations/field';
import type { Operation } from '../operations/operation';
import { options } from '../operations/options';
import { extraParameters } from '../operations/shared';
import { InvalidValue, isNotSet, messageOf, UNREADABLE } from '../values/value';

const JAVASCRIPT = /^(?:Type|Range|Reference|Syntax|URI|Eval|Internal)Error$/;

/** What the user mapped for one item, unchecked and unchanged. */
export interface MappedItem {
	/** By key on the wire. */
	fields: Record<string, unknown>;
	extraParameters: ExtraParameter[];
	options: { allowMissingAction?: unknown; timezone?: unknown };
	/** What n8n couldn't read, in sentences for the user. */
	problems: string[];
}

/** One row of Extra Parameters, as n8n's assignment collection holds it. */
export interface ExtraParameter {
	name?: unknown;
	type?: string;
	value?: unknown;
}

/** Reads the node's parameters for one item; n8n evaluates the expressions. */
export function mapItem(
	context: IExecuteFunctions,
	{ fields, collection }: Operation,
	itemIndex: number,
): MappedItem {
	const problems: string[] = [];
	const read = (property: INodeProperties): unknown => {
		try {
			return readParameter(context, property, itemIndex);
		} catch (error) {
			problems.push(messageOf(error));
			return undefined;
		}
	};
	const collected = (read(collection.property) ?? {}) as Record<string, unknown>;
	const rows = assignmentsOf(read(extraParameters));
	if (!rows) problems.push(`${extraParameters.displayName} ${UNREADABLE}`);
	return {
		fields: {
			...byKey(fields, read),
			...byKey(collection.fields, ({ name }) => collected[name]),
		},
		extraParameters: rows ?? [],
		options: read(options) ?? {},
		problems,
	};
}

/**
 * Reads one of the node's parameters for an item; n8n evaluates its expressions.
 * @throws {InvalidValue} with a whole sentence, if n8n can't
 */
export function readParameter(
	context: IExecuteFunctions,
	{ name, displayName }: Pick<INodeProperties, 'name' | 'displayName'>,
	itemIndex: number,
): unknown {
	try {
		return context.getNodeParameter(name, itemIndex, null); // of an option that isn't there
	} catch (error) {
		throw unreadable(displayName, error, 'Open its mapping and correct it.');
	}
}

/** What n8n couldn't evaluate, with n8n's own words. */
export function unreadable(what: string, error: unknown, remedy: string): InvalidValue {
	return new InvalidValue(`${what} can't be read: ${wordsOf(error)} ${remedy}`);
}

/**
 * The words of n8n's own errors, such as a reference to a node that didn't run, as a sentence.
 * JavaScript's own say nothing to a user.
 */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error) || JAVASCRIPT.test(error.name)) {
		return 'n8n could not evaluate it.';
	}
	const found = error.message;
	return `${found.replace(/\.$/, '')}.`;
}

/** The rows of an assignment collection; undefined if it is none, as only an expression can give. */
export function assignmentsOf(value: unknown): ExtraParameter[] | undefined {
	if (isNotSet(value)) return [];
	const { assignments = [] } = value as { assignments?: unknown };
	const isRow = (row: unknown) => typeof row === 'object' && row !== null;
	return Array.isArray(assignments) && assignments.every(isRow) ? assignments : undefined;
}

function byKey(fields: Fields, read: (property: INodeProperties) => unknown) {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { property }]) => [key, read(property)]),
	);
}
