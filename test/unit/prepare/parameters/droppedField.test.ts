import { droppedField } from '../../../../nodes/Rockerbox/prepare/parameters/droppedField';

const NOW = '={{ $now }}';

describe('a field dropped onto the default expression', () => {
	test.each([
		['after it', '={{ $now }}{{ $json.paid_at }}', '{{ $json.paid_at }}'],
		['after it, with a space', '={{ $now }} {{ $json.paid_at }}', '{{ $json.paid_at }}'],
		['before it', '={{ $json.paid_at }}{{ $now }}', '{{ $json.paid_at }}'],
		['into its braces', '={{ $now $json.paid_at}}', '{{ $json.paid_at }}'],
		['into its word', '={{ $n$json.paid_atow }}', '{{ $json.paid_at }}'],
		['with a name in brackets', '={{ $now }}{{ $json["Paid At"] }}', '{{ $json["Paid At"] }}'],
		[
			'with a quote in its name',
			String.raw`={{ $now }}{{ $json["5\" print"] }}`,
			String.raw`{{ $json["5\" print"] }}`,
		],
		['inside a list', '={{ $now }}{{ $json.lines[0].date }}', '{{ $json.lines[0].date }}'],
		[
			'from a node further back',
			"={{ $now }}{{ $('All orders').item.json.paid_at }}",
			"{{ $('All orders').item.json.paid_at }}",
		],
	])('%s is found', (_, raw, field) => {
		expect(droppedField(NOW, raw)).toBe(field);
	});
});

describe('what the user wrote is left alone', () => {
	test.each([
		NOW,
		'={{ $json.paid_at }}',
		'={{ $json.paid_at ?? $now }}',
		'={{ $now.minus({ days: 1 }) }}',
		'={{ $now }}{{ $json }}',
		'={{ $now }} and {{ $json.paid_at }}',
		'={{ $now }}{{ $json.a }}{{ $json.b }}',
		'={{ [$now, $json.paid_at][1] }}',
		'2024-08-07',
		'',
		undefined,
		5,
	])('%p', (raw) => {
		expect(droppedField(NOW, raw)).toBeUndefined();
	});

	test.each(['', '2024', undefined, {}])('where the default is %p', (initially) => {
		expect(droppedField(initially, '={{ $now }}{{ $json.paid_at }}')).toBeUndefined();
	});
});
