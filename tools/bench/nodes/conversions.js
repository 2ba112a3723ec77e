/** The conversion that the item at this index holds, by the names that Rockerbox knows. */
exports.conversionAt = (index) => ({
	email: `person-${index}@example.com`,
	customer_id: `C-${index}`,
	action: 'purchase',
	timestamp: 1_735_147_451 + index,
	order_id: `O-${index}`,
	revenue: 10 + (index % 1000) / 100,
});
