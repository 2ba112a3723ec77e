import type { ItemOptions } from '../../../../nodes/Rockerbox/prepare/mapping/mappedItem';
import { translateAction } from '../../../../nodes/Rockerbox/prepare/payload/actionMapping';
import { refusalOf } from '../../../support/refusal';

type Row = Record<string, unknown>;

const tableOf = (...values: Row[]): ItemOptions => ({ actionMapping: { values } });
const STAGES = tableOf(
	{ from: 'Closed Won', to: 'purchase' },
	{ from: 'Qualified', to: 'qualified_lead' },
	{ from: '17', to: 'demo' },
);

describe('an action in the table is sent under its name in Rockerbox', () => {
	test.each<[string, unknown, string]>([
		['as it is written there', 'Closed Won', 'purchase'],
		['in small letters', 'closed won', 'purchase'],
		['in capitals', 'CLOSED WON', 'purchase'],
		['with blanks around', ' Closed Won\n', 'purchase'],
		['with a blank that doesn’t break', 'Closed\u00a0Won', 'purchase'],
		['with what nobody sees', '\ufeffClosed\u200b Won', 'purchase'],
		['further down', 'Qualified', 'qualified_lead'],
		['that is a number', 17, 'demo'],
	])('%s', (_, action, expected) => {
		expect(translateAction(action, STAGES)).toStrictEqual({ action: expected });
	});

	test.each<[string, Row, unknown, string]>([
		[
			'what nobody sees on either side',
			{ from: 'Wo\u200bn', to: 'purchase\u200b' },
			'won',
			'purchase',
		],
		['blanks around either side', { from: ' Won ', to: ' purchase ' }, 'won', 'purchase'],
		['a number on the left side', { from: 17, to: 'demo' }, '17', 'demo'],
		['a number on the right side', { from: 'Won', to: 5 }, 'Won', '5'],
		['0 on both sides', { from: 0, to: 0 }, 0, '0'],
		['capitals on the right side', { from: 'won', to: 'Purchase' }, 'WON', 'Purchase'],
		[
			'a name that objects have',
			{ from: '__proto__', to: 'constructor' },
			'__proto__',
			'constructor',
		],
		['the same on both sides', { from: 'purchase', to: 'purchase' }, 'purchase', 'purchase'],
	])('with %s', (_, row, action, expected) => {
		expect(translateAction(action, tableOf(row))).toStrictEqual({ action: expected });
	});

	test('and that name is not looked up again', () => {
		const chain = tableOf({ from: 'a', to: 'b' }, { from: 'b', to: 'c' });
		expect(translateAction('a', chain)).toStrictEqual({ action: 'b' });
	});

	test.each(['send', 'skip', 'error', 'nonsense'])(
		'whatever On Unmapped Action says: %s',
		(onUnmappedAction) => {
			expect(translateAction('qualified', { ...STAGES, onUnmappedAction })).toStrictEqual({
				action: 'qualified_lead',
			});
		},
	);
});

describe('similar rows', () => {
	const spellings = tableOf({ from: 'Won', to: 'a' }, { from: 'WON', to: 'b' });

	test.each([
		['Won', 'a'],
		['WON', 'b'],
		[' WON ', 'b'],
	])('%j: the exact one counts', (action, expected) => {
		expect(translateAction(action, spellings)).toStrictEqual({ action: expected });
	});

	test('with different results are refused without an exact one', () => {
		expect(refusalOf(() => translateAction('won', spellings))).toBe(
			'Action Mapping has "won" twice. Remove one of the two rows.',
		);
	});

	test('that are identical on the left but not on the right are refused', () => {
		const twice = tableOf({ from: 'Won', to: 'a' }, { from: ' Won', to: 'b' });
		expect(refusalOf(() => translateAction('Won', twice))).toContain('has "Won" twice');
	});

	test('with the same right side do no harm', () => {
		const twice = tableOf({ from: 'Won', to: 'a' }, { from: 'Won', to: 'a' });
		expect(translateAction('won', twice)).toStrictEqual({ action: 'a' });
	});

	test('affect only the items that have their action', () => {
		const { actionMapping } = tableOf(
			{ from: 'Won', to: 'a' },
			{ from: 'Won', to: 'b' },
			{ from: 'Lost', to: '' },
			{ from: 'New', to: 'lead' },
		);
		expect(translateAction('new', { actionMapping })).toStrictEqual({ action: 'lead' });
	});
});

describe('a row without a usable right side is refused, not sent empty', () => {
	test.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \t'],
		['a list', ['purchase']],
		['an object', {}],
		['true', true],
	])('%s', (_, to) => {
		expect(refusalOf(() => translateAction('Won', tableOf({ from: 'won', to })))).toBe(
			'Action Mapping has no name in Rockerbox for "Won". Enter one in its row.',
		);
	});
});

describe('an action that is not in the table', () => {
	test.each<[string, unknown]>([
		['without the option', undefined],
		['with the option left empty', ''],
		['with an option that came up as null', null],
		['if it is to be sent', 'send'],
	])(
		'is sent unchanged %s, and is marked as unmapped if nobody chose that',
		(_, onUnmappedAction) => {
			expect(translateAction(' Closed Lost', { ...STAGES, onUnmappedAction })).toStrictEqual({
				action: ' Closed Lost', // trimmed later, like every action
				...(onUnmappedAction === 'send' ? {} : { isUnmapped: true }),
			});
		},
	);

	test('is a reason to skip the item if the user wants that', () => {
		expect(translateAction(' Closed Lost', { ...STAGES, onUnmappedAction: 'skip' })).toStrictEqual({
			skipped: 'Action was "Closed Lost", which is not in Action Mapping.',
		});
	});

	test('is refused if the user wants that', () => {
		expect(refusalOf(() => translateAction(4711, { ...STAGES, onUnmappedAction: 'error' }))).toBe(
			'Action was "4711", which is not in Action Mapping. Add it there, or choose another value for the option On Unmapped Action.',
		);
	});

	test.each([
		['part of one that is', 'Closed'],
		['longer than one that is', 'Closed Won!'],
		['constructor', 'constructor'],
	])('can be %s', (_, action) => {
		expect(translateAction(action, { ...STAGES, onUnmappedAction: 'skip' })).toHaveProperty(
			'skipped',
		);
	});

	test.each<[string, unknown]>([
		['the editor’s name of a choice', 'Send as It Is'],
		['another spelling', 'SKIP'],
		['a name that every object has', 'constructor'],
		['false', false],
		['0', 0],
		['a list', ['skip']],
	])('is refused if On Unmapped Action is %s', (_, onUnmappedAction) => {
		expect(refusalOf(() => translateAction('x', { ...STAGES, onUnmappedAction }))).toMatch(
			/^On Unmapped Action was .+, and must be send, skip or error\. Correct it in the node's options\.$/,
		);
	});
});

describe('without a table, the action doesn’t change', () => {
	test.each<[string, unknown]>([
		['no option', undefined],
		['null', null],
		['an empty text', ''],
		['a table as the editor adds it', {}],
		['a table without rows', { values: [] }],
		['a row that is not filled in', { values: [{}] }],
		['a row without a left side', { values: [{ from: ' ', to: 'purchase' }] }],
		['rows that are none', { values: [null, undefined, 'x', 5] }],
	])('%s', (_, actionMapping) => {
		for (const onUnmappedAction of ['send', 'skip', 'error']) {
			expect(translateAction('Won', { actionMapping, onUnmappedAction })).toStrictEqual({
				action: 'Won',
			});
		}
	});
});

describe('a value that isn’t an action is left to the field’s rule', () => {
	test.each<[string, unknown]>([
		['undefined', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \n'],
		['a list', ['Closed Won']],
		['an object', { from: 'Closed Won' }],
		['true', true],
	])('%s', (_, action) => {
		for (const onUnmappedAction of ['send', 'skip', 'error']) {
			expect(translateAction(action, { ...STAGES, onUnmappedAction })).toStrictEqual({ action });
		}
	});
});

describe('an invalid table is refused, not treated as empty', () => {
	test.each<[string, unknown]>([
		['a text', 'Closed Won = purchase'],
		['a number', 5],
		['true', true],
		['a list of rows', [{ from: 'Won', to: 'purchase' }]],
		['rows that are a text', { values: '={{ $json.rows }}' }],
		['rows that are an object', { values: { from: 'Won', to: 'purchase' } }],
		['rows that are null', { values: null }],
	])('%s', (_, actionMapping) => {
		expect(refusalOf(() => translateAction('Won', { actionMapping }))).toBe(
			"Action Mapping can't be read. Open it in the node's options and correct it.",
		);
	});
});
