import xss, { escapeAttrValue } from 'xss';

const TAGS = [
	...['p', 'strong', 'b', 'code', 'a', 'br', 'i', 'ul', 'li', 'em', 'small'],
	...['details', 'summary', 'mark'],
];
const ATTRIBUTES = ['href', 'name', 'target', 'title', 'class', 'id', 'style'];

/**
 * The parts of text that n8n's editor lets through when it shows the text as HTML. This is its `sanitizeHtml`
 * (`htmlUtils.ts` of n8n-editor-ui 2.40), which filters a toast's message and the description of an error.
 */
export function sanitizeHtml(text: string): string {
	return xss(text, {
		onTagAttr: (_tag, name, value) => {
			if (!ATTRIBUTES.includes(name) && !name.startsWith('data-')) return undefined;
			return name === 'href' && !/^(?:https?:\/)?\//.test(value)
				? ''
				: `${name}="${escapeAttrValue(value)}"`;
		},
		onTag: (tag) => (TAGS.includes(tag) ? undefined : ''),
	});
}

/** The same for the description of an error, in which backticks mean code. */
export function sanitizeDescription(text: string): string {
	return sanitizeHtml(text.replace(/`(.*?)`/g, '<code>$1</code>'));
}
