import { isWarning, mostImportant, type Remark, type Topic } from '../../nodes/Rockerbox/remark';

/** From possible mistakes to missing data to mere information. */
const ORDER: Topic[] = [
	'answers',
	'suspicions',
	'unmappedActions',
	'assumedZone',
	'otherSpellings',
	'lookalikes',
	'emptyFields',
	'leftOut',
	'textBesideField',
	'chosenZone',
	'missingFields',
	'pathNames',
];
const remark = (topic: Topic): Remark => ({ topic, sentence: `${topic}.` });
const shown = (remarks: Remark[], max: number) => mostImportant(remarks, max);

test('Remarks are in the order of their importance', () => {
	const remarks = ORDER.map(remark).reverse();
	expect(shown(remarks, 20)).toEqual(ORDER.map((topic) => `${topic}.`));
});

test('Remarks of one topic keep their order', () => {
	const remarks: Remark[] = [
		{ topic: 'textBesideField', sentence: 'First.' },
		{ topic: 'textBesideField', sentence: 'Second.' },
	];
	expect(shown(remarks, 2)).toEqual(['First.', 'Second.']);
});

test.each(ORDER.slice(0, -4).map((topic, rank) => [topic, rank] as const))(
	'%s is cut only for what is more important',
	(topic, rank) => {
		const sentences = shown(ORDER.map(remark), rank + 2);
		expect(sentences).toContain(`${topic}.`);
		expect(sentences).toHaveLength(rank + 2);
		if (rank > 0) expect(shown(ORDER.map(remark), rank)).not.toContain(`${topic}.`);
	},
);

test('Mere information gives way silently', () => {
	const remarks = ['missingFields', 'answers', 'chosenZone', 'leftOut'] as const;
	expect(shown(remarks.map(remark), 3)).toEqual(['answers.', 'leftOut.', 'chosenZone.']);
	expect(shown(remarks.map(remark), 2)).toEqual(['answers.', 'leftOut.']);
});

test('Cut remarks are named, once for each topic', () => {
	const remarks = ['answers', 'emptyFields', 'leftOut', 'leftOut'] as const;
	expect(shown(remarks.map(remark), 2)).toEqual([
		'answers.',
		'There were also mapped fields that were empty and values that stand for an empty field.',
	]);
	expect(shown(remarks.map(remark), 4)).toEqual([
		'answers.',
		'emptyFields.',
		'leftOut.',
		'leftOut.',
	]);
});

test('Every remark is a warning, except for mere information', () => {
	expect(ORDER.filter((topic) => !isWarning(remark(topic)))).toEqual([
		'chosenZone',
		'missingFields',
		'pathNames',
	]);
});
