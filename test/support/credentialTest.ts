import '../../tools/harness/engine/environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';
import { loadBuiltPackage } from '../../tools/harness/engine/engine';
import { additionalData, CredentialsHelper } from '../../tools/harness/engine/server';

const node: INode = {
	id: 'temp',
	name: 'Temp-Node',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { rockerboxApi: { id: '1', name: 'Rockerbox account' } },
};

/**
 * Runs the test of the built credential as n8n does when one is saved: n8n's engine sends its request like
 * that of a declarative node. n8n's own `CredentialsTester` is in its server package, so only tests in a real
 * n8n show that n8n does the same. Returns n8n's message for a failure, or undefined.
 */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const builtPackage = await loadBuiltPackage();
	const { request } = builtPackage.getCredential('rockerboxApi').type.test!;
	const nodeType: INodeType = {
		description: {
			displayName: 'No Operation',
			name: node.type,
			group: ['organization'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'rockerboxApi', required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const context = new ExecuteContext(
		new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		}),
		node,
		additionalData(new CredentialsHelper(builtPackage, data)),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const credential = { id: '1', name: 'Rockerbox account', type: 'rockerboxApi', data };
	try {
		await new RoutingNode(context, nodeType, credential).runNode();
		return undefined;
	} catch (error) {
		const { cause, message } = error as Error & { cause?: { code?: string } };
		return cause?.code ?? message;
	}
}
