import { inBraces, stepsIn } from './fieldPath';

/** A field as n8n's editor writes it: `$json.date`, `$('Orders').item.json["Paid At"]`. */
const FIELD = /^\$(?:json|\((?:'[^']*'|"[^"]*")\)\.item\.json)(.+)$/s;

/**
 * The field that was dropped onto a parameter's default expression, if that is how the parameter
 * came about. n8n's editor doesn't replace an expression by what is dropped there, but inserts it
 * where the mouse is: `={{ $now }}` becomes `={{ $now }}{{ $json.date }}`, or even
 * `={{ $n$json.dateow }}`. `initially` and `raw` are unevaluated; the result has braces and no `=`.
 */
export function droppedField(initially: unknown, raw: unknown): string | undefined {
	if (typeof initially !== 'string' || !initially.startsWith('=')) return undefined;
	if (typeof raw !== 'string' || raw === initially) return undefined;
	for (let before = 1; before <= initially.length; before++) {
		const [head, tail] = [initially.slice(0, before), initially.slice(before)];
		if (!raw.startsWith(head) || !raw.endsWith(tail)) continue;
		const inserted = raw.slice(head.length, raw.length - tail.length).trim();
		const field = inBraces(inserted) ?? inserted; // without them, where it was dropped into some
		const [, steps] = FIELD.exec(field) ?? [];
		if (steps && stepsIn(steps)) return `{{ ${field} }}`;
	}
	return undefined;
}
