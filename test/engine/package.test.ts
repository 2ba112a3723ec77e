import type { IDataObject, INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { operations } from '../../nodes/Rockerbox/operations';
import { loadBuiltPackage } from '../../tools/harness/engine/engine';
import {
	builtFiles,
	filesIn,
	packedFiles,
	pathFrom,
	readJson,
	readText,
} from '../support/engineFiles';
import { useRockerbox } from '../support/engineRun';
import { everyField } from '../support/everyField';

const NODE_FOLDER = 'dist/nodes/Rockerbox';
const SCHEMAS = `${NODE_FOLDER}/__schema__/v1.0.0`;
const STATIC_FILES = [
	`${NODE_FOLDER}/Rockerbox.node.json`,
	`${SCHEMAS}/sendConversion.json`,
	`${SCHEMAS}/sendMarketingEvent.json`,
	`${NODE_FOLDER}/rockerbox.dark.svg`,
	`${NODE_FOLDER}/rockerbox.svg`,
];

/** "You must match the syntax": https://docs.n8n.io/connect/create-nodes/build-your-node/reference/codex-files/ */
const CATEGORIES = [
	'Data & Storage',
	'Finance & Accounting',
	'Marketing & Content',
	'Productivity',
	'Miscellaneous',
	'Sales',
	'Development',
	'Analytics',
	'Communication',
	'Utility',
];

const built = builtFiles();
const code = built.filter((file) => file.endsWith('.js'));

describe('The code in dist', () => {
	test.each(code)('needs nothing but itself and what n8n provides: %s', (file) => {
		const source = readText(file);
		const needed = [...source.matchAll(/\b(?:require|import)\(\s*(['"`])(.*?)\1/g)].map(
			([, , name]) => name,
		);
		const packages = needed.filter((name) => !name.startsWith('.'));
		const ownFiles = needed.filter((name) => name.startsWith('.'));

		// Every call has a literal name, so the list above is complete.
		expect(needed).toHaveLength(source.match(/\b(?:require|import)\(/g)?.length ?? 0);
		for (const name of packages) expect(['n8n-workflow', 'zod', 'luxon', 'crypto']).toContain(name);
		for (const name of ownFiles) {
			const path = pathFrom(file, name);

			expect(code.includes(`${path}.js`) || code.includes(`${path}/index.js`)).toBe(true);
		}
	});

	test.each(code)('reads no environment variables, and nothing else of the process: %s', (file) => {
		expect(readText(file)).not.toMatch(/\b(?:process|globalThis)\b/);
	});

	test('is all of the sources, and nothing is left over from older ones', () => {
		const sources = [...filesIn('credentials'), ...filesIn('nodes')].filter((file) =>
			file.endsWith('.ts'),
		);

		expect(sources.length).toBeGreaterThan(0);
		expect(code).toEqual(sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`));
	});

	test('includes the icons, the codex and the output previews, each once, and nothing else', () => {
		expect(built.filter((file) => !file.endsWith('.js'))).toEqual(STATIC_FILES);
	});

	test.each(STATIC_FILES)('includes %s unchanged from the sources', (file) => {
		expect(readText(file)).toBe(readText(file.replace(/^dist\//, '')));
	});
});

describe('The npm package', () => {
	test('holds the built code, a readme, a license, and nothing else', () => {
		const packed = packedFiles();

		expect(packed.filter((path) => path.startsWith('dist/'))).toEqual(built);
		for (const path of packed.filter((file) => !file.startsWith('dist/'))) {
			expect(['package.json', 'README.md', 'LICENSE.md']).toContain(path);
		}
	});

	test('has no dependencies', () => {
		const {
			dependencies,
			optionalDependencies,
			bundleDependencies,
			bundledDependencies,
			peerDependencies,
		} = readJson('package.json');

		for (const none of [
			dependencies,
			optionalDependencies,
			bundleDependencies,
			bundledDependencies,
		]) {
			expect(none ?? {}).toEqual({});
		}
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('runs nothing when it is installed', () => {
		const scripts = readJson('package.json').scripts as IDataObject;

		for (const hook of ['preinstall', 'install', 'postinstall']) {
			expect(scripts).not.toHaveProperty(hook);
		}
	});

	test('names files that exist as its nodes and credentials', () => {
		const { nodes, credentials } = readJson('package.json').n8n as Record<string, string[]>;

		expect([...nodes, ...credentials].filter((file) => !built.includes(file))).toEqual([]);
		expect(nodes).toHaveLength(1);
		expect(credentials).toHaveLength(1);
	});
});

describe('The codex', () => {
	const codex = readJson('nodes/Rockerbox/Rockerbox.node.json');

	test('belongs to this node', () => {
		expect(codex.node).toBe('n8n-nodes-rockerbox.rockerbox');
	});

	test('leads to the documentation', () => {
		const { primaryDocumentation, credentialDocumentation } = codex.resources as Record<
			string,
			Array<{ url: string }>
		>;

		for (const [{ url }] of [primaryDocumentation, credentialDocumentation]) {
			expect(url).toMatch(/^https:\/\//);
		}
	});

	test('has categories of n8n’s list', () => {
		expect(codex.categories).toEqual(['Marketing & Content', 'Analytics', 'Sales']);
		for (const category of codex.categories as string[]) expect(CATEGORIES).toContain(category);
	});

	test.each([
		'conversion',
		'send conversion',
		'offline conversion',
		'salesforce conversion',
		'conversions api',
		'attribution',
		'rocker box',
		'purchase',
	])('lets users find the node by "%s"', (search) => {
		expect(codex.alias).toContain(search);
	});

	test('does not call the node a tool, because the editor would not offer its operations', () => {
		expect(codex).not.toHaveProperty('subcategories'); // the node's tool has n8n's own
	});

	test("does not put the node beside n8n's own webhooks", () => {
		expect((codex.alias as string[]).filter((alias) => /webhook/i.test(alias))).toEqual([]);
	});

	test("is read by n8n's loader", async () => {
		const { description } = await builtNode();

		expect(description.codex).toMatchObject({
			alias: codex.alias,
			categories: codex.categories,
		});
		expect(description.codex?.resources?.primaryDocumentation).toBeDefined();
	});
});

describe("The node in n8n's loader", () => {
	test('is called rockerbox, version 1, with the credential rockerboxApi', async () => {
		const { description } = await builtNode();

		expect(description).toMatchObject({
			name: 'rockerbox',
			displayName: 'Rockerbox',
			version: 1,
			usableAsTool: true,
			credentials: [{ name: 'rockerboxApi', required: true }],
		});
	});

	test('has icons that are in the package, and so has the credential', async () => {
		const loader = await loadBuiltPackage();
		const { iconUrl } = (await builtNode()).description;
		const credential = loader.getCredential('rockerboxApi').type;
		const urls = [iconUrl, credential.iconUrl].flatMap((both) =>
			typeof both === 'string' ? [both] : [both?.light, both?.dark],
		);

		expect(urls).toHaveLength(4);
		for (const url of urls) {
			expect(built).toContain(url?.replace('icons/n8n-nodes-rockerbox/', ''));
		}
	});

	test('offers Send Conversion and Send Marketing Event', async () => {
		const { description } = await builtNode();
		const operation = description.properties.find(({ name }) => name === 'operation');

		expect(operation?.options).toMatchObject([
			{ name: 'Send Conversion', value: 'sendConversion', action: 'Send conversion' },
			{ name: 'Send Marketing Event', value: 'sendMarketingEvent', action: 'Send marketing event' },
		]);
	});

	test('explains every property, in the credential too', async () => {
		const unexplained = (await allProperties()).filter(
			({ property: { type, description } }) =>
				!['notice', 'hidden'].includes(type) && !description?.trim(),
		);

		expect(unexplained.map(({ path }) => path)).toEqual([]);
	});

	test('has no markup in its notices but links: n8n 2.8 and newer drop the rest, line breaks too', async () => {
		const withMarkup = (await allProperties()).filter(
			({ property: { type, displayName } }) => type === 'notice' && /<(?!\/?a\b)/.test(displayName),
		);

		expect(withMarkup.map(({ path }) => path)).toEqual([]);
	});

	test('shows an example in every text field, in the credential too', async () => {
		const withoutExample = (await allProperties()).filter(
			({ property: { type, placeholder } }) => type === 'string' && !placeholder?.trim(),
		);

		expect(withoutExample.map(({ path }) => path)).toEqual([]);
	});
});

describe('The output preview', () => {
	const { run } = useRockerbox();

	const everything = operations.map((operation): [string, INodeParameters] => [
		operation.option.value,
		{ ...everyField(operation), options: { conversionKey: 'order_id' } },
	]);

	test.each(everything)(
		'of %s has the keys and types of a real output',
		async (operation, mapped) => {
			const { success } = await run([{}], { parameters: mapped });
			const schema = readJson(`${SCHEMAS}/${operation}.json`) as unknown as Schema;
			const real = schemaOf(success[0].json) as Required<Schema>;
			// Rockerbox can answer anything. The editor's preview shows the first of these.
			real.properties.response = { type: ['string', 'object', 'array'] };

			expect(withoutVersion(schema)).toEqual(real);
		},
	);

	// n8n offers the preview's fields to later nodes, where fields of a dry run would be empty in a real one.
	test.each(everything)('of %s has no fields of a dry run', async (operation, mapped) => {
		const options = { conversionKey: 'order_id' };
		const { success } = await run([{}], { parameters: { ...mapped, dryRun: true, options } });
		const { properties } = readJson(`${SCHEMAS}/${operation}.json`) as unknown as Required<Schema>;
		const onlyThere = ['readable', 'request'];

		expect(Object.keys(success[0].json)).toEqual(expect.arrayContaining(onlyThere));
		for (const key of onlyThere) expect(properties).not.toHaveProperty(key);
	});

	test.each(everything)(
		'of %s lists the keys of the payload in the order sent',
		async (operation, mapped) => {
			const { success } = await run([{}], { parameters: mapped });
			const { conversion, event } = success[0].json;
			const { properties } = readJson(
				`${SCHEMAS}/${operation}.json`,
			) as unknown as Required<Schema>;
			const shown = properties.conversion ?? properties.event;

			expect(Object.keys(shown.properties ?? {})).toEqual(
				Object.keys((conversion ?? event) as IDataObject),
			);
		},
	);
});

async function builtNode(): Promise<INodeType> {
	return (await loadBuiltPackage()).getNode('rockerbox').type as INodeType;
}

/** Every property of the node and of the credential, also in collections, with where it is. */
async function allProperties() {
	const loader = await loadBuiltPackage();
	return [
		...nested((await builtNode()).description.properties, 'node'),
		...nested(loader.getCredential('rockerboxApi').type.properties, 'credential'),
	];
}

function nested(
	properties: INodeProperties[],
	above: string,
): Array<{ path: string; property: INodeProperties }> {
	return properties.flatMap((property) => {
		const path = `${above}.${property.name}`;
		const inside = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return nested(option.values, `${path}.${option.name}`);
			return 'type' in option ? nested([option], path) : [];
		});
		return [{ path, property }, ...inside];
	});
}

interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
}

function withoutVersion(schema: Schema): Schema {
	return { type: schema.type, properties: schema.properties };
}

/** The JSON schema of one value, as n8n's previews are written. */
function schemaOf(value: unknown): Schema {
	if (typeof value === 'number' && Number.isInteger(value)) return { type: 'integer' };
	if (typeof value !== 'object' || value === null) return { type: typeof value };
	return {
		type: 'object',
		properties: Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, schemaOf(inner)]),
		),
	};
}
