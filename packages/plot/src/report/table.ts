import { knownOptions, optionNames } from '@rheobase/core';
import { invalid } from '../input/argument.js';
import { escaped } from '../svg/markup.js';

/**
 * A table; numbers are aligned to the right and shown with at most six significant digits, and so are texts of a number and a unit.
 * Spaces before a text indent it.
 */
export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const names = optionNames<ReportTable>({ columns: true, rows: true });

/** Refuses a table without columns or with a row of another length; `object` is how the error names it. */
export function checkTable(object: string, given: ReportTable): void {
  const { columns, rows } = knownOptions(object, given, names);
  if (!Array.isArray(columns) || columns.length === 0) invalid(`${object}.columns`, columns, 'at least one column', 'empty');
  if (!Array.isArray(rows)) invalid(`${object}.rows`, rows, 'a list of rows');
  rows.forEach((row, r) => {
    if (row.length !== columns.length)
      invalid(`${object}.rows[${r}].length`, row.length, `${columns.length} cells, one for each column`, 'size-mismatch');
  });
}

/** The table in a frame that scrolls sideways by itself where the page is narrow. */
export function table({ columns, rows }: ReportTable, name: string): string {
  const numeric = columns.map((_, c) => rows.some(row => row[c] !== '') && rows.every(row => isNumeric(row[c] ?? '')));
  const cell = (value: string | number, c: number) => {
    const content = escaped(typeof value === 'number' ? shown(value) : value);
    return c === 0 && numeric[0] !== true
      ? `<th scope="row">${content}</th>`
      : `<td${numeric[c] === true || typeof value === 'number' ? ' class="number"' : ''}>${content}</td>`;
  };
  const head = columns
    .map((column, c) => `<th scope="col"${numeric[c] === true ? ' class="number"' : ''}>${escaped(column)}</th>`)
    .join('');
  const body = rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<div class="table" role="region" aria-label="${escaped(name)}: numbers" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
}

const isNumeric = (cell: string | number): boolean => typeof cell === 'number' || /^(|[-−]?[\d.,]+( \S{1,3})?)$/.test(cell);

function shown(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞';
  const text = Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(6)));
  return text.replace(/-/g, '−');
}
