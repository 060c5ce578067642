import { constantParameter, keyOf, type Parameter, type ParameterValues, sameParameter } from '@rheobase/program';

/** What the module computes with in place of each number. */
export type Each = (x: number) => number;

interface Common {
  readonly at: number;
  /** Numbers from row to row, or from column to column; what lies between them is filled up to whole vectors. */
  readonly stride: number;
  /** Where the numbers come from: they are written again when its tensors are set. */
  readonly numbers: Parameter;
  /** Null: the numbers themselves. */
  readonly each: Each | null;
}

/** Rows, each filled up with `pad`. */
interface Rows extends Common {
  readonly type: 'rows';
  readonly rows: number;
  readonly pad: number;
}

/** A row-major matrix that is to lie by columns. */
interface Columns extends Common {
  readonly type: 'columns';
  readonly rows: number;
  readonly columns: number;
}

/** Numbers that are written into the memory before the first step, in the precision of the plan, or as integers. */
export type Constant = Rows | Columns | { readonly type: 'words'; readonly at: number; readonly values: Int32Array };

/** How many numbers, filled up, a constant has in the memory. */
export const lengthOf = (made: Rows | Columns): number => made.stride * (made.type === 'rows' ? made.rows : made.columns);

export function putRows(values: Float64Array, rows: number, stride: number, pad: number, to: Float64Array | Float32Array): void {
  const width = values.length / rows;
  if (width < stride) to.fill(pad);
  for (let row = 0; row < rows; row++) to.set(values.subarray(row * width, (row + 1) * width), row * stride);
}

/** Rows of a matrix that stay in the first cache while their columns are written. */
const BLOCK = 16;

function putColumns(matrix: Float64Array, { rows, columns, stride }: Columns, to: Float64Array | Float32Array): void {
  for (let from = 0; from < rows; from += BLOCK) {
    const end = Math.min(rows, from + BLOCK);
    for (let c = 0; c < columns; c++) for (let r = from; r < end; r++) to[c * stride + r] = matrix[r * columns + c] ?? 0;
  }
}

/** Writes the numbers of a constant to where they belong. */
export function put(made: Rows | Columns, numbers: ParameterValues, to: Float64Array | Float32Array): void {
  const given = numbers.of(made.numbers);
  const values = made.each === null ? given : given.map(made.each);
  if (made.type === 'rows') putRows(values, made.rows, made.stride, made.pad, to);
  else putColumns(values, made, to);
}

/** A parameter, each number of it passed through `each`: at once where it follows from no tensor, else whenever it is written. */
export function derived(numbers: Parameter, each: Each | null): { readonly numbers: Parameter; readonly each: Each | null } {
  if (each === null || numbers.form !== 'constant') return { numbers, each };
  const { values, length } = numbers;
  return {
    numbers: typeof values === 'number' ? constantParameter(each(values), length) : constantParameter(values.map(each)),
    each: null,
  };
}

/** Constants that are known, to be found by their parameter: parameters are mostly equal among neurons and ensembles. */
export class Known {
  readonly #found = new Map<string, { readonly numbers: Parameter; readonly at: number }[]>();

  /** Where the same numbers lie already; null where they do not. */
  at(numbers: Parameter): number | null {
    return this.#found.get(keyOf(numbers))?.find(known => sameParameter(known.numbers, numbers))?.at ?? null;
  }

  add(numbers: Parameter, at: number): void {
    const key = keyOf(numbers);
    this.#found.set(key, [...(this.#found.get(key) ?? []), { numbers, at }]);
  }
}
