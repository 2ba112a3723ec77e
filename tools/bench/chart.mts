import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as echarts from 'echarts';
import { repository } from '../harness/paths.mjs';
import { CASES, TITLES, type Case } from './cases.mjs';
import type { Row } from './summary.mjs';

const CHART = join(repository, '.github/images/performance.svg');
const ITEMS = 2_000;

const COLORS: Record<Case, string> = {
	'http-request': '#9aa3af',
	'http-request-batched': '#c8ced6',
	manual: '#0a7d5a',
	auto: '#36b58b',
	floor: '#e2b04a',
	raw: '#e8e1d0',
};

/** Draws how many conversions a second each case sends, in runs of 2,000 items. */
export async function drawChart(rows: Row[]): Promise<void> {
	const shown = CASES.filter(
		(name) => name !== 'raw' && name !== 'http-request-batched',
	).toReversed();
	const bars = [
		{ roundTripMs: 40, delayMs: 50 },
		{ roundTripMs: 120, delayMs: 150 },
	].flatMap(({ roundTripMs, delayMs }) =>
		shown.map((name) => {
			const row = rows.find(
				(one) => one.case === name && one.roundTripMs === roundTripMs && one.delayMs === delayMs,
			);
			return {
				label: `${TITLES[name]}, ${roundTripMs} + ${delayMs} ms`,
				value: Math.round(row?.itemsPerSecond ?? 0),
				itemStyle: { color: COLORS[name] },
			};
		}),
	);
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 820, height: 420 });
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		title: {
			text: 'Conversions sent per second',
			subtext: `Runs of ${ITEMS.toLocaleString('en-US')} items with six mapped fields, over https; round trip + time of the server`,
			left: 12,
			top: 8,
		},
		grid: { left: 300, right: 70, top: 80, bottom: 30 },
		xAxis: { type: 'value', splitLine: { lineStyle: { color: '#eee' } } },
		yAxis: {
			type: 'category',
			data: bars.map(({ label }) => label),
			axisTick: { show: false },
			axisLabel: { fontSize: 11 },
		},
		series: [
			{
				type: 'bar',
				barWidth: 20,
				label: { show: true, position: 'right', fontSize: 11 },
				data: bars.map(({ value, itemStyle }) => ({ value, itemStyle })),
			},
		],
	});
	await writeFile(CHART, `${chart.renderToSVGString()}\n`);
	chart.dispose();
}
