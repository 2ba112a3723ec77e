import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NOT_PLAIN, pathIn, plainValueAt } from './fieldPath';
import { evaluate, isExpression, readParameter, readPart, type Parameter } from './parameter';

/** Gives a value for an item, or throws `InvalidValue` with a whole sentence. */
type ReadItem = (itemIndex: number) => unknown;

/** One of the node's parameters, ready to be read for every item. */
export interface Compiled {
	/** Whether it holds no expression, so that all items have the same value. */
	isFixed: boolean;
	read: ReadItem;
}

/**
 * Gives the function that compiles a parameter for a whole run. n8n's engine takes about as long
 * for one expression as for sending a request, so fixed values are read once, and an expression that
 * is nothing but a field of the item is read from the item. All others are evaluated by n8n.
 * `expression`, in braces and without `=`, is read in place of what the parameter holds.
 */
export function compiler(context: IExecuteFunctions) {
	const { parameters } = context.getNode();
	const items = context.getInputData();

	const compile = (raw: unknown, parameter: Parameter, readOne = readParameter): Compiled => {
		const byEngine: ReadItem = (itemIndex) => readOne(context, parameter, itemIndex);
		if (isExpression(raw)) return varying(fieldOr(byEngine, raw, items));
		if (typeof raw !== 'object' || raw === null) return fixed(byEngine(0));

		const entries = Object.entries(raw);
		if (!entries.every(canBeReadApart)) return varying(byEngine);
		const { name, displayName } = parameter;
		const parts = entries.map(
			([key, value]) =>
				[key, compile(value, { name: `${name}.${key}`, displayName }, readPart)] as const,
		);
		if (parts.every(([, { isFixed }]) => isFixed)) return fixed(byEngine(0));
		return varying((itemIndex) => {
			const read = parts.map(([key, part]) => [key, part.read(itemIndex)] as const);
			return Array.isArray(raw) ? read.map(([, value]) => value) : Object.fromEntries(read);
		});
	};

	return (parameter: Parameter, expression?: string): Compiled => {
		if (expression === undefined) return compile(parameters[parameter.name], parameter);
		const byEngine: ReadItem = (itemIndex) => evaluate(context, parameter, expression, itemIndex);
		return varying(fieldOr(byEngine, `=${expression}`, items));
	};
}

function fixed(value: unknown): Compiled {
	return { isFixed: true, read: () => value };
}

function varying(read: ReadItem): Compiled {
	return { isFixed: false, read };
}

/**
 * Reads a field from the item, if the expression is no more than that; but only once n8n's engine
 * has given the same for the first item. So a name that this n8n doesn't let expressions use (such
 * as `constructor`), or reads in a way of its own, stays with the engine.
 */
function fieldOr(byEngine: ReadItem, expression: string, items: INodeExecutionData[]): ReadItem {
	const path = pathIn(expression);
	if (path === undefined) return byEngine;
	let isProven: boolean | undefined;
	return (itemIndex) => {
		if (isProven === false) return byEngine(itemIndex);
		const found = plainValueAt(items[itemIndex].json, path);
		if (found === NOT_PLAIN) return byEngine(itemIndex);
		if (isProven) return found;
		isProven = false; // should the engine throw
		const value = byEngine(itemIndex);
		isProven = isSame(found, value);
		return value;
	};
}

function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
	return JSON.stringify(a) === JSON.stringify(b);
}

/** Not if n8n would take the key for a path, nor if the expression may look at its neighbours. */
function canBeReadApart([key, value]: [string, unknown]): boolean {
	return /^\w+$/.test(key) && !(isExpression(value) && value.includes('$parameter'));
}
