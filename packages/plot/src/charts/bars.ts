import * as Plot from '@observablehq/plot';
import { knownOptions, optionNames } from '@rheobase/core';
import { checkList, invalid } from '../input/argument.js';
import { type ChartOptions, checkedWidth } from '../svg/figure.js';
import { categoryColor } from '../svg/palette.js';
import { fitted, textWidth } from '../svg/text-width.js';
import { readable } from '../svg/ticks.js';
import { drawChart, valueDomain } from './chart.js';

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Half the length of an error line about the value, 0 or more. */
  readonly error?: number;
  /** Bars of one label stand side by side, one for each group, and groups have the colours. Either every bar has a group or none. */
  readonly group?: string;
}

/** Options of {@link bars}, with its data. */
export interface BarsOptions extends ChartOptions {
  readonly bars: readonly Bar[];
}

/** Label and group of a bar, and where its error line ends. */
interface PlacedBar {
  readonly label: string;
  readonly group: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

const TICK = 11;

const names = optionNames<BarsOptions>({
  title: true,
  description: true,
  width: true,
  height: true,
  xLabel: true,
  yLabel: true,
  bars: true,
});
const barNames = optionNames<Bar>({ label: true, value: true, error: true, group: true });

/**
 * Bars upwards from 0, such as accuracies or energies, with the values written on them where there is room.
 * @returns an SVG document
 * @throws ValidationError for no bars, a value or an error that is not finite, two bars of the same name, or a group on some bars only
 */
export function bars(options: BarsOptions): string {
  const width = checkedWidth('bars', options, names);
  const placed = placedBars(options.bars);
  const labels = [...new Set(placed.map(bar => bar.label))];
  const groups = [...new Set(placed.map(bar => bar.group))];
  const grouped = groups.length > 1 || groups[0] !== '';
  const apart = (width - 70) / labels.length;
  const slanted = labels.some(label => textWidth(label, TICK) > apart - 6);
  const room = slanted ? Math.min(90, 24 + 0.6 * Math.max(...labels.map(label => textWidth(label, TICK)))) : 20;
  const written = (apart * 0.85) / groups.length >= Math.max(...placed.map(bar => textWidth(bar.text, TICK)));
  const [lowest, highest] = [Math.min(...placed.map(bar => bar.low)), Math.max(0, ...placed.map(bar => bar.high))];
  const short = new Map(labels.map(label => [label, slanted ? fitted(label, TICK, 110) : label]));
  const labelAxis = {
    domain: labels,
    tickFormat: (label: string) => short.get(label) ?? label,
    tickSize: 0,
    ...(slanted ? { tickRotate: -35 } : {}),
  };

  const place = grouped ? { x: 'group', fx: 'label' } : { x: 'label' };
  const color = (bar: PlacedBar) => categoryColor(grouped ? groups.indexOf(bar.group) : 0);
  const marks: Plot.Markish[] = groups.map(group => {
    const own = placed.filter(bar => bar.group === group);
    return Plot.barY(own, { ...place, y: 'value', fill: own[0] === undefined ? categoryColor(0) : color(own[0]) });
  });
  const erring = placed.filter(bar => bar.low < bar.high);
  marks.push(Plot.ruleX(erring, { ...place, y1: 'low', y2: 'high', stroke: 'currentColor', strokeWidth: 1.5 }));
  if (written) {
    const [above, below] = [placed.filter(bar => bar.value >= 0), placed.filter(bar => bar.value < 0)];
    marks.push(
      Plot.text(above, { ...place, y: 'high', text: 'text', dy: -8 }),
      Plot.text(below, { ...place, y: 'low', text: 'text', dy: 9 }),
    );
  }
  marks.push(Plot.ruleY([0], { strokeOpacity: 0.6 }));
  if (grouped) marks.push(Plot.axisFx({ anchor: 'bottom', label: null, ...labelAxis }));
  return drawChart(
    {
      name: 'Bar chart',
      description: `Bar chart. ${placed.map(({ label, group, text }) => `${label}${group === '' ? '' : `, ${group}`}: ${text}.`).join(' ')}`,
      items: grouped ? groups.map((label, i) => ({ label, color: categoryColor(i), mark: 'box' })) : [],
      marks,
      yDomain: valueDomain(
        placed.flatMap(bar => [bar.low, bar.high]).concat(written && lowest < 0 ? [lowest - 0.1 * (highest - lowest)] : []),
        true,
      ),
      tickRoom: room,
      ...(slanted ? { leftRoom: 0.84 * textWidth(short.get(labels[0] ?? '') ?? '', TICK) - apart / 2 + 10 } : {}),
      ...(grouped
        ? { x: () => ({ domain: groups, axis: null, padding: 0.06 }), fx: () => ({ domain: labels, padding: 0.16 }) }
        : { x: () => ({ ...labelAxis, padding: Math.max(0.28, 1 - 90 / apart) }) }),
    },
    width,
    options,
  );
}

function placedBars(given: readonly Bar[]): PlacedBar[] {
  checkList('bars: bars', given, 'at least one bar');
  const seen = new Set<string>();
  const first = given[0];
  return given.map((bar, i) => {
    const { label, value, error = 0, group } = knownOptions(`bars: bar ${i}`, bar, barNames);
    const object = `bars: bar ${i} (${label})`;
    if (!Number.isFinite(value)) invalid(`${object}: value`, value, 'a finite number', 'not-finite');
    if (!(Number.isFinite(error) && error >= 0)) invalid(`${object}: error`, error, 'a finite number of 0 or more', 'not-finite');
    if ((group === undefined) !== (first?.group === undefined)) invalid(`${object}: group`, group, 'a group to every bar or to none');
    const name = JSON.stringify([label, group]);
    if (seen.has(name))
      invalid(`${object}: its name`, group === undefined ? label : `${label}, ${group}`, 'every bar a name of its own', 'duplicate');
    seen.add(name);
    return { label, group: group ?? '', value, low: value - error, high: value + error, text: readable(value) };
  });
}
