import * as Plot from '@observablehq/plot';
import { knownOptions, oneOf, optionNames } from '@rheobase/core';
import { checkList, invalid } from '../input/argument.js';
import { widestLabel } from '../svg/axis.js';
import { type ChartOptions, checkedWidth, TICK_SIZE } from '../svg/figure.js';
import type { LegendItem } from '../svg/legend.js';
import { categoryColor, colorsRepeat } from '../svg/palette.js';
import { readable, ticks } from '../svg/ticks.js';
import { drawChart, tickOptions, valueDomain } from './chart.js';
import { decimate } from './decimation.js';

/** Values between which a series lies, such as a confidence interval; one of each for every `x`. */
export interface Band {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

/** One curve. `y` values that are not finite leave a gap. */
export interface Series {
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Default: false for the first six series, whose colours differ, true for the next six, and so on. */
  readonly dashed?: boolean;
  readonly band?: Band;
  /** A line, dots (a scatter plot), or a line with dots. Default: a line. */
  readonly mark?: 'line' | 'dots' | 'both';
}

/** Options of {@link lines}, with its data. */
export interface LinesOptions extends ChartOptions {
  readonly series: readonly Series[];
  /** A logarithmic horizontal axis takes `x` above 0 only. Default: linear. */
  readonly xScale?: 'linear' | 'log';
  /** The values at the ends of the vertical axis. Default: the range of the data, widened to round numbers. */
  readonly yDomain?: readonly [low: number, high: number];
}

const names = optionNames<LinesOptions>({
  title: true,
  description: true,
  width: true,
  height: true,
  xLabel: true,
  yLabel: true,
  series: true,
  xScale: true,
  yDomain: true,
});
const seriesNames = optionNames<Series>({ label: true, x: true, y: true, dashed: true, band: true, mark: true });
const bandNames = optionNames<Band>({ lower: true, upper: true });

/**
 * Curves over a common axis, such as accuracy over time steps.
 * @returns an SVG document
 * @throws ValidationError for no series, a series without a finite value, or lists of unequal length
 */
export function lines(options: LinesOptions): string {
  const width = checkedWidth('lines', options, names);
  const { xScale = 'linear', yDomain } = options;
  oneOf('lines', 'xScale', xScale, ['linear', 'log']);
  checkList('lines: series', options.series, 'at least one series');
  const series = options.series.map((one, index) => ({
    ...knownOptions(`lines: series ${index}`, one, seriesNames),
    dashed: one.dashed ?? colorsRepeat(index),
  }));
  series.forEach(one => {
    checkSeries(one, xScale);
  });
  if (yDomain !== undefined && !(Number.isFinite(yDomain[0]) && Number.isFinite(yDomain[1]) && yDomain[0] < yDomain[1])) {
    invalid('lines: yDomain', yDomain, 'two finite numbers, the lower one first');
  }
  const xs = series.flatMap(({ x, y }) => Array.from(x).filter((_, i) => Number.isFinite(y[i])));
  const marks = series.flatMap((one, index) => seriesMarks(one, categoryColor(index), width));
  return drawChart(
    {
      name: 'Line chart',
      description: `Line chart. ${series.map(summary).join(' ')}`,
      items: series.length === 1 && series[0]?.band === undefined ? [] : series.map(legendItem),
      marks,
      yDomain:
        yDomain ?? valueDomain(series.flatMap(({ y, band }) => [y, band?.lower ?? [], band?.upper ?? []].flatMap(v => Array.from(v)))),
      // Half of the last label may stand out.
      rightRoom: widestLabel([readable(range(xs)[1])], TICK_SIZE) / 2 + 2,
      x: plotWidth => (xScale === 'log' ? logScale(xs) : linearScale(xs, plotWidth)),
    },
    width,
    options,
  );
}

const isList = (given: unknown): boolean => Array.isArray(given) || ArrayBuffer.isView(given);

function checkSeries({ label, x, y, band, mark = 'line' }: Series, xScale: 'linear' | 'log'): void {
  const object = `lines: series ${JSON.stringify(label)}`;
  oneOf(object, 'mark', mark, ['line', 'dots', 'both']);
  if (band !== undefined) knownOptions(`${object}: band`, band, bandNames);
  for (const [name, list] of [
    ['x', x],
    ['y', y],
  ] as const)
    if (!isList(list)) invalid(`${object}: ${name}`, list, 'a list of numbers');
  if (y.length === 0) invalid(`${object}: y`, [], 'at least one value', 'empty');
  if (x.length !== y.length) invalid(`${object}: x.length`, x.length, `${y.length} values, one for each y`, 'size-mismatch');
  for (const [side, values] of [
    ['lower', band?.lower],
    ['upper', band?.upper],
  ] as const) {
    if (values !== undefined && values.length !== y.length) {
      invalid(`${object}: band.${side}.length`, values.length, `${y.length} values, one for each y`, 'size-mismatch');
    }
  }
  for (let i = 0; i < x.length; i++) {
    const value = x[i] ?? Number.NaN;
    if (!Number.isFinite(value) || (xScale === 'log' && value <= 0)) {
      invalid(
        `${object}: x[${i}]`,
        value,
        xScale === 'log' ? 'a finite number above 0 (the axis is logarithmic)' : 'a finite number',
        'not-finite',
      );
    }
  }
  if (!Array.from(y).some(Number.isFinite))
    invalid(`${object}: the number of finite y values`, 0, 'at least one finite value', 'not-finite');
}

function seriesMarks({ x, y, dashed, band, mark = 'line' }: Series, color: string, width: number): Plot.Markish[] {
  const ordered = mark === 'line' && Array.from(x).every((at, i) => i === 0 || at >= (x[i - 1] ?? at));
  const points = decimate(x, y, ordered ? width : y.length);
  const marks: Plot.Markish[] = [];
  if (band !== undefined) {
    const data = Array.from(x, (at, i) => ({ at, lower: band.lower[i], upper: band.upper[i] }));
    marks.push(Plot.areaY(data, { x: 'at', y1: 'lower', y2: 'upper', fill: color, fillOpacity: 0.18 }));
  }
  if (mark !== 'dots') {
    marks.push(Plot.line(points, { stroke: color, strokeWidth: 1.75, ...(dashed === true ? { strokeDasharray: '5 4' } : {}) }));
  }
  if (mark !== 'line' || y.length === 1) {
    marks.push(Plot.dot(points, { fill: color, r: mark === 'dots' ? 2.5 : 3, ...(mark === 'dots' ? { fillOpacity: 0.75 } : {}) }));
  }
  return marks;
}

function linearScale(xs: readonly number[], plotWidth: number): Plot.ScaleOptions {
  const [low, high] = range(xs);
  const domain: [number, number] = low < high ? [low, high] : [low - 0.5, high + 0.5];
  return { domain, ...tickOptions(ticks(...domain, plotWidth / 84, xs.every(Number.isInteger))) };
}

/** Ticks at the values themselves where there are few, else at 1, 2 and 5 times powers of ten. */
function logScale(xs: readonly number[]): Plot.ScaleOptions {
  const [low, high] = range(xs);
  const domain: [number, number] = low < high ? [low, high] : [low / 2, high * 2];
  const distinct = [...new Set(xs)].sort((a, b) => a - b);
  const apart = distinct.every((value, i) => i === 0 || (value / (distinct[i - 1] ?? value)) ** 14 >= high / low);
  const values = distinct.length <= 10 && apart ? distinct : decades(...domain);
  // In the base 10 the scale leaves out labels such as 64; in a base above the whole range, and not whole, it leaves out none.
  const base = Math.floor(domain[1] / domain[0]) + 1.5;
  return { type: 'log', base, domain, ...tickOptions({ values, labels: values.map(readable), step: 1 }) };
}

function decades(low: number, high: number): number[] {
  const values: number[] = [];
  const leading = high / low > 1e4 ? [1] : [1, 2, 5];
  for (let power = -300; power < 300; power++) {
    for (const m of leading) {
      const value = Number(`${m}e${power}`);
      if (value >= low && value <= high) values.push(value);
    }
  }
  return values;
}

function range(values: readonly number[]): [number, number] {
  return [
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
}

function legendItem({ label, dashed, mark }: Series, index: number): LegendItem {
  return { label, color: categoryColor(index), mark: mark === 'dots' ? 'dot' : dashed === true ? 'dash' : 'line' };
}

function summary({ label, y }: Series): string {
  const [low, high] = range(Array.from(y).filter(Number.isFinite));
  return `${label}: ${readable(y.length)} values from ${readable(low)} to ${readable(high)}.`;
}
