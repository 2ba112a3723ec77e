import { isWarning, mostImportant, type Remark, type Topic } from '../../nodes/Rockerbox/remark';

/** From what may be wrong, over what is missing, to what is only to be known. */
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

test('Remarks are told in the order of their importance', () => {
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

test('What is only to be known gives way without a word', () => {
	const remarks = ['missingFields', 'answers', 'chosenZone', 'leftOut'] as const;
	expect(shown(remarks.map(remark), 3)).toEqual(['answers.', 'leftOut.', 'chosenZone.']);
	expect(shown(remarks.map(remark), 2)).toEqual(['answers.', 'leftOut.']);
});

test('What is cut is named, once for each topic', () => {
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

test('Only what needs no doing is no warning', () => {
	expect(ORDER.filter((topic) => !isWarning(remark(topic)))).toEqual([
		'chosenZone',
		'missingFields',
		'pathNames',
	]);
});
