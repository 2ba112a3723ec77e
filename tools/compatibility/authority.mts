import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';

type Done = (error: Error | null, context?: SecureContext) => void;

/**
 * Issues certificates for any server. Only programs that were told to do so trust them. Its key is never
 * saved.
 */
export class Authority {
	private constructor(private readonly ca: { key: string; cert: string }) {}

	static async make(): Promise<Authority> {
		const { private: key, cert } = await generate(
			[{ name: 'commonName', value: 'Authority of a compatibility test' }],
			{
				algorithm: 'sha256',
				extensions: [
					{ name: 'basicConstraints', cA: true, critical: true },
					{ name: 'keyUsage', keyCertSign: true, critical: true },
				],
			},
		);
		return new Authority({ key, cert });
	}

	/** The certificate that others must trust. */
	get certificate(): string {
		return this.ca.cert;
	}

	/** For a TLS server: lets it answer as the server that the client asks for. */
	readonly answerAs = (host: string, done: Done): void => {
		this.contextOf(host).then(
			(context) => done(null, context),
			(error: Error) => done(error),
		);
	};

	private async contextOf(host: string): Promise<SecureContext> {
		const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
			ca: this.ca,
			extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
		});
		return createSecureContext({ key, cert });
	}
}
