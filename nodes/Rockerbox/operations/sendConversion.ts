import { z } from 'zod';
import { email } from '../values/email';
import { revenue } from '../values/revenue';
import { identifier, plainValue, text } from '../values/text';
import { tidyEmail, tidyId, tidyPersonId, tidyText } from '../values/tidy';
import { isNotSet, optional, required, type MissingParams } from '../values/value';
import type { Fields, Mapping } from './field';
import type { Operation } from './operation';
import { orNamed, timestampField, toolDescription } from './shared';

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
			hint: "Required: 'Email', 'Customer ID' or both",
			description:
				"The customer's email, exactly as your Identify pixel collects it (plain or hashed). Required unless you map 'Customer ID'. Map both if you can.",
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
				"Your ID for the customer. It must be the one that your Identify pixel collects. Required unless you map 'Email'. Map both if you can.",
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
				"The conversion's name in Rockerbox, spelled exactly the same, such as purchase. If your data uses other names, add the option 'Action Mapping'.",
		},
		optionalBy: 'allowMissingAction',
		inAutoMode: {
			placeholder: 'e.g. purchase',
			hint: "Leave empty to use the input field 'action'",
			description:
				"The conversion's name in Rockerbox, spelled exactly the same, such as purchase. Leave it empty to use the input field 'action'.",
		},
		tidy: tidyText,
		schema: ({ allowMissingAction, isAutomatic }) =>
			allowMissingAction
				? optional(text)
				: required(
						text,
						`Enter the conversion's name in Rockerbox, such as purchase${orNamed('action', isAutomatic)}. If Rockerbox told you to send this conversion without an action, add the option 'Allow Missing Action' and switch it on.`,
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
				"The order's ID, the same as in your own reports. Rockerbox can use it to recognize duplicates.",
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
				'The value of the conversion, defined as in your own reports (for example, with or without tax), such as 27.50 or $1,234.50. Sent with two decimal places and no currency.',
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
			description: "Rockerbox doesn't document the values. Ask your account manager what to send.",
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
			description: "Rockerbox doesn't document the values. Ask your account manager what to send.",
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
			description: "Rockerbox doesn't document the values. Ask your account manager what to send.",
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
				"The customer's phone number, sent as mapped. Rockerbox's pixel uses ten digits without formatting.",
		},
		inCollection: true,
		isPersonal: true,
		tidy: tidyId,
		schema: () => optional(identifier),
	},
};

/** At least one of the two is required. Without it, Rockerbox can't know the person. */
const identity = (mapping: Mapping) =>
	z
		.object({ email: z.unknown(), customer_id: z.unknown() })
		.transform(({ email: address, customer_id: customerId }, context) => {
			if (isNotSet(address) && isNotSet(customerId)) {
				const params: MissingParams = { isMissing: true, fields: ['email', 'customer_id'] };
				const message = `and Customer ID ${withoutPerson(mapping)}`;
				context.addIssue({ code: 'custom', params, path: ['email'], message });
			}
			return {};
		});

function withoutPerson({ isAutomatic = false, isPersonMapped = true }: Mapping): string {
	if (isAutomatic) {
		return "are both empty, so Rockerbox can't know the person. Map Automatically takes them from input fields named email or customer_id: rename yours, or choose Map Each Field Manually.";
	}
	return isPersonMapped
		? "are both empty, so Rockerbox can't know the person. Fill one in where the data comes from, or put n8n's node Filter before this one to leave such items out."
		: 'are not mapped, and Rockerbox needs one of them to know the person. Map one, or both if you can.';
}

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
		placeholder: 'Add Revenue, Order ID or another field',
		default: {},
		description: 'More fields that Rockerbox documents for a conversion',
	},
	refinement: identity,
};
