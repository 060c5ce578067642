import { optionNames } from '@rheobase/core';
import { checkLabels, invalid } from './input/argument.js';
import { type Area, bottomAxis, frame, leftAxis, type Tick, widestLabel } from './svg/axis.js';
import { type ColorScale, colorBar, colorScale } from './svg/color-scale.js';
import { checkedWidth, type FigureOptions, figure, heading, LABEL_SIZE, TICK_SIZE, TITLE_SIZE } from './svg/figure.js';
import { coordinate, element, text } from './svg/markup.js';
import { fitted, textWidth } from './svg/text-width.js';
import { readable, ticks } from './svg/ticks.js';

/** A matrix, row-major: the value at row `r`, column `c` is `data[r * columns + c]`. */
export interface Matrix {
  readonly shape: readonly [rows: number, columns: number];
  readonly data: ArrayLike<number>;
}

/** Options of {@link heatMap}. */
export interface HeatMapOptions extends FigureOptions {
  /** What the columns are. Default: no label. */
  readonly xLabel?: string;
  /** What the rows are. Default: no label. */
  readonly yLabel?: string;
  /** What the values are, above the colour bar. Default: no label. */
  readonly valueLabel?: string;
  /** Names of the rows, top to bottom. Default: their indices. */
  readonly rowLabels?: readonly string[];
  /** Names of the columns. Default: their indices. */
  readonly columnLabels?: readonly string[];
  /** The values at the ends of the colour bar; values beyond take the end colours. Default: the range of the data, symmetric about 0 where it has both signs. */
  readonly domain?: readonly [low: number, high: number];
}

const BAR = 62;
const TALLEST = 480;

const names = optionNames<HeatMapOptions>({
  title: true,
  description: true,
  width: true,
  height: true,
  xLabel: true,
  yLabel: true,
  valueLabel: true,
  rowLabels: true,
  columnLabels: true,
  domain: true,
});

/**
 * A heat map of a matrix, such as weights, filters or a confusion table. Values are shown in 33 colours: from dark to light, or from
 * blue over white to vermilion where they have both signs. Equal neighbours in a row are merged, and each colour is one path.
 * Cells that are not finite are grey.
 * @returns an SVG document
 * @throws ValidationError for a matrix that is empty, ragged, of another size than its shape says, or without a finite value
 */
export function heatMap(matrix: Matrix | readonly (readonly number[])[], options: HeatMapOptions = {}): string {
  const width = checkedWidth('heatMap', options, names);
  const { shape, data } = checkedMatrix(matrix);
  const [rows, columns] = shape;
  checkLabels('heatMap: rowLabels', options.rowLabels, rows, 'rows');
  checkLabels('heatMap: columnLabels', options.columnLabels, columns, 'columns');
  const scale = colorScale('heatMap: domain', data, options.domain);

  const head = heading(options.title, width);
  const rowNames = options.rowLabels ?? indices(rows);
  const left = Math.min(width / 3, Math.max(24, widestLabel(rowNames, TICK_SIZE) + 12));
  const top = head.height + (options.yLabel === undefined && options.valueLabel === undefined ? 4 : 24);
  const bottom = options.xLabel === undefined ? 26 : 44;
  const room = width - left - BAR - 24;
  const height = options.height === undefined ? undefined : Math.max(24, options.height - top - bottom);
  const cell = Math.min(room / columns, (height ?? TALLEST) / rows, 40);
  const area = height === undefined ? { left, top, width: cell * columns, height: cell * rows } : { left, top, width: room, height };
  if (height === undefined && area.height < 60) area.height = Math.min(60, rows * 40);
  if (height === undefined && area.width < 60) area.width = Math.min(room, 60);

  const content = Math.max(
    240,
    area.left + area.width + 18 + BAR,
    options.title === undefined ? 0 : textWidth(options.title, TITLE_SIZE * 1.05) + 4,
  );
  const fullWidth = options.width ?? Math.min(width, content);
  const bar = { left: area.left + area.width + 18, top, width: 12, height: Math.max(60, area.height) };
  const body =
    head.markup +
    (options.yLabel === undefined
      ? ''
      : text(fitted(options.yLabel, LABEL_SIZE, left + area.width - 8), { x: 0, y: top - 9, 'font-size': LABEL_SIZE })) +
    (options.valueLabel === undefined ? '' : valueLabel(options.valueLabel, bar.left, top, fullWidth)) +
    cells(data, shape, area, scale) +
    frame(area) +
    leftAxis(area, cellTicks(rowNames, area.top, area.height, 20, left - 10)) +
    bottomAxis(area, columnTicks(options.columnLabels ?? indices(columns), area), options.xLabel ?? '') +
    colorBar(scale, bar);
  const about = `Heat map of ${readable(rows)} rows and ${readable(columns)} columns, values from ${readable(scale.least)} to ${readable(scale.greatest)}.`;
  const tall = top + Math.max(area.height, bar.height + 4) + bottom;
  return figure(options.title ?? 'Heat map', options.description ?? about, fullWidth, Math.max(options.height ?? 0, tall), body);
}

function checkedMatrix(matrix: Matrix | readonly (readonly number[])[]): Matrix {
  if (isRows(matrix)) {
    const columns = matrix[0]?.length ?? 0;
    if (columns === 0) invalid('heatMap: the matrix', matrix, 'at least one row and one column', 'empty');
    matrix.forEach((row, r) => {
      if (row.length !== columns)
        invalid(`heatMap: the length of row ${r}`, row.length, `${columns} values, as many as row 0 has`, 'size-mismatch');
    });
    return { shape: [matrix.length, columns], data: matrix.flat() };
  }
  const { shape, data } = matrix ?? {};
  if (!Array.isArray(shape) || shape.length !== 2 || !shape.every(n => Number.isInteger(n) && n > 0)) {
    invalid('heatMap: matrix.shape', shape, 'two whole numbers above 0: rows, columns', 'invalid-shape');
  }
  const wanted = matrix.shape[0] * matrix.shape[1];
  if (data?.length !== wanted)
    invalid('heatMap: matrix.data.length', data?.length, `${wanted} values, rows times columns`, 'size-mismatch');
  return matrix;
}

function isRows(matrix: Matrix | readonly (readonly number[])[]): matrix is readonly (readonly number[])[] {
  return Array.isArray(matrix);
}

/** All cells: the most frequent colour as one rectangle behind, every other as one path of horizontal dashes one row thick. */
function cells(data: ArrayLike<number>, [rows, columns]: Matrix['shape'], area: Area, scale: ColorScale): string {
  const paths = new Map<string, { d: string; cells: number }>();
  for (let row = 0; row < rows; row++) {
    for (let from = 0, to = 0; from < columns; from = to) {
      const color = scale.color(data[row * columns + from] ?? Number.NaN);
      for (to = from + 1; to < columns && scale.color(data[row * columns + to] ?? Number.NaN) === color; ) to++;
      const path = paths.get(color) ?? { d: '', cells: 0 };
      path.d += `M${from} ${row}h${to - from}`;
      path.cells += to - from;
      paths.set(color, path);
    }
  }
  const [behind, ...others] = [...paths].sort((a, b) => b[1].cells - a[1].cells);
  const transform = `translate(${coordinate(area.left)} ${coordinate(area.top)})scale(${area.width / columns} ${area.height / rows})translate(0 .5)`;
  const back = element('rect', { y: -0.5, width: columns, height: rows, fill: behind?.[0] });
  const dashes = others.map(([stroke, { d }]) => element('path', { stroke, d })).join('');
  return element('g', { transform, fill: 'none', 'shape-rendering': 'crispEdges' }, back + dashes);
}

function indices(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i));
}

function cellTicks(names: readonly string[], start: number, length: number, apart: number, room: number): Tick[] {
  const size = length / names.length;
  const stride = size >= 11 ? 1 : ticks(0, names.length, length / apart, true).step;
  const shown: Tick[] = [];
  for (let i = 0; i < names.length; i += stride)
    shown.push({ at: start + (i + 0.5) * size, label: fitted(names[i] ?? '', TICK_SIZE, room) });
  return shown;
}

function columnTicks(names: readonly string[], area: Area): Tick[] {
  const apart = Math.min(90, widestLabel(names, TICK_SIZE) + 22);
  const size = area.width / names.length;
  const stride = size >= apart ? 1 : ticks(0, names.length, area.width / apart, true).step;
  const shown: Tick[] = [];
  for (let i = 0; i < names.length; i += stride) {
    shown.push({ at: area.left + (i + 0.5) * size, label: fitted(names[i] ?? '', TICK_SIZE, size * stride - 4) });
  }
  return shown;
}

function valueLabel(label: string, left: number, top: number, width: number): string {
  return text(fitted(label, LABEL_SIZE, width - left), { x: left, y: top - 9, 'font-size': LABEL_SIZE });
}
