import type { INodeProperties } from 'n8n-workflow';
import { operations } from '../../nodes/Rockerbox/operations';
import { options } from '../../nodes/Rockerbox/operations/options';
import { readText } from '../support/engineFiles';
import { exampleOf } from '../support/everyField';

/** The part of a page from this heading to the next. */
const section = (page: string, heading: string) =>
	page.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#+ /m)[0] ?? '';

const REFERENCE = readText('docs/reference.md');
const RULES = { timezone: 'UTC', now: Date.now() / 1000, allowMissingAction: false };

describe.each(operations.map((operation) => [operation.option.name, operation] as const))(
	'%s',
	(name, operation) => {
		const table = section(REFERENCE, name);
		const schema = JSON.parse(
			readText(`nodes/Rockerbox/__schema__/v1.0.0/${operation.option.value}.json`),
		) as { properties: Record<string, { properties?: object }> };
		const preview = schema.properties[operation.outputKey].properties ?? {};

		describe.each(Object.entries(operation.fields))('the field %s', (key, field) => {
			test('has an example that its own rule accepts', () => {
				expect(exampleOf(field)).not.toBe('');
				expect(field.schema(RULES).safeParse(exampleOf(field))).toHaveProperty('success', true);
			});

			test('is in the preview of the output', () => {
				expect(Object.keys(preview)).toContain(key);
			});

			test("has a row in the reference's table", () => {
				expect(table).toMatch(
					new RegExp(`^\\| ${field.property.displayName} +\\| \`${key}\` +\\|`, 'm'),
				);
			});

			test("is in the reference's list of names that Map Automatically takes", () => {
				expect(section(REFERENCE, 'Map Automatically')).toContain(`\`${key}\``);
			});
		});

		test('has the same fields in the docs and the preview, in the same order', () => {
			const rows = [...table.matchAll(/^\| [^|]+\| `(\w+)` +\|/gm)].map(([, key]) => key);
			expect(rows).toEqual(Object.keys(operation.fields));
			expect(Object.keys(preview)).toEqual(Object.keys(operation.fields));
		});
	},
);

describe("The reference's table of options", () => {
	const rows = [...section(REFERENCE, 'Options').matchAll(/^\|(.*)\|(.*)\|(.*)\|$/gm)]
		.map(([, ...cells]) => cells.map((cell) => cell.trim()))
		.slice(2); // the header and the line below it
	// The other options only keep values while the editor doesn't show the real ones.
	const shown = (options.options as INodeProperties[]).filter(
		({ type }) => !['hidden', 'notice'].includes(type),
	);

	test('has a row for each option, in the order of the menu', () => {
		expect(rows.map(([name]) => name)).toEqual(shown.map(({ displayName }) => displayName));
	});

	test.each(shown.filter(({ type }) => type === 'number'))(
		'says what $displayName is without the option, and between which limits it can be set',
		({ displayName, default: initially, typeOptions = {} }) => {
			const [, text, without] = rows.find(([name]) => name === displayName)!;
			expect(without).toBe(initially === 0 ? 'No limit' : String(initially as number));
			if (initially !== 0) {
				expect(text).toContain(`${typeOptions.minValue} to ${typeOptions.maxValue}`);
			}
		},
	);
});
