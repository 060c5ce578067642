import { LABEL_SIZE } from './figure.js';
import { element, text } from './markup.js';
import { fitted, textWidth } from './text-width.js';

/** One entry of a legend: how a series is drawn and what it is called. */
export interface LegendItem {
  readonly label: string;
  readonly color: string;
  readonly mark: 'line' | 'dash' | 'dot' | 'box';
}

const KEY = 18;
const GAP = 6;
const SPACE = 18;
const ROW = 20;
const WIDEST = 260;

/** A legend set in rows from `top` downwards, and its height. */
export function legend(items: readonly LegendItem[], width: number, top: number): { readonly markup: string; readonly height: number } {
  if (items.length === 0) return { markup: '', height: 0 };
  let x = 0;
  let row = 0;
  let markup = '';
  for (const item of items) {
    const label = fitted(item.label, LABEL_SIZE, Math.min(WIDEST, width - KEY - GAP));
    const wide = KEY + GAP + textWidth(label, LABEL_SIZE);
    if (x > 0 && x + wide > width) {
      x = 0;
      row += 1;
    }
    const y = top + row * ROW + 8;
    markup += key(item, x, y) + text(label, { x: x + KEY + GAP, y: y + 4, 'font-size': LABEL_SIZE });
    x += wide + SPACE;
  }
  return { markup, height: (row + 1) * ROW + 6 };
}

function key({ color, mark }: LegendItem, x: number, y: number): string {
  if (mark === 'box') return element('rect', { x: x + 3, y: y - 6, width: 12, height: 12, rx: 2, fill: color });
  if (mark === 'dot') return element('circle', { cx: x + 9, cy: y, r: 3.5, fill: color });
  const dash = mark === 'dash' ? '5 4' : undefined;
  return element('path', { d: `M${x.toFixed(1)} ${y}h${KEY}`, stroke: color, 'stroke-width': 2.5, 'stroke-dasharray': dash });
}
