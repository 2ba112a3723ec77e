import { z } from 'zod';
import { email } from '../values/email';
import { revenue } from '../values/revenue';
import { identifier, plainValue, text } from '../values/text';
import { tidyEmail, tidyId, tidyPersonId, tidyText } from '../values/tidy';
import { isNotSet, optional, required, type MissingParams } from '../values/value';
import type { Fields } from './field';
import type { Operation } from './operation';
import { timestampField, toolDescription } from './shared';

/**
 * A conversion as Rockerbox's Webhooks page defines it ("Required Parameters" and "Optional
 * Pre-Defined Parameters"), in the order of its sample.
 */
const fields: Fields = {
	email: {
		property: {
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'name@email.com',
			description:
				"The customer's email, written as the Identify pixel collects it (plain, or as a hash). Map this or Customer ID, or best both.",
		},
		isPersonal: true,
		tidy: tidyEmail,
		schema: () => optional(email),
	},
	customer_id: {
		property: {
			displayName: 'Customer ID',
			name: 'customerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CUST-20417',
			description:
				'Your own ID for the customer, the same as the Identify pixel collects. Map this or Email, or best both.',
		},
		isPersonal: true,
		tidy: tidyPersonId,
		schema: () => optional(identifier),
	},
	action: {
		property: {
			displayName: 'Action',
			name: 'action',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. purchase',
			description:
				'The name of the conversion, exactly as your Rockerbox account knows it, such as purchase or qualified_lead. Rockerbox may take another spelling for another conversion.',
		},
		optionalBy: 'allowMissingAction',
		inAutoMode: {
			placeholder: 'e.g. purchase',
			hint: 'If empty, the input field action is used',
			description:
				'The name of the conversion, exactly as your Rockerbox account knows it, such as purchase. Leave it empty to take it from the input field named action.',
		},
		tidy: tidyText,
		schema: ({ allowMissingAction }) =>
			allowMissingAction
				? optional(text)
				: required(
						text,
						'Enter the name that the conversion has in Rockerbox, such as purchase; to send it without one, add the option Allow Missing Action.',
					),
	},
	timestamp: timestampField('conversion'),
	order_id: {
		property: {
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. PRCH11809871',
			description:
				'The ID of the order, the same as in your own reports. Rockerbox can use it to recognize repeats.',
		},
		inCollection: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
	revenue: {
		property: {
			displayName: 'Revenue',
			name: 'revenue',
			type: 'string',
			default: '',
			placeholder: 'e.g. 27.50',
			description:
				'What the conversion is worth, by the same definition as in your own reports, such as 27.50 or $1,234.50. Sent with two decimal places, without a currency.',
		},
		inCollection: true,
		schema: (rules) => optional(revenue(rules)),
	},
	conversion_source: {
		property: {
			displayName: 'Conversion Source',
			name: 'conversionSource',
			type: 'string',
			default: '',
			placeholder: 'e.g. call_center',
			description:
				'Where the conversion came from. Rockerbox publishes no list of values: agree on them with your account manager.',
		},
		inCollection: true,
		schema: () => optional(plainValue),
	},
	in_store: {
		property: {
			displayName: 'In Store',
			name: 'inStore',
			type: 'string',
			default: '',
			placeholder: 'e.g. true',
			description:
				'Marks a sale in a store. Rockerbox publishes no list of values: agree on them with your account manager.',
		},
		inCollection: true,
		schema: () => optional(plainValue),
	},
	salesforce: {
		property: {
			displayName: 'Salesforce',
			name: 'salesforce',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0065e00000AbCdEAAV',
			description:
				'A value that ties the conversion to Salesforce. Rockerbox publishes no list of values: agree on them with your account manager.',
		},
		inCollection: true,
		isPersonal: true,
		schema: () => optional(plainValue),
	},
	phone: {
		property: {
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2128675309',
			description:
				"The customer's phone number. Sent as given; Rockerbox's pixel expects ten digits without formatting.",
			hint: "Ten digits without formatting are what Rockerbox's pixel sends",
		},
		inCollection: true,
		isPersonal: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
};

/** At least one of the two must be there: without it, Rockerbox can't know the person. */
const identity = z
	.object({ email: z.unknown(), customer_id: z.unknown() })
	.transform(({ email: address, customer_id: customerId }, context) => {
		if (isNotSet(address) && isNotSet(customerId)) {
			const params: MissingParams = { isMissing: true, fields: ['email', 'customer_id'] };
			context.addIssue({
				code: 'custom',
				params,
				path: ['email'],
				message:
					'and Customer ID are both empty. Rockerbox needs at least one of them to know the person: map one, or best both. For Map Automatically, the input needs a field named email or customer_id.',
			});
		}
		return {};
	});

export const sendConversion: Operation = {
	option: {
		name: 'Send Conversion',
		value: 'sendConversion',
		description: 'Send a conversion that happened off your website, such as a sale in a store',
		action: 'Send conversion',
	},
	outputKey: 'conversion',
	toolDescription: toolDescription(
		'Reports to Rockerbox a conversion that happened off the website, such as a phone order, a sale in a store or a renewed subscription, so that it is credited to marketing.',
		'one conversion',
		'The email or the customer ID must be there. Write amounts like 1234.50.',
	),
	identifier: 'email or customer ID',
	fields,
	collection: {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'What else Rockerbox knows about a conversion. Add what you have.',
	},
	refinement: identity,
};
