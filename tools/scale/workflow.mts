import type { Credentials } from '../harness/n8n/rest.js';
import { inARow, rockerbox, webhook, type WorkflowNode } from '../harness/n8n/workflows.mjs';

/** When a webhook answers its caller: at once, or when the last node is done. */
export type Answers = 'onReceived' | 'lastNode';

/** A workflow that sends a webhook's orders, mapped in the form that n8n's drag and drop writes. */
export function sending(answers: Answers) {
	return (path: string, credentials: Credentials): object => {
		const workflow = inARow(path, [fullyMapped(credentials)]);
		const trigger = webhook(path);
		const parameters = { ...trigger.parameters, responseMode: answers };
		const nodes = workflow.nodes.map((node) =>
			node.name === trigger.name ? { ...node, parameters } : node,
		);
		return { ...workflow, nodes };
	};
}

function fullyMapped(credentials: Credentials): WorkflowNode {
	return rockerbox(credentials, {
		parameters: {
			operation: 'sendConversion',
			email: '={{ $json.email }}',
			action: 'purchase',
			timestamp: '={{ $json.ordered_at }}',
			additionalFields: { orderId: '={{ $json.order_id }}', revenue: '={{ $json.amount }}' },
			options: {},
		},
	});
}
