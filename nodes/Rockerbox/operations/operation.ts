import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import type { Conversion } from './sendConversion';
import type { MarketingEvent } from './sendMarketingEvent';
import type { Fields, Rules } from './field';

/** One kind of event that the node can send. */
export interface Operation {
	option: INodePropertyOptions;
	/** The key under which the output holds the payload. */
	outputKey: 'conversion' | 'event';
	/** The fields that the editor always shows. */
	fields: Fields;
	/** The optional fields, which the user adds from a menu. */
	collection: { property: INodeProperties; fields: Fields };
	schema: (rules: Rules) => z.ZodType<Conversion | MarketingEvent, z.ZodTypeDef, unknown>;
}
