/** A column of a table that is printed row by row, as rows become known. */
export interface Column<Row> {
  readonly head: string;
  readonly width: number;
  /** Text stands to the left, numbers to the right. */
  readonly value: (row: Row) => string | number | null;
}

const places = (value: number): number => Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value) || 1))));

/** Three digits or more, with commas between thousands; a dash for what is not known. */
export const readable = (value: number | null): string =>
  value === null || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : places(value) });

const cell = <Row>({ width }: Column<Row>, value: string | number | null): string =>
  typeof value === 'string' ? value.padEnd(width) : readable(value).padStart(width);

/** The heads of the columns and a rule below them. */
export function headOf<Row>(columns: readonly Column<Row>[], sample: Row): string {
  const heads = columns.map(column =>
    typeof column.value(sample) === 'string' ? column.head.padEnd(column.width) : column.head.padStart(column.width),
  );
  const line = heads.join('  ');
  return `${line.trimEnd()}\n${'─'.repeat(line.length)}`;
}

export const lineOf = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  columns
    .map(column => cell(column, column.value(row)))
    .join('  ')
    .trimEnd();
