/**
 * The least that a node can do: a loop over n8n's HTTP helper with ready-made bodies. It checks
 * nothing, and loses everything at the first failure.
 */
exports.benchFloor = class {
	description = {
		displayName: 'Bench Floor',
		name: 'benchFloor',
		group: ['output'],
		version: 1,
		description: 'Posts ready-made bodies',
		defaults: { name: 'Floor' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 1 },
		],
	};

	async execute() {
		const url = this.getNodeParameter('url', 0);
		const concurrency = this.getNodeParameter('concurrency', 0);
		const bodies = this.getInputData().map(({ json }) => JSON.stringify(json));
		const output = [];
		let next = 0;
		const worker = async () => {
			while (next < bodies.length) {
				const item = next++;
				const json = await this.helpers.httpRequest({
					method: 'POST',
					url,
					headers: { 'Content-Type': 'application/json' },
					body: bodies[item],
				});
				output[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return [output];
	}
};
