/**
 * Reads an address as the URL standard does; undefined if it isn't one. `URL.canParse` would be shorter, but
 * once Node.js 20 has compiled it, it refuses a host with letters such as ü.
 */
export function parseUrl(address: string, base?: string): URL | undefined {
	try {
		return new URL(address, base);
	} catch {
		return undefined; // it throws for anything that isn't an address
	}
}
