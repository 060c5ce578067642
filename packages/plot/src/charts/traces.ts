import * as Plot from '@observablehq/plot';
import { optionNames } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import { checkDt, checkIndex, checkLabels, invalid } from '../input/argument.js';
import { checkSamples } from '../input/samples.js';
import { type Times, timeAxis, timesEvery, timesOf } from '../input/times.js';
import { type ChartOptions, checkedWidth } from '../svg/figure.js';
import type { LegendItem } from '../svg/legend.js';
import { categoryColor, colorsRepeat } from '../svg/palette.js';
import { readable, ticks } from '../svg/ticks.js';
import { drawChart, tickOptions, valueDomain } from './chart.js';
import { decimate } from './decimation.js';

/** Options of {@link traces}. */
export interface TracesOptions extends ChartOptions {
  /** When each step was, s, ascending; null: not known. Default: the times that the samples carry, so the last second of ten is drawn at 9 to 10. */
  readonly times?: Times | null;
  /** Seconds that one step takes, where no times are known: sample 0 is drawn at `dt`, the end of the first step. Default: the axis counts steps from 1. */
  readonly dt?: number;
  /** The batch item to show. Default 0. */
  readonly batch?: number;
  /** Names of the elements. Default: none where there is one element, else their indices. */
  readonly labels?: readonly string[];
}

/** Above this many elements a legend says nothing more. */
const MOST_NAMED = 14;

const names = optionNames<TracesOptions>({
  title: true,
  description: true,
  width: true,
  height: true,
  xLabel: true,
  yLabel: true,
  times: true,
  dt: true,
  batch: true,
  labels: true,
});

/**
 * The elements of a probe over time, one line each; from the seventh on, colours repeat with dashed lines. Samples that are not finite leave a gap.
 * @returns an SVG document
 * @throws ValidationError for an unknown batch item, a wrong shape, times that do not ascend, labels that do not match, or an element without a finite sample
 */
export function traces(samples: Samples, options: TracesOptions = {}): string {
  const width = checkedWidth('traces', options, names);
  checkDt('traces: dt', options.dt);
  checkSamples('traces: samples', samples);
  const [items, steps, size] = samples.shape;
  const batch = options.batch ?? 0;
  checkIndex('traces: batch', batch, items);
  checkLabels('traces: labels', options.labels, size, 'elements');

  const times = timesOf(options.times === undefined ? 'traces: samples.times' : 'traces: times', samples, options.times);
  const axis = timeAxis(times, steps, options.dt);
  const x = times ?? timesEvery(options.dt ?? 1, steps);
  const curves = Array.from({ length: size }, (_, element) => {
    const y = Float64Array.from({ length: steps }, (_, step) => samples.data[(batch * steps + step) * size + element] ?? Number.NaN);
    if (!y.some(Number.isFinite))
      invalid(`traces: the number of finite samples of element ${element}`, 0, 'at least one finite sample', 'not-finite');
    return decimate(x, y, Math.ceil(width));
  });
  const values = curves.flatMap(curve => curve.map(([, y]) => y));
  const named = options.labels !== undefined || size > 1;
  const labels = options.labels ?? Array.from({ length: size }, (_, i) => String(i));
  const extent = values.filter(Number.isFinite);
  const [low, high] = [extent.reduce((a, b) => Math.min(a, b), Infinity), extent.reduce((a, b) => Math.max(a, b), -Infinity)];
  const span = axis.unit === 'step' ? `${readable(steps)} steps` : `${readable(axis.end - axis.start)} s`;
  return drawChart(
    {
      name: 'Traces',
      description: `Traces of ${readable(size)} ${size === 1 ? 'element' : 'elements'} over ${span}, values from ${readable(low)} to ${readable(high)}.`,
      items: named && size <= MOST_NAMED ? labels.map(item) : [],
      marks: [
        ...(low < 0 && high > 0 ? [Plot.ruleY([0], { strokeOpacity: 0.4 })] : []),
        ...curves.flatMap((curve, i) => [
          Plot.line(curve, {
            stroke: categoryColor(i),
            strokeWidth: size > MOST_NAMED ? 1 : 1.6,
            ...(colorsRepeat(i) && size <= MOST_NAMED ? { strokeDasharray: '5 4' } : {}),
          }),
          ...(steps === 1 ? [Plot.dot(curve, { fill: categoryColor(i), r: 3 })] : []),
        ]),
      ],
      yDomain: valueDomain(values),
      x: plotWidth => {
        const domain: [number, number] = [axis.start, axis.end];
        return { domain, ...tickOptions(ticks(...domain, plotWidth / 84, axis.unit === 'step')) };
      },
    },
    width,
    { xLabel: axis.unit, ...options },
  );
}

function item(label: string, index: number): LegendItem {
  return { label, color: categoryColor(index), mark: colorsRepeat(index) ? 'dash' : 'line' };
}
