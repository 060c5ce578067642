import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom/worker';
import { widestLabel } from '../svg/axis.js';
import { type ChartOptions, figure, heading, LABEL_SIZE, TICK_SIZE } from '../svg/figure.js';
import { type LegendItem, legend } from '../svg/legend.js';
import { text } from '../svg/markup.js';
import { fitted } from '../svg/text-width.js';
import { roundDomain, type Ticks, ticks } from '../svg/ticks.js';

/** A chart before it is drawn: its marks and the domain of its value axis. */
export interface Chart {
  /** Read out by screen readers where there is no title. */
  readonly name: string;
  readonly description: string;
  readonly items: readonly LegendItem[];
  readonly marks: readonly Plot.Markish[];
  readonly yDomain: readonly [number, number];
  /** Scale options for the horizontal axis, given the width of the plot area. */
  readonly x: (width: number) => Plot.ScaleOptions;
  readonly fx?: (width: number) => Plot.ScaleOptions;
  /** Room under the axis for tick labels, in pixels. Default 20. */
  readonly tickRoom?: number;
  /** Least room left of the axis, in pixels. */
  readonly leftRoom?: number;
  /** Least room right of the axis, in pixels. */
  readonly rightRoom?: number;
}

const RIGHT = 18;
const DEFAULT_HEIGHT = 300;

/** Draws a chart with Observable Plot into a document of linkedom; title, legend and axis labels are ours. */
export function drawChart(chart: Chart, width: number, options: ChartOptions): string {
  const head = heading(options.title, width);
  const key = legend(chart.items, width, head.height);
  const yLabel = options.yLabel ?? '';
  const xLabel = options.xLabel ?? '';
  const top = head.height + key.height + (yLabel === '' ? 10 : 26);
  const bottom = (chart.tickRoom ?? 20) + (xLabel === '' ? 6 : 24);
  const height = Math.max(options.height ?? Math.max(DEFAULT_HEIGHT, top + bottom + 160), top + bottom + 40);
  const yTicks = ticks(...chart.yDomain, (height - top - bottom) / 36);
  const left = Math.max(30, chart.leftRoom ?? 0, widestLabel(yTicks.labels, TICK_SIZE) + 12);
  const right = Math.max(RIGHT, chart.rightRoom ?? 0);
  const plotWidth = width - left - right;
  const svg = Plot.plot({
    document: parseHTML('<!doctype html><html><body></body></html>').document,
    width,
    height,
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: right,
    style: { fontSize: `${TICK_SIZE}px` },
    y: { domain: [...chart.yDomain], ...tickOptions(yTicks), grid: true, tickSize: 0, label: null },
    x: { label: null, ...chart.x(plotWidth) },
    ...(chart.fx === undefined ? {} : { fx: { label: null, ...chart.fx(plotWidth) } }),
    marks: [...chart.marks],
  });
  svg.querySelector('style')?.remove();
  removePixelOffset(svg);
  roundCoordinates(svg);
  const labels =
    (yLabel === '' ? '' : text(fitted(yLabel, LABEL_SIZE, width), { x: 0, y: top - 13, 'font-size': LABEL_SIZE })) +
    (xLabel === '' ? '' : text(xLabel, { x: left + plotWidth / 2, y: height - 6, 'font-size': LABEL_SIZE, 'text-anchor': 'middle' }));
  const plot = `<g text-anchor="middle">${svg.innerHTML}</g>`;
  return figure(
    options.title ?? chart.name,
    options.description ?? chart.description,
    width,
    height,
    head.markup + key.markup + labels + plot,
  );
}

/** The part of a DOM element that rounding needs. */
interface DrawnElement {
  readonly localName: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

type DrawnDocument = { querySelectorAll(selector: string): Iterable<DrawnElement> };

/**
 * Takes back the half pixel by which Plot moves its marks where it finds a window with a coarse screen, so that all runtimes draw the
 * same. The grid shows whether it did: it moves along one axis, by nothing else. A part of a shift that is 0 was not moved.
 */
function removePixelOffset(svg: DrawnDocument): void {
  const groups = [...svg.querySelectorAll('g[aria-label][transform]')];
  if (!groups.some(group => group.getAttribute('aria-label') === 'y-grid')) return;
  for (const group of groups) {
    const [x = 0, y = 0] =
      (group.getAttribute('transform') ?? '').match(/-?[\d.]+/g)?.map(part => Number(part) && Number(part) - 0.5) ?? [];
    if (x === 0 && y === 0) group.removeAttribute('transform');
    else group.setAttribute('transform', `translate(${x},${y})`);
  }
}

const COORDINATES = ['d', 'transform', 'x', 'x1', 'x2', 'y', 'y1', 'y2', 'cx', 'cy', 'width', 'height'];

/** One decimal is a tenth of a pixel, which nobody sees; it saves a quarter of the size and the last bits in which engines differ. */
function roundCoordinates(svg: DrawnDocument): void {
  for (const drawn of svg.querySelectorAll('path,line,rect,circle,text')) {
    for (const name of COORDINATES) {
      const value = drawn.getAttribute(name);
      if (value === null || value.endsWith('em')) continue;
      drawn.setAttribute(
        name,
        value.replace(/-?\d+\.\d+/g, (found: string) => String(Math.round(Number(found) * 10) / 10 || 0)),
      );
    }
  }
}

/** Ticks as Plot takes them, with our labels. */
export function tickOptions({ values, labels }: Ticks): Plot.ScaleOptions {
  const labelOf = new Map(values.map((value, i) => [value, labels[i] ?? '']));
  return { ticks: [...values], tickFormat: (value: number) => labelOf.get(value) ?? '' };
}

/** The domain of an axis for these values: widened to round ticks. */
export function valueDomain(values: Iterable<number>, withZero = false): readonly [number, number] {
  let [low, high] = withZero ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [0, 1] : roundDomain(low, high, 10);
}
