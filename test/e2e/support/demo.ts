/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the environment, which only tests do */
import { Rest } from '../../../tools/harness/n8n/rest';

/** The demo that `startDemo` started, asked by its owner. */
export function demo(): Rest {
	return new Rest(process.env.DEMO_URL!, process.env.DEMO_COOKIE!);
}
