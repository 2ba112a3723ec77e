import { fillPart } from '../harness/marks.mjs';
import type { Example } from './example.mjs';
import { isAboutSource, nodeToPaste } from './nodeToPaste.mjs';

/** The guide, with the node to paste in the recipe of each source. */
export function toGuide(guide: string, examples: Example[]): string {
	return examples
		.filter(isAboutSource)
		.reduce((page, example) => fillPart(page, example.name, nodeToPaste(example)), guide);
}
