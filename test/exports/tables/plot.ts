import * as plot from '@rheobase/plot';

const samples = { shape: [1, 3, 2], data: Float64Array.of(0, 1, 1, 0, 0, 1) } as const;
const figure = { title: 'a', description: 'b', width: 300, height: 200 };
const chart = { ...figure, xLabel: 'x', yLabel: 'y' };

import { takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plot. */
export const table: Table<typeof import('@rheobase/plot')> = {
  bars: takes(plot.bars, { ...chart, bars: [{ label: 'a', value: 1, error: 0, group: 'g' }] }),
  heatMap: takes((options: plot.HeatMapOptions) => plot.heatMap([[1, 2]], options), {
    ...chart,
    valueLabel: 'v',
    rowLabels: ['a'],
    columnLabels: ['b', 'c'],
    domain: [0, 2],
  }),
  lines: [
    takes(
      plot.lines,
      {
        ...chart,
        series: [{ label: 'a', x: [1, 2], y: [1, 2], dashed: false, mark: 'line', band: { lower: [0, 0], upper: [2, 2] } }],
        xScale: 'linear',
        yDomain: [0, 3],
      },
      { words: { xScale: { linear: true, log: true } } },
    ),
    takes(
      (series: plot.Series) => plot.lines({ series: [series] }),
      { label: 'a', x: [1, 2], y: [1, 2] },
      { words: { mark: { line: true, dots: true, both: true } } },
    ),
  ],
  raster: [
    takes((options: plot.RasterOptions) => plot.raster(samples, options), { ...figure, dt: 0.001, neurons: [0], batch: 0, labels: ['a'] }),
    takes((population: plot.Population) => plot.raster([population]), { label: 'a', samples, neurons: [0] }, { open: ['samples'] }),
  ],
  report: takes(plot.report, {
    title: 'a',
    summary: 'b',
    sections: [{ title: 'c', text: 'd', table: { columns: ['e'], rows: [[1]] } }],
    lang: 'en',
  }),
  traces: takes((options: plot.TracesOptions) => plot.traces(samples, options), { ...chart, dt: 0.001, batch: 0, labels: ['a', 'b'] }),
};
