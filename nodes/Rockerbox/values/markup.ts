/**
 * A message without markup, whatever values it quotes. The editor shows the message of an error as text in
 * one place and as HTML in another, where a value could lay a link over the page. In a description, it even
 * interprets backticks. So look-alikes replace these characters.
 */
export function asText(message: string): string {
	return message.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('`', "'");
}

/** The same for text that the editor shows as HTML. */
export function asHtml(message: string): string {
	return asText(message).replaceAll('&', '&amp;');
}
