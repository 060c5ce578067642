import { knownOptions, optionNames } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import { checkDt, checkIndex, checkLabels, invalid } from './input/argument.js';
import { checkSamples } from './input/samples.js';
import { type TimeAxis, type Times, timeAxis, timeGrid, timesEvery, timesOf } from './input/times.js';
import { type Area, bottomAxis, frame, leftAxis, type Tick, widestLabel } from './svg/axis.js';
import { checkedWidth, type FigureOptions, figure, heading, LABEL_SIZE, TICK_SIZE } from './svg/figure.js';
import { element, text } from './svg/markup.js';
import { categoryColor } from './svg/palette.js';
import { type Placed, type SpikeRows, spikePath, spikeRows } from './svg/spike-path.js';
import { fitted } from './svg/text-width.js';
import { readable, ticks } from './svg/ticks.js';

/** Neurons that share a label, a colour and a band of the raster. */
export interface Population {
  readonly label: string;
  /** Spikes are the samples other than 0. */
  readonly samples: Samples;
  /** The neurons to show, in this order from the top. Default: `neurons` of the options, else all. */
  readonly neurons?: readonly number[];
}

/** Options of {@link raster}. */
export interface RasterOptions extends FigureOptions {
  /**
   * When each step was, s, ascending; null: not known. Default: the times that the samples carry, so the last second of ten is drawn at 9 to
   * 10, and populations of unequal length, each at its times, share one axis.
   */
  readonly times?: Times | null;
  /** Seconds that one step takes, where no times are known. Default: the axis counts steps. */
  readonly dt?: number;
  /** The neurons to show, in this order from the top. Default: all. */
  readonly neurons?: readonly number[];
  /** The batch item to show. Default 0. */
  readonly batch?: number;
  /** Names of the shown neurons, top to bottom over all populations. Default: their indices. */
  readonly labels?: readonly string[];
}

const GAP = 30;

const rasterNames = optionNames<RasterOptions>({
  title: true,
  description: true,
  width: true,
  height: true,
  times: true,
  dt: true,
  neurons: true,
  batch: true,
  labels: true,
});
const populationNames = optionNames<Population>({ label: true, samples: true, neurons: true });

/**
 * A spike raster: time to the right, one row a neuron, a mark for every sample other than 0, one path a population.
 * A run longer than eight steps a pixel is shown at an eighth of a pixel, which bounds the size of the document.
 * @returns an SVG document
 * @throws ValidationError for an unknown neuron or batch item, a wrong shape, times that do not ascend, populations of unequal length without
 * times, or samples that are not finite
 */
export function raster(samples: Samples | readonly Population[], options: RasterOptions = {}): string {
  const width = checkedWidth('raster', options, rasterNames);
  checkDt('raster: dt', options.dt);
  const { bands, axis } = bandsOf(samples, options);
  const rows = bands.reduce((n, band) => n + band.rows.neurons.length, 0);
  checkLabels('raster: labels', options.labels, rows, 'neurons shown');
  const spikes = bands.reduce((n, band) => n + band.rows.count, 0);

  const head = heading(options.title, width);
  const gaps = bands.reduce((sum, band) => sum + (band.label === '' ? 0 : GAP), 0);
  const chrome = head.height + gaps + 8 + 42;
  const rowHeight = ((options.height ?? 0) > 0 ? Math.max(20, (options.height ?? 0) - chrome) : automaticHeight(rows)) / rows;
  const names = options.labels ?? bands.flatMap(band => band.rows.neurons.map(String));
  const left = Math.min(width / 3, Math.max(28, widestLabel(names, TICK_SIZE) + 12));
  // Half of the last label may stand out.
  const lastLabel = ticksOf(axis, width - left - 14).labels.at(-1) ?? '';
  const plotWidth = width - left - Math.max(14, widestLabel([lastLabel], TICK_SIZE) / 2 + 1);

  let y = head.height + 4;
  let row = 0;
  let body = head.markup;
  bands.forEach((band, index) => {
    if (band.label !== '') {
      const label = fitted(band.label, LABEL_SIZE * 1.05, plotWidth - 20);
      body += element('circle', { cx: left + 5, cy: y + 16, r: 4, fill: categoryColor(index) });
      body += text(label, { x: left + 15, y: y + 20, 'font-size': LABEL_SIZE, 'font-weight': 600 });
      y += GAP;
    }
    const count = band.rows.neurons.length;
    const area = { left, top: y, width: plotWidth, height: count * rowHeight };
    body += frame(area) + leftAxis(area, rowTicks(area, names.slice(row, row + count), rowHeight, left));
    body += spikePath(band.rows, area, categoryColor(index));
    row += count;
    y += area.height;
    if (index === bands.length - 1) body += bottomAxis(area, timeTicks(area, axis), axis.unit);
  });
  const span = axis.unit === 'step' ? `${readable(axis.end)} steps` : `${readable(axis.end - axis.start)} s`;
  const about = `Spike raster: ${readable(spikes)} spikes of ${readable(rows)} neurons in ${span}.`;
  return figure(options.title ?? 'Spike raster', options.description ?? about, width, y + 46, body);
}

/** Rows of 14 pixels while they are few, then a height that grows slowly with their number. */
function automaticHeight(rows: number): number {
  return Math.max(70, Math.min(rows * 14, Math.max(360, Math.min(560, rows))));
}

interface Band {
  readonly label: string;
  readonly rows: SpikeRows;
}

/** The populations of one axis, and how errors name each. */
type Named = Population & { readonly object: string };

/** The axis of all populations, and where on it each lies. Where none carries times, all have the same number of steps, or `dt` tells. */
function placed(
  populations: readonly Named[],
  { dt, times }: RasterOptions,
): { readonly axis: TimeAxis; readonly places: readonly Placed[] } {
  const [first] = populations;
  const steps = first?.samples.shape[1] ?? 1;
  const known = populations.map(({ object, samples }) =>
    timesOf(times === undefined ? `${object}.times` : 'raster: times', samples, times),
  );
  const odd = populations.find(({ samples }) => samples.shape[1] !== steps);
  if (known.every(list => list === null)) {
    if (odd && dt === undefined)
      invalid(`${odd.object}: the number of steps`, odd.samples.shape[1], `${steps} steps, as many as population 0 has`, 'size-mismatch');
    const longest = Math.max(...populations.map(({ samples }) => samples.shape[1]));
    return { axis: timeAxis(null, longest, dt), places: populations.map(() => ({ steps: longest, stepOf: step => step })) };
  }
  const lists = known.map((list, index): Times => {
    const population = populations[index];
    if (list !== null) return list;
    if (dt !== undefined) return timesEvery(dt, population?.samples.shape[1] ?? 1);
    return invalid(`${population?.object}.times`, undefined, 'times, as other populations have, or dt, the seconds a step takes');
  });
  const axis = timeGrid(lists, dt);
  const places = lists.map(list => ({
    steps: axis.cells,
    stepOf: (step: number) => Math.max(0, Math.round(((list[step] ?? 0) - axis.start) / axis.cell) - 1),
  }));
  return { axis, places };
}

function bandsOf(
  samples: Samples | readonly Population[],
  options: RasterOptions,
): { readonly bands: readonly Band[]; readonly axis: TimeAxis } {
  const populations: readonly Population[] = isPopulations(samples) ? samples : [{ label: '', samples }];
  if (populations.length === 0) invalid('raster: the list of populations', populations, 'at least one population', 'empty');
  const batch = options.batch ?? 0;
  const named = populations.map((population, index): Named => {
    const { label } = knownOptions(`raster: population ${index}`, population, populationNames);
    const object = isPopulations(samples) ? `raster: population ${index} (${label})` : 'raster: samples';
    checkSamples(object, population.samples);
    return { ...population, object };
  });
  const { axis, places } = placed(named, options);
  const bands = named.map(({ object, ...population }, index): Band => {
    const [items, steps, size] = population.samples.shape;
    checkIndex('raster: batch', batch, items);
    const neurons = population.neurons ?? options.neurons ?? Array.from({ length: size }, (_, i) => i);
    if (neurons.length === 0) invalid(`${object}: neurons`, neurons, 'at least one neuron to show', 'empty');
    neurons.forEach((neuron, i) => {
      checkIndex(`${object}: neurons[${i}]`, neuron, size);
    });
    const place = places[index] ?? { steps, stepOf: (step: number) => step };
    return { label: population.label, rows: spikeRows(object, population.samples, batch, neurons, place) };
  });
  return { bands, axis };
}

function isPopulations(samples: Samples | readonly Population[]): samples is readonly Population[] {
  return Array.isArray(samples);
}

/** Labels of as many rows as have room; the others can be counted from those. */
function rowTicks(area: Area, names: readonly string[], rowHeight: number, left: number): Tick[] {
  const stride = rowHeight >= 11.5 ? 1 : ticks(0, names.length, area.height / 20, true).step;
  const shown: Tick[] = [];
  for (let i = 0; i < names.length; i += stride) {
    shown.push({ at: area.top + (i + 0.5) * rowHeight, label: fitted(names[i] ?? '', TICK_SIZE, left - 10) });
  }
  return shown;
}

const ticksOf = ({ start, end, unit }: TimeAxis, width: number) => ticks(start, end, width / 84, unit === 'step');

function timeTicks(area: Area, axis: TimeAxis): Tick[] {
  const { start, end } = axis;
  const { values, labels } = ticksOf(axis, area.width);
  return values.map((value, i) => ({ at: area.left + ((value - start) / (end - start)) * area.width, label: labels[i] ?? '' }));
}
