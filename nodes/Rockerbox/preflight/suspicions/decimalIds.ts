import { counted, inWords } from '../../values/inWords';
import type { Run, Suspicion } from '../candidate';

const MIN_ITEMS = 3; // some sources number by versions, but hardly with the same end for all

const FIELDS = {
	customer_id: 'Customer IDs',
	user_id: 'User IDs',
	order_id: 'Order IDs',
	phone: 'phone numbers',
	ad_campaignid: 'Ad Campaign IDs',
	ad_adgroupid: 'Ad Group IDs',
	ad_creativeid: 'Ad Creative IDs',
};

/** All IDs of a field end in `.0`: data tools write whole numbers like this in a column with gaps. */
export function decimalIds({ noun }: Run): Suspicion {
	const fields = Object.entries(FIELDS).map(([key, name]) => ({
		key,
		name,
		items: 0,
		isOther: false,
	}));
	return {
		count({ payload }) {
			for (const field of fields) {
				const id = field.isOther ? undefined : payload[field.key];
				if (typeof id !== 'string') continue;
				field.items++;
				if (!/^\d+\.0$/.test(id)) field.isOther = true;
			}
		},
		sentence() {
			const found = fields.filter(({ items, isOther }) => items >= MIN_ITEMS && !isOther);
			if (found.length === 0) return undefined;
			const items = Math.max(...found.map((field) => field.items));
			const names = inWords(
				found.map(({ name }) => name),
				String,
			);
			return `All ${names} end in .0 (${counted(items, noun)}), which no shop writes. Format the column as text where the data comes from, and export it again.`;
		},
	};
}
