import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Tells n8n's log of an error that nobody foresaw, for whoever mends this node. Only its name, its
 * code and its stack frames: its message can hold an event or the advertiser ID.
 */
export function logUnexpected({ logger }: Pick<IExecuteFunctions, 'logger'>, error: unknown): void {
	const { name, code, message = '', stack = '' } = Object(error) as Partial<NodeJS.ErrnoException>;
	const start = stack.indexOf(`${message}\n`);
	const frames = start < 0 ? '' : stack.slice(start + message.length + 1);
	logger.error('The Rockerbox node met an unexpected error', { name, code, frames });
}
