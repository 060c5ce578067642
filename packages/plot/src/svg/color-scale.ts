import { invalid } from '../input/argument.js';
import { type Area, frame } from './axis.js';
import { element, text } from './markup.js';
import { divergingColor, sequentialColor } from './palette.js';
import { readable, ticks } from './ticks.js';

/** Values to colours. */
export interface ColorScale {
  readonly low: number;
  readonly high: number;
  /** The range of the finite data, which may be wider or narrower than the scale. */
  readonly least: number;
  readonly greatest: number;
  readonly color: (value: number) => string;
}

const LEVELS = 32;
const NOT_FINITE = '#8c8c8c';

/** The scale for these data; diverging about 0 where its domain has both signs, else sequential. */
export function colorScale(object: string, data: ArrayLike<number>, domain?: readonly [number, number]): ColorScale {
  const [least, greatest] = finiteRange(data);
  if (least > greatest) invalid('heatMap: the number of finite values', 0, 'at least one finite value', 'not-finite');
  if (domain !== undefined && !(Number.isFinite(domain[0]) && Number.isFinite(domain[1]) && domain[0] < domain[1])) {
    invalid(object, domain, 'two finite numbers, the lower one first');
  }
  const far = Math.max(-least, greatest);
  const [low, high] =
    domain ??
    (least < 0 && greatest > 0 ? [-far, far] : least === greatest ? [Math.min(0, least), Math.max(0, least) || 1] : [least, greatest]);
  const diverging = low < 0 && high > 0;
  const wide = Math.max(-low, high);
  const color = (value: number): string => {
    if (!Number.isFinite(value)) return NOT_FINITE;
    const position = diverging ? (value / wide + 1) / 2 : (value - low) / (high - low);
    const level = Math.round(Math.min(1, Math.max(0, position)) * LEVELS) / LEVELS;
    return diverging ? divergingColor(level) : sequentialColor(level);
  };
  return { low, high, least, greatest, color };
}

/** A vertical bar of the colours with ticks on its right. */
export function colorBar(scale: ColorScale, area: Area): string {
  const { low, high } = scale;
  const steps = LEVELS + 1;
  let markup = '';
  for (let i = 0; i < steps; i++) {
    const y = area.top + area.height * (1 - (i + 1) / steps);
    markup += element('rect', {
      x: area.left,
      y,
      width: area.width,
      height: area.height / steps,
      fill: scale.color(low + ((high - low) * (i + 0.5)) / steps),
    });
  }
  const { values, labels } = ticks(low, high, Math.min(6, area.height / 36));
  const marks = values.map((value, i) => {
    const y = area.top + area.height * (1 - (value - low) / (high - low));
    return text(labels[i] ?? readable(value), { x: area.left + area.width + 5, y: y + 4 });
  });
  return element('g', { 'shape-rendering': 'crispEdges' }, markup) + frame(area) + marks.join('');
}

function finiteRange(data: ArrayLike<number>): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
