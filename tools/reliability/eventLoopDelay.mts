import { monitorEventLoopDelay } from 'node:perf_hooks';
import { emailOf } from '../harness/audit/audit.js';
import { runWorkflow } from '../harness/engine/engine.js';
import type { Report } from '../harness/measure/report.mjs';

const ITEMS = 50_000;

/**
 * Measures how long n8n gets no turn while a large run is prepared. The last item can't be sent, so all are
 * prepared and none is sent.
 */
export async function eventLoopDelay(): Promise<Report> {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	const items = Array.from({ length: ITEMS }, (_, index) => ({
		email: index === ITEMS - 1 ? 'nobody' : emailOf(index),
		order: `O-${index}`,
		total: index / 100,
	}));
	delay.enable();
	const { failure } = await runWorkflow({
		items,
		parameters: {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			action: 'purchase',
			timestamp: '1535147451',
			additionalFields: { orderId: '={{ $json.order }}', revenue: '={{ $json.total }}' },
			options: { conversionKey: 'order_id' },
		},
		settings: { onError: 'stopWorkflow' },
		credential: { advertiserId: 'MOx2ZmMw', baseUrl: 'https://rockerbox.invalid' },
	});
	delay.disable();
	return {
		title: 'The longest stretch',
		columns: ['Prepared items', 'longest stretch, ms', '99.9 % of the stretches, ms up to'],
		rows: [[ITEMS, Math.round(delay.max / 1e6), Math.round(delay.percentile(99.9) / 1e6)]],
		deviations: failure?.text.includes('1 of 50,000') ? [] : ['The run did not end as it must'],
	};
}
