import type { OtherField } from '../../../../nodes/Rockerbox/prepare/mapping/mappedItem';
import { readExtras } from '../../../../nodes/Rockerbox/prepare/payload/extras';

const fields = { email: 'jane@example.com', phone: ' ', order_id: undefined };
const coupon: OtherField = { name: 'coupon', value: 'input' };
const nothing = { payload: {}, fields: {}, leftOut: [], problems: [] };

describe('other fields of the input', () => {
	test('are after the extra parameters', () => {
		const rows = [{ name: 'z', value: '1' }];
		const { payload } = readExtras(rows, fields, [coupon, { name: 'a', value: '2' }]);
		expect(Object.keys(payload)).toEqual(['z', 'coupon', 'a']);
	});

	test.each<[string, OtherField]>([
		['what is mapped', { name: 'email', value: 'input@example.com' }],
		['an extra parameter', { name: 'gift', value: 'input' }],
		['an extra parameter of a field’s name', { name: 'order_id', value: 'input' }],
	])('give way silently to %s', (_, other) => {
		const rows = [
			{ name: ' gift', value: 'node' },
			{ name: 'order_id', value: 'node' },
		];
		expect(readExtras(rows, fields, [other])).toStrictEqual(readExtras(rows, fields));
	});

	test('give way even where they could not be sent', () => {
		expect(readExtras([], fields, [{ name: 'email', value: NaN }])).toStrictEqual(nothing);
	});

	test('fill a field that is empty', () => {
		const others = [
			{ name: 'phone', value: '212' },
			{ name: 'order_id', value: { a: 1 } },
		];
		expect(readExtras([], fields, others)).toStrictEqual({
			...nothing,
			fields: { phone: '212', order_id: { a: 1 } }, // for the field's rule to classify
		});
	});

	test('with the same name are sent once: the first with a value', () => {
		const others = [{ name: 'coupon', value: '' }, coupon, { name: 'coupon', value: 'second' }];
		expect(readExtras([], fields, others).payload).toStrictEqual({ coupon: 'input' });
	});

	test('without a real value are left out and named', () => {
		const { leftOut, problems, payload } = readExtras([], fields, [
			{ name: 'x', type: 'number', value: Infinity },
			coupon,
		]);
		expect(leftOut).toEqual([{ label: 'Input field "x"', found: 'Infinity' }]);
		expect(problems).toEqual([]);
		expect(payload).toStrictEqual({ coupon: 'input' });
	});
});

test('an extra parameter never gives way: a name that is already used is a problem', () => {
	const { problems } = readExtras([{ name: 'email', value: 'x' }], fields, [coupon]);
	expect(problems).toEqual([expect.stringMatching(/^Extra parameter "email" is already set/)]);
});
