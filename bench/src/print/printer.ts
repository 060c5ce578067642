import type { BenchRecord } from '../measure/record.js';
import type { Comparison } from '../pairs/comparison.js';
import type { Summary } from '../pairs/summary.js';
import { type Column, headOf, lineOf } from './columns.js';
import { comparisonColumns, recordColumns, summaryColumns } from './tables.js';

/** Where results and notes go. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** Prints results as they come. */
export interface Printer {
  record(record: BenchRecord): void;
  comparison(comparison: Comparison): void;
  summary(summary: Summary): void;
  /** What is under way, or why something was left out. */
  note(text: string): void;
}

/** A line of JSON for each record, comparison and summary. */
export function jsonPrinter({ out, err }: Terminal): Printer {
  const line = (value: object) => out(`${JSON.stringify(value)}\n`);
  return { record: line, comparison: line, summary: line, note: text => err(`${text}\n`) };
}

/** Tables, with a head wherever another kind of row begins. Records that enter comparisons are notes. */
export function tablePrinter({ out, err }: Terminal, compares: boolean): Printer {
  let open: unknown;
  const row = <Row>(columns: readonly Column<Row>[], value: Row) => {
    if (open !== columns) out(`${open === undefined ? '' : '\n'}${headOf(columns, value)}\n`);
    open = columns;
    out(`${lineOf(columns, value)}\n`);
  };
  return {
    record: record => (compares ? err(`${lineOf(recordColumns, record)}\n`) : row(recordColumns, record)),
    comparison: comparison => row(comparisonColumns, comparison),
    summary: summary => row(summaryColumns, summary),
    note: text => err(`${text}\n`),
  };
}
