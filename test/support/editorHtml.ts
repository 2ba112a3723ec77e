import xss, { escapeAttrValue } from 'xss';

const TAGS = [
	...['p', 'strong', 'b', 'code', 'a', 'br', 'i', 'ul', 'li', 'em', 'small'],
	...['details', 'summary', 'mark'],
];
const ATTRIBUTES = ['href', 'name', 'target', 'title', 'class', 'id', 'style'];

/**
 * What n8n's editor lets through of a text that it shows as HTML: its `sanitizeHtml` (`htmlUtils.ts` of
 * n8n-editor-ui 2.40), which a toast's message goes through, and the description of an error, too.
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

/** The same of the description of an error, in which backticks are code. */
export function sanitizeDescription(text: string): string {
	return sanitizeHtml(text.replace(/`(.*?)`/g, '<code>$1</code>'));
}
