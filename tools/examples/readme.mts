import { markdownTable } from 'markdown-table';
import type { Example } from './example.mjs';
import { isAboutSource, nodeToPaste } from './nodeToPaste.mjs';

/** The page about all examples, as Markdown; `source` is the repository's address on GitHub. */
export function toReadme(examples: Example[], source: string): string {
	const raw = source
		.replace(/^git\+|\.git$/g, '')
		.replace('https://github.com/', 'https://raw.githubusercontent.com/');
	const sources = examples.filter(isAboutSource);
	return `<!-- Written by "npm run examples". Change the examples or tools/examples, and run it again. -->

# Example workflows

Take one that is close to what you need, and change it. Or paste only [its Rockerbox node](#nodes-to-paste) behind your own trigger.

## Import one

1. In n8n, make a new workflow, open the menu **⋯** beside its name, and choose **Import → From URL**.
2. Enter \`${raw}/main/examples/\` and the name of the file, such as \`${sources[0].name}.json\`.
3. Follow the steps of the first note, and then the list **Before you publish**, if there is one.

If your n8n can't reach GitHub, click the file below, then **Download raw file**, and choose **Import → From file**.

## What they have in common

- **Dry Run** is on in each Rockerbox node. Nothing is sent until you switch it off.
- **Each order once:** they remember which orders Rockerbox accepted, and send only the rest. If n8n crashes between sending and remembering, at most one batch is sent twice, and none is lost.
- **What no memory can see:** two reports of one order at the same moment, an order whose answer was lost on the way, and an order that reaches Rockerbox by another path. Your conversion key has to catch those.
- **Data tables** keep that memory. In an n8n without them, keep the IDs in a database or a sheet, as the examples for Google Sheets and for several brands do.

## Orders from a source

${table(sources)}

## About the delivery itself

${table(examples.filter((example) => !isAboutSource(example)))}

## Nodes to paste

Each block is the Rockerbox node of an example. Copy it, click the canvas of your workflow, and press **Ctrl + V** (on a Mac **⌘ + V**). Connect it, choose your credential, and change the action.

A node alone remembers nothing. If an order can come twice, take the whole example.

${sources.map(toBlock).join('\n\n')}
`;
}

function table(examples: Example[]): string {
	return markdownTable([
		['Example', 'Trigger', 'What it does', 'What to change', 'Needs n8n'],
		...examples.map((example) => [
			`[${example.title}](${example.name}.json)<br>[![The nodes of the example, with its notes](../.github/images/example-${example.name}.png)](../.github/images/example-${example.name}.png)`,
			example.triggers.join(', '),
			[example.description, sends(example)].filter(Boolean).join('<br>'),
			example.toChange.join(', '),
			example.n8n,
		]),
	]);
}

function sends({ actions }: Example): string {
	return (
		(actions.length > 0 && `Action: ${actions.map((action) => `\`${action}\``).join(', ')}`) || ''
	);
}

function toBlock(example: Example): string {
	const { name, title } = example;
	return `### ${title}\n\nFrom [\`${name}.json\`](${name}.json).\n\n${nodeToPaste(example)}`;
}
