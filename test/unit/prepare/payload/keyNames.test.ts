import { sendConversion } from '../../../../nodes/Rockerbox/operations/sendConversion';
import { keysOnTheWire } from '../../../../nodes/Rockerbox/prepare/payload/keyNames';
import { refusalOf } from '../../../support/refusal';

const rows = (...names: unknown[]) => ({
	extraParameters: { assignments: names.map((name) => ({ name, value: 'x' })) },
});
const keys = (names: string[], parameters = {}) => keysOnTheWire(names, sendConversion, parameters);

describe('the names of a conversion key', () => {
	test.each<[string, string[], string[], object?]>([
		['as they are on the wire', ['order_id', 'email', 'date'], ['order_id', 'email', 'date']],
		['as the panel has them', ['Order ID', 'Email'], ['order_id', 'email']],
		['in other spellings', ['orderId', 'CUSTOMER-ID'], ['order_id', 'customer_id']],
		['twice the same', ['Order ID', 'order_id'], ['order_id']],
		['an extra parameter', ['coupon'], ['coupon'], rows('coupon')],
		[
			'an extra parameter that is called like a field',
			['Order ID'],
			['Order ID'],
			rows('Order ID'),
		],
		[
			'any name, if extra parameters are named by an expression',
			['x'],
			['x'],
			rows('={{ $json.a }}'),
		],
		['any name, if other input fields are sent', ['x'], ['x'], { includeOtherFields: true }],
		['any name, if an expression decides that', ['x'], ['x'], { includeOtherFields: '={{ 1 }}' }],
	])('can be %s', (_, names, expected, parameters = {}) => {
		expect(keys(names, parameters)).toEqual(expected);
	});

	test.each([
		[['foo'], '"foo", a field that is not sent.'],
		[['order_id email'], '"order_id email", a field that is not sent.'],
		[['order_id', 'x', 'Date'], '"x" and "Date", fields that are not sent.'],
		[['__proto__'], '"__proto__", a field that is not sent.'],
	])('%j are refused once for the run', (names, found) => {
		expect(refusalOf(() => keys(names, rows('coupon')))).toContain(`Conversion Key names ${found}`);
	});
});
