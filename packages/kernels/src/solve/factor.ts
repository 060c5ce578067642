/** A row-major matrix, and whether the products are those of its columns (A'A) or of its rows (AA'). */
export interface Factor {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly of: 'columns' | 'rows';
}

/** The number of rows of the matrix of products. */
export const sizeOfGram = ({ rows, columns, of }: Factor): number => (of === 'columns' ? columns : rows);

/** Products worked on at once: two packed sixes of them fit into the first cache. */
export const DEPTH = 256;
