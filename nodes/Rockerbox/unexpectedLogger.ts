import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidValue } from './values/value';

/**
 * Returns a function that logs an unforeseen error in n8n's log, for whoever fixes this node. It logs only
 * the first, because the cause mostly affects all items. It logs the error's name, code and stack frames, but
 * not its message, which can hold an event or the advertiser ID.
 */
export function unexpectedLogger({ logger }: Pick<IExecuteFunctions, 'logger'>) {
	let isLogged = false;
	return (error: unknown): void => {
		if (isLogged || error instanceof InvalidValue) return;
		isLogged = true;
		const {
			name,
			code,
			message = '',
			stack = '',
		} = Object(error) as Partial<NodeJS.ErrnoException>;
		const start = stack.indexOf(`${message}\n`);
		const frames = start < 0 ? '' : stack.slice(start + message.length + 1);
		logger.error('The Rockerbox node met an unexpected error', { name, code, frames });
	};
}
