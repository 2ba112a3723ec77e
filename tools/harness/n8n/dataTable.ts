import type { Rest } from './rest';

/** A row, with the columns of its table. All values are text, whatever their type was. */
export type Row = Record<string, string> & { id: number };

/** A data table of n8n, known by its name. */
export class DataTable {
	constructor(
		private readonly rest: Rest,
		private readonly name: string,
	) {}

	/** All rows, oldest first; none if there is no such table yet. */
	async rows(): Promise<Row[]> {
		const path = await this.path();
		if (!path) return [];
		const { data } = await this.rest.ask<{ data: Row[] }>(
			'GET',
			`${path}/rows?take=1000&sortBy=id:asc`,
		);
		return data;
	}

	async count(): Promise<number> {
		const { count } = await this.rest.ask<{ count: number }>(
			'GET',
			`${await this.path()}/rows?take=1`,
		);
		return count;
	}

	/** Changes a row, as a user does in n8n's own view of the table. */
	async correct(id: number, values: Record<string, unknown>): Promise<void> {
		await this.rest.ask('PATCH', `${await this.path()}/rows`, {
			filter: { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] },
			data: values,
		});
	}

	/** The path of the page on which n8n shows it. */
	async page(): Promise<string> {
		return (await this.path())!.replace('/data-tables/', '/datatables/');
	}

	private async path(): Promise<string | undefined> {
		const project = await this.rest.ask<{ id: string }>('GET', '/projects/personal');
		const tables = await this.rest.ask<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			`/projects/${project.id}/data-tables?take=250`,
		);
		const table = tables.data.find(({ name }) => name === this.name);
		return table && `/projects/${project.id}/data-tables/${table.id}`;
	}
}
