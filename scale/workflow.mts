import { inARow, rockerbox, webhook, type WorkflowNode } from '../reliability/workflows.mjs';

/** When a webhook answers its caller: at once, or when the last node is done. */
export type Answers = 'onReceived' | 'lastNode';

/** Orders from a webhook, each mapped as n8n's drag and drop maps it, and sent. */
export function sending(answers: Answers) {
	return (path: string, credentialId: string): object => {
		const workflow = inARow(path, [fullyMapped(credentialId)]);
		const trigger = webhook(path);
		const parameters = { ...trigger.parameters, responseMode: answers };
		const nodes = workflow.nodes.map((node) =>
			node.name === trigger.name ? { ...node, parameters } : node,
		);
		return { ...workflow, nodes };
	};
}

function fullyMapped(credentialId: string): WorkflowNode {
	return rockerbox(credentialId, {
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
