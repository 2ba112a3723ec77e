import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { get } from 'lodash';

/** The parts of n8n that a function that prepares items sees. */
export interface Given {
	items?: IDataObject[];
	parameters?: INodeParameters;
	/** The credential's fields for an item. If it throws, n8n rejects with that error. */
	credential?: (itemIndex: number) => IDataObject;
	/** Evaluates an expression, in place of n8n's engine. */
	evaluate?: (expression: string, item: IDataObject, itemIndex: number) => unknown;
}

/**
 * A stand-in for a node's context in n8n, for tests of functions. `asked` are the parameters or expressions
 * that n8n was asked for, with the item, because each takes time in the real n8n.
 */
export function contextOf({
	items = [{}],
	parameters = {},
	credential = () => ({}),
	evaluate = byPath,
}: Given) {
	const asked: Array<[what: string, itemIndex: number]> = [];
	const resolve = (raw: unknown, itemIndex: number): unknown => {
		if (typeof raw === 'string') {
			return raw.startsWith('=') ? evaluate(raw.slice(1), items[itemIndex], itemIndex) : raw;
		}
		if (Array.isArray(raw)) return raw.map((entry) => resolve(entry, itemIndex));
		if (typeof raw !== 'object' || raw === null) return raw;
		return Object.fromEntries(
			Object.entries(raw).map(([key, value]) => [key, resolve(value, itemIndex)]),
		);
	};
	const context = {
		getNode: () => ({ name: 'Rockerbox', type: 'n8n-nodes-rockerbox.rockerbox', parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getTimezone: () => 'America/New_York',
		logger: { error: () => {} },
		getNodeParameter(name: string, itemIndex: number, fallback: unknown) {
			asked.push([name, itemIndex]);
			return resolve(get(parameters, name, fallback), itemIndex);
		},
		getCredentials: (_type: string, itemIndex: number) => {
			asked.push(['the credential', itemIndex]);
			return new Promise((fulfil) => fulfil(credential(itemIndex)));
		},
	} as unknown as IExecuteFunctions;
	return { context, asked };
}

/** Reads `{{ $json.a.b }}`. The test must evaluate anything else in braces. */
function byPath(expression: string, item: IDataObject): unknown {
	const [, path] = /^\{\{ \$json\.(\S+) \}\}$/.exec(expression) ?? [];
	if (path === undefined) throw new Error(`The test evaluates no ${expression}`);
	return get(item, path);
}
