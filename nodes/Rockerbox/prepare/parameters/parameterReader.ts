import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NEEDS_ENGINE, pathIn, plainValueAt, TOO_LARGE, valueAt } from './fieldPath';
import { isExpression, readParameter, readPart, type Parameter } from './parameter';

/** One of the node's parameters, ready to be read for every item. */
export interface ParameterReader {
	/** Whether it holds no expression, so that all items have the same value. */
	isConstant: boolean;
	/** @throws {InvalidValue} with a whole sentence, if n8n can't evaluate it */
	read: (itemIndex: number) => unknown;
}

/**
 * Returns the reader of one of the node's parameters, or only of some parts of a collection if these are
 * named. The others aren't even evaluated then.
 */
export type ReaderFor = (parameter: Parameter, parts?: string[]) => ParameterReader;

/**
 * Returns a function that makes the readers of a run. A constant is read once, a plain field is read from the
 * item itself, and n8n evaluates only the other expressions, because its engine takes about as long for one
 * expression as for sending a request.
 */
export function parameterReaders(context: IExecuteFunctions): ReaderFor {
	const { parameters } = context.getNode();
	const items = context.getInputData();

	const readerOf = (
		raw: unknown,
		parameter: Parameter,
		readByEngine = readParameter,
		wanted?: string[],
	): ParameterReader => {
		const byEngine = (itemIndex: number) => readByEngine(context, parameter, itemIndex);
		if (isExpression(raw)) return perItem(directOrEngine(byEngine, raw, items));
		if (typeof raw !== 'object' || raw === null) return constant(byEngine(0));

		const entries = Object.entries(raw).filter(([key]) => wanted?.includes(key) ?? true);
		// As a whole, but never if parts are named, because n8n would evaluate the others for each item.
		if (!wanted && !entries.every(isIndependent)) return perItem(byEngine);
		const { name, displayName } = parameter;
		const parts = entries.map(
			([key, value]) =>
				[key, readerOf(value, { name: `${name}.${key}`, displayName }, readPart)] as const,
		);
		const read = (itemIndex: number) => {
			const values = parts.map(([key, part]) => [key, part.read(itemIndex)] as const);
			return Array.isArray(raw) ? values.map(([, value]) => value) : Object.fromEntries(values);
		};
		if (!parts.every(([, { isConstant }]) => isConstant)) return perItem(read);
		return constant(wanted ? read(0) : byEngine(0));
	};

	return (parameter, parts) =>
		readerOf(parameters[parameter.name], parameter, readParameter, parts);
}

function constant(value: unknown): ParameterReader {
	return { isConstant: true, read: () => value };
}

function perItem(read: ParameterReader['read']): ParameterReader {
	return { isConstant: false, read };
}

/**
 * Reads a field from the item if the expression is no more than that, and if n8n's engine has returned the
 * same for the first item. So the engine still reads a name that this n8n doesn't let expressions use (such
 * as `constructor`), or that it reads in a way of its own.
 */
function directOrEngine(
	byEngine: ParameterReader['read'],
	expression: string,
	items: INodeExecutionData[],
): ParameterReader['read'] {
	const path = pathIn(expression);
	if (path === undefined) return byEngine;
	let isProven: boolean | undefined;
	return (itemIndex) => {
		const { json } = items[itemIndex];
		const found = plainValueAt(json, path);
		if (found === TOO_LARGE) return valueAt(json, path); // every parameter refuses it in words of its own
		if (isProven === false || found === NEEDS_ENGINE) return byEngine(itemIndex);
		if (isProven) return found;
		isProven = false; // in case the engine throws
		const value = byEngine(itemIndex);
		isProven = isSame(found, value);
		return value;
	};
}

function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
	return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The ways in which an expression may look at its neighbors: `$parameter` and `$rawParameter`, a node's
 * `parameter`, and any of these in text that n8n evaluates, or in JavaScript's escapes.
 */
const NEIGHBORS = /parameter|evaluateExpression|\\[ux]/i;

/** False if n8n would take the key for a path, or if the expression may look at its neighbors. */
function isIndependent([key, value]: [string, unknown]): boolean {
	if (!/^\w+$/.test(key)) return false;
	return !isExpression(value) || pathIn(value) !== undefined || !NEIGHBORS.test(value);
}
