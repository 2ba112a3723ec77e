const { conversionAt } = require('./conversions');
const monitor = require('./monitor');

/** Starts the clock with as many conversions as the webhook asks for. */
exports.benchItems = class {
	description = {
		displayName: 'Bench Items',
		name: 'benchItems',
		group: ['transform'],
		version: 1,
		description: 'As many conversions as asked for',
		defaults: { name: 'Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		const [{ json }] = this.getInputData();
		const items = Array.from({ length: json.body.items }, (_, index) => ({
			json: conversionAt(index),
			pairedItem: { item: 0 },
		}));
		monitor.start(json.body.collectsGarbage);
		return [items];
	}
};
