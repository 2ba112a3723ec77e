/**
 * A message in which nothing is markup, whatever values it quotes. The editor shows the message of an
 * error as text in one place and as HTML in another, where a value could lay a link over the page; of
 * a description it even reads the backticks. So look-alikes take the place of these signs.
 */
export function asText(message: string): string {
	return message.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('`', "'");
}

/** The same for what the editor shows as HTML. */
export function asHtml(message: string): string {
	return asText(message).replaceAll('&', '&amp;');
}
