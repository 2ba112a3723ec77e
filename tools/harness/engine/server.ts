import './environment';
import { ExecutionLifecycleHooks, getAdditionalKeys, type PackageDirectoryLoader } from 'n8n-core';
import {
	ICredentialsHelper,
	injectDomainRestrictionFields,
	isExpression,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/**
 * n8n's own class is in its server package, with a database. This one does the same with given data. It
 * imitates n8n's code, so only tests in a real n8n show that n8n does the same.
 */
export class CredentialsHelper extends ICredentialsHelper {
	reads = 0;

	constructor(
		private readonly builtPackage: PackageDirectoryLoader,
		private readonly entered: ICredentialDataDecryptedObject,
	) {
		super();
	}

	/** Fills in defaults, and evaluates expressions for the item that the node asks about. */
	async getDecrypted(
		data: IWorkflowExecuteAdditionalData,
		_credential: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		item?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		const decrypted = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			this.entered as INodeParameters,
			true,
			false,
			null,
			null,
		)!;
		if (!item) return await Promise.resolve(decrypted as ICredentialDataDecryptedObject);
		return item.workflow.expression.getParameterValue(
			decrypted,
			item.runExecutionData,
			item.runIndex,
			item.itemIndex,
			item.node.name,
			item.connectionInputData,
			mode,
			getAdditionalKeys(data, mode, null, { isCredential: true }),
			executeData,
			false,
			decrypted,
		) as ICredentialDataDecryptedObject;
	}

	/** Applies the credential class's generic `authenticate`, like n8n always as text. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		requestingNode: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.builtPackage.getCredential(typeName).type;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		const resolve = (value: string) =>
			isExpression(value)
				? String(
						workflow.expression.getSimpleParameterValue(
							requestingNode,
							value,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						) || '',
					)
				: value;
		const parts = Object.entries(authenticate?.properties ?? {}) as Array<
			['headers' | 'qs' | 'body' | 'auth', Record<string, string>]
		>;
		for (const [part, properties] of parts) {
			const resolved = Object.entries(properties).map(([key, value]) => [
				resolve(key),
				resolve(value),
			]);
			const all = Object.assign({}, requestOptions[part], Object.fromEntries(resolved)) as object;
			Object.assign(requestOptions, { [part]: all });
		}
		return requestOptions;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {
		await Promise.resolve();
	}

	async runPreAuthentication(): Promise<undefined> {
		await Promise.resolve();
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return injectDomainRestrictionFields(this.builtPackage.getCredential(type).type);
	}

	async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('There is no database.'));
	}

	async updateCredentials(): Promise<void> {
		await Promise.reject(new Error('There is no database.'));
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.reject(new Error('There is no database.'));
	}
}

/** The parts of n8n's server that the engine asks for here. */
export function additionalData(
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const url = 'http://n8n.invalid';
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('trigger', '1', {
			id: 'workflow',
			name: 'Workflow',
			active: false,
			isArchived: false,
			activeVersionId: null,
			nodes: [],
			connections: {},
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
	};
	return data as IWorkflowExecuteAdditionalData;
}
