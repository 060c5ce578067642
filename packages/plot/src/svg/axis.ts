import { LABEL_SIZE } from './figure.js';
import { coordinate, element, text } from './markup.js';
import { textWidth } from './text-width.js';

/** A tick at pixel `at` with its label. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** The rectangle that data are drawn in, in pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Ticks and label below the area; the label is centred. Takes 40 pixels, 22 without a label. */
export function bottomAxis(area: Area, ticks: readonly Tick[], label: string): string {
  const y = area.top + area.height;
  const marks = ticks.map(t => `M${coordinate(t.at)} ${coordinate(y)}v5`).join('');
  const labels = ticks.map(t => text(t.label, { x: t.at, y: y + 17 })).join('');
  return (
    element('path', { d: marks, stroke: 'currentColor', 'stroke-opacity': 0.5, fill: 'none' }) +
    element('g', { 'text-anchor': 'middle', style: 'font-variant-numeric:tabular-nums' }, labels) +
    (label === '' ? '' : text(label, { x: area.left + area.width / 2, y: y + 36, 'text-anchor': 'middle', 'font-size': LABEL_SIZE }))
  );
}

/** Tick labels left of the area. */
export function leftAxis(area: Area, ticks: readonly Tick[]): string {
  const marks = ticks.map(t => `M${coordinate(area.left)} ${coordinate(t.at)}h-4`).join('');
  const labels = ticks.map(t => text(t.label, { x: area.left - 7, y: t.at + 4 })).join('');
  return (
    element('path', { d: marks, stroke: 'currentColor', 'stroke-opacity': 0.5, fill: 'none' }) +
    element('g', { 'text-anchor': 'end', style: 'font-variant-numeric:tabular-nums' }, labels)
  );
}

/** A faint frame around the area. */
export function frame(area: Area): string {
  const { left: x, top: y, width, height } = area;
  return element('rect', { x, y, width, height, fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.25 });
}

/** The width of the widest label, in pixels. */
export function widestLabel(labels: readonly string[], fontSize: number): number {
  return labels.reduce((widest, label) => Math.max(widest, textWidth(label, fontSize)), 0);
}
