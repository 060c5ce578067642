import { knownOptions } from '@rheobase/core';
import { invalid } from '../input/argument.js';
import { element, escaped, text } from './markup.js';
import { fitted } from './text-width.js';

/** What every figure takes. */
export interface FigureOptions {
  /** Shown above the figure and read out by screen readers. Default: not shown; a plain name of the figure is read out. */
  readonly title?: string;
  /** Read out by screen readers after the title. Default: a sentence made from the data. */
  readonly description?: string;
  /** Width in pixels, 160 to 8,000. Default 640. The figure shrinks with a narrower page. */
  readonly width?: number;
  /** Height in pixels, 80 to 8,000. Default: what the content asks for. */
  readonly height?: number;
}

/** What the charts with two axes take besides. */
export interface ChartOptions extends FigureOptions {
  /** What is to the right, with its unit. */
  readonly xLabel?: string;
  /** What is upwards, with its unit. */
  readonly yLabel?: string;
}

/** The font of all figures; the reports use the same. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Sizes of text in figures, in pixels. */
export const TITLE_SIZE = 14;
export const LABEL_SIZE = 12;
export const TICK_SIZE = 11;

const DEFAULT_WIDTH = 640;

/** The width of the figure. Refuses options that are not among `names`, and sizes that are out of range; `name` is the function as errors name it. */
export function checkedWidth<O extends FigureOptions>(name: string, options: O, names: readonly string[]): number {
  knownOptions(name, options, names);
  const { width = DEFAULT_WIDTH, height } = options;
  if (!(width >= 160 && width <= 8000)) invalid(`${name}: width`, width, 'pixels from 160 to 8000');
  if (height !== undefined && !(height >= 80 && height <= 8000)) invalid(`${name}: height`, height, 'pixels from 80 to 8000');
  return width;
}

/** A complete SVG document. Without ids, so that any number of figures can share a page; drawn in the colour of the text around it. */
export function figure(name: string, description: string, width: number, height: number, body: string): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`,
      width: Math.round(width),
      height: Math.round(height),
      role: 'img',
      'aria-label': name,
      'font-family': FONT,
      'font-size': TICK_SIZE,
      fill: 'currentColor',
      style: 'max-width:100%;height:auto',
    },
    `<title>${escaped(name)}</title><desc>${escaped(description)}</desc>${body}`,
  );
}

/** The visible title, and the room it takes from the top. */
export function heading(title: string | undefined, width: number): { readonly markup: string; readonly height: number } {
  if (title === undefined || title === '') return { markup: '', height: 0 };
  const attributes = { x: 0, y: 16, 'font-size': TITLE_SIZE, 'font-weight': 600 };
  return { markup: text(fitted(title, TITLE_SIZE * 1.05, width), attributes), height: 28 };
}
