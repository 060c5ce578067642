import { product, transpose } from '@rheobase/kernels';
import type { Form, Parameter, ParameterOf } from './parameter.js';

/** The matrix a (rows, inner) times the matrix b (inner, columns). */
export const matrixProduct = (a: Parameter, b: Parameter, rows: number, inner: number, columns: number): ParameterOf<'matrixProduct'> =>
  Object.freeze({ form: 'matrixProduct', length: rows * columns, a, b, rows, inner, columns });

/** A matrix with one more column. */
export const withColumn = (left: Parameter, right: Parameter): ParameterOf<'columns'> =>
  Object.freeze({ form: 'columns', length: left.length + right.length, left, right });

export const matrixProductForm: Form<'matrixProduct'> = {
  parts: ({ a, b }) => [a, b],
  own: ({ rows, inner, columns }) => [rows, inner, columns],
  value: ({ a, b, rows, inner, columns }, of) => product(of(a), of(b), rows, inner, columns),
  print: (_parameter, [a, b]) => `${a} ∘ ${b}`,
  adjoint({ a, b, rows, inner, columns }, gradient, of, give) {
    give(a, product(gradient, transpose(of(b), inner, columns), rows, columns, inner));
    give(b, product(transpose(of(a), rows, inner), gradient, inner, rows, columns));
  },
};

/** The parts of a matrix with a last column, one row after the other. */
function parted(matrix: Float64Array, left: Float64Array, right: Float64Array): void {
  const width = left.length / right.length;
  for (let row = 0, at = 0; row < right.length; row++, at += width + 1) {
    left.set(matrix.subarray(at, at + width), row * width);
    right[row] = matrix[at + width] ?? 0;
  }
}

export const columnsForm: Form<'columns'> = {
  parts: ({ left, right }) => [left, right],
  own: () => [],
  value({ left, right, length }, of) {
    const [matrix, column] = [of(left), of(right)];
    const out = new Float64Array(length);
    const width = matrix.length / column.length;
    for (let row = 0, from = 0, to = 0; row < column.length; row++) {
      for (const end = from + width; from < end; ) out[to++] = matrix[from++] ?? 0;
      out[to++] = column[row] ?? 0;
    }
    return out;
  },
  print: (_parameter, [left, right]) => `[${left}, ${right}]`,
  adjoint({ left, right }, gradient, _of, give) {
    const [ofLeft, ofRight] = [new Float64Array(left.length), new Float64Array(right.length)];
    parted(gradient, ofLeft, ofRight);
    give(left, ofLeft);
    give(right, ofRight);
  },
};
