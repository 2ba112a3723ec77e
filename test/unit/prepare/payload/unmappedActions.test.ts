import { unmappedActionCounter } from '../../../../nodes/Rockerbox/prepare/payload/unmappedActions';
import type { Json } from '../../../../nodes/Rockerbox/values/json';

function sentenceOf(actions: Array<Json | undefined>): string | undefined {
	const counter = unmappedActionCounter();
	for (const action of actions) counter.count(action);
	return counter.remarks()[0]?.sentence;
}

const NAMES = Array.from({ length: 1_500 }, (_, index) => `name ${index}`);

describe('actions that are not in Action Mapping', () => {
	test('are not mentioned if there are none', () => {
		expect(sentenceOf([])).toBeUndefined();
	});

	test.each<[actions: Array<Json | undefined>, start: string]>([
		[['x'], '"x" (1) is not in'],
		[['x', 'x'], '"x" (2) is not in'],
		[['x', 'y', 'y'], '"y" (2) and "x" (1) are not in'],
		[['a', 'b', 'c', 'd', 'd', 'e'], '"d" (2), "a" (1), "b" (1), and others (2) are not in'],
		[['jane@example.com', 'x'], '"x" (1) and others (1) are not in'],
		[['jane@example.com'], 'An action is not in'],
		[['jane@example.com', 'jo@example.com'], 'Some actions are not in'],
		[[undefined, 'x'], '"x" (1) and others (1) are not in'],
		[NAMES, '"name 0" (1), "name 1" (1), "name 2" (1), and others (1,497) are not in'],
	])('%j: %s', (actions, start) => {
		expect(sentenceOf(actions)?.startsWith(start)).toBe(true);
	});
});
