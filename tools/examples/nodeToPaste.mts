import type { Example } from './example.mjs';

/** Examples about the delivery itself, which have no source of orders. */
const ABOUT_DELIVERY = [
	'alert-when-something-fails',
	'failed-conversions-sent-again',
	'large-runs-that-survive-a-crash',
	'stand-in-for-rockerbox',
	'weekly-reconciliation',
];

export function isAboutSource({ name }: Example): boolean {
	return !ABOUT_DELIVERY.includes(name);
}

/** The Rockerbox nodes of an example, as Markdown: a block that n8n takes from the clipboard. */
export function nodeToPaste({ rockerbox, readsFrom }: Example): string {
	const nodes = rockerbox.map((node, index) => ({ ...node, position: [0, index * 200] }));
	const names = readsFrom.map((node) => `**${node}**`).join(' and ');
	return [
		readsFrom.length > 0 &&
			`It reads from ${names}: give your own nodes the same names, or clear those fields and drag yours onto them.`,
		`<details>\n<summary>The node to copy</summary>\n\n\`\`\`json\n${JSON.stringify({ nodes, connections: {} }, null, 2)}\n\`\`\`\n\n</details>`,
	]
		.filter(Boolean)
		.join('\n\n');
}
