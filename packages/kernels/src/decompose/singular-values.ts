import { column, fromColumns } from '../solve/matrices.js';
import { hypotenuse, reflect, reflectorOf, rotate, zeros } from './reflection.js';

/** A = U diag(s) V' of a row-major matrix (rows, columns): `u` is (rows, rank), `v` (columns, rank), both row-major, s in falling order. */
export interface SingularValues {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/** A = U B V' with B of two diagonals: `s` and, beside it, `e`. U and V as columns. */
interface Bidiagonal {
  readonly s: Float64Array;
  readonly e: Float64Array;
  readonly u: Float64Array[];
  readonly v: Float64Array[];
}

/** Makes a matrix, given as columns of at least as many elements, bidiagonal by reflections from both sides. */
function bidiagonalise(a: readonly Float64Array[], rows: number): Bidiagonal {
  const n = a.length;
  const [s, e, work] = [new Float64Array(n), new Float64Array(n), new Float64Array(rows)];
  const [u, v] = [zeros(n, rows), zeros(n, n)];
  const [lefts, rights] = [Math.min(rows - 1, n), Math.max(0, n - 2)];
  for (let k = 0; k < Math.max(lefts, rights); k++) {
    if (k < lefts) s[k] = reflectorOf(a[k]!, k);
    for (let j = k + 1; j < n; j++) {
      if (k < lefts && s[k] !== 0) reflect(a[j]!, a[k]!, k);
      e[j] = a[j]![k]!;
    }
    if (k < lefts) u[k]!.set(a[k]!.subarray(k), k);
    if (k >= rights) continue;
    e[k] = reflectorOf(e, k + 1);
    if (e[k] !== 0) {
      work.fill(0, k + 1);
      for (let j = k + 1; j < n; j++) for (let i = k + 1; i < rows; i++) work[i] = work[i]! + e[j]! * a[j]![i]!;
      for (let j = k + 1; j < n; j++) {
        const factor = -e[j]! / e[k + 1]!;
        for (let i = k + 1; i < rows; i++) a[j]![i] = a[j]![i]! + factor * work[i]!;
      }
    }
    v[k]!.set(e.subarray(k + 1), k + 1);
  }
  if (lefts < n) s[lefts] = a[lefts]![lefts]!;
  if (rights + 1 < n) e[rights] = a[n - 1]![rights]!;
  e[n - 1] = 0;
  expand(u, k => k < lefts && s[k] !== 0, 0);
  expand(v, k => k < rights && e[k] !== 0, 1);
  return { s, e, u, v };
}

/** From the vectors of reflections, the one of column k from element k + `below` on, to the columns of their product. */
function expand(columns: readonly Float64Array[], reflects: (k: number) => boolean, below: number): void {
  for (let k = columns.length - 1; k >= 0; k--) {
    const own = columns[k]!;
    if (reflects(k)) for (let j = k + 1; j < columns.length; j++) reflect(columns[j]!, own, k + below);
    if (reflects(k) && below === 0) {
      for (let i = k; i < own.length; i++) own[i] = -own[i]!;
      own[k] = 1 + own[k]!;
    } else {
      own.fill(0);
      own[k] = 1;
    }
  }
}

/** Rotates a value out of a row or column of the bidiagonal matrix whose diagonal element is zero. */
function rotateOut({ s, e, v, u }: Bidiagonal, from: number, p: number, last: boolean): void {
  const at = last ? p - 2 : from - 1;
  let f = e[at]!;
  e[at] = 0;
  for (let count = 0; count < p - from - (last ? 1 : 0); count++) {
    const j = last ? p - 2 - count : from + count;
    const length = hypotenuse(s[j]!, f);
    const [cosine, sine] = [s[j]! / length, f / length];
    s[j] = length;
    if (last) {
      if (j !== from) {
        f = -sine * e[j - 1]!;
        e[j - 1] = cosine * e[j - 1]!;
      }
      rotate(v[j]!, v[p - 1]!, cosine, sine);
    } else {
      f = -sine * e[j]!;
      e[j] = cosine * e[j]!;
      rotate(u[j]!, u[from - 1]!, cosine, sine);
    }
  }
}

/** The shift that lets a QR step converge, from the last two rows. */
function shiftOf({ s, e }: Bidiagonal, from: number, p: number): readonly [f: number, g: number] {
  const [last, before, beside] = [s[p - 1]!, s[p - 2]!, e[p - 2]!];
  const scale = Math.max(Math.abs(last), Math.abs(before), Math.abs(beside), Math.abs(s[from]!), Math.abs(e[from]!));
  const [sp, spm1, epm1, sk, ek] = [last / scale, before / scale, beside / scale, s[from]! / scale, e[from]! / scale];
  const b = ((spm1 + sp) * (spm1 - sp) + epm1 * epm1) / 2;
  const c = sp * epm1 * (sp * epm1);
  const root = Math.sqrt(b * b + c);
  const shift = b !== 0 || c !== 0 ? c / (b + (b < 0 ? 0 - root : root)) : 0;
  return [(sk + sp) * (sk - sp) + shift, sk * ek];
}

/** The length of a vector of two numbers, not 0, to divide by. */
function divisorOf(f: number, g: number): number {
  const length = hypotenuse(f, g);
  return length === 0 ? Number.MIN_VALUE : length;
}

/** One implicit QR step on the rows from `from` to p - 1. */
function step(matrix: Bidiagonal, from: number, p: number): void {
  const { s, e, u, v } = matrix;
  let [f, g] = shiftOf(matrix, from, p);
  for (let j = from; j < p - 1; j++) {
    let length = divisorOf(f, g);
    let [cosine, sine] = [f / length, g / length];
    if (j !== from) e[j - 1] = length;
    f = cosine * s[j]! + sine * e[j]!;
    e[j] = cosine * e[j]! - sine * s[j]!;
    g = sine * s[j + 1]!;
    s[j + 1] = cosine * s[j + 1]!;
    rotate(v[j]!, v[j + 1]!, cosine, sine);
    length = divisorOf(f, g);
    [cosine, sine] = [f / length, g / length];
    s[j] = length;
    f = cosine * e[j]! + sine * s[j + 1]!;
    s[j + 1] = -sine * e[j]! + cosine * s[j + 1]!;
    g = sine * e[j + 1]!;
    e[j + 1] = cosine * e[j + 1]!;
    if (j < u[j]!.length - 1) rotate(u[j]!, u[j + 1]!, cosine, sine);
  }
  e[p - 2] = f;
}

/** Makes a singular value that has converged positive, and puts it among those found, in falling order. */
function take({ s, u, v }: Bidiagonal, found: number): void {
  if (s[found]! <= 0) {
    s[found] = s[found]! < 0 ? -s[found]! : 0;
    const own = v[found]!;
    for (let i = 0; i < own.length; i++) own[i] = -own[i]!;
  }
  for (let k = found; k < s.length - 1 && !(s[k]! >= s[k + 1]!); k++) {
    for (const list of [u, v]) [list[k], list[k + 1]] = [list[k + 1]!, list[k]!];
    [s[k], s[k + 1]] = [s[k + 1]!, s[k]!];
  }
}

/** The row before which e vanishes, looking up from row p - 2; -1 if there is none. */
function splitAbove({ s, e }: Bidiagonal, p: number): number {
  for (let k = p - 2; k >= 0; k--) {
    const least = Number.MIN_VALUE + Number.EPSILON * Math.abs(s[k]! + Math.abs(s[k + 1]!));
    if (!(Math.abs(e[k]!) <= least) && !Number.isNaN(e[k])) continue;
    e[k] = 0;
    return k;
  }
  return -1;
}

/** The row between `above` and p whose diagonal element vanishes; `above` if there is none. */
function zeroBelow({ s, e }: Bidiagonal, above: number, p: number): number {
  for (let k = p - 1; k > above; k--) {
    const beside = Math.abs(e[k]!) + (k === above + 1 ? 0 : Math.abs(e[k - 1]!));
    if (!(Math.abs(s[k]!) <= Number.EPSILON * beside)) continue;
    s[k] = 0;
    return k;
  }
  return above;
}

/**
 * The singular values of a matrix of finite numbers and their vectors, by bidiagonalisation and implicit QR steps, with square roots and
 * basic arithmetic alone: the same bits on every engine. After LINPACK's dsvdc, as JAMA has it; Golub and Van Loan, Matrix Computations, 8.6.
 */
export function singularValues(values: Float64Array, rows: number, columns: number): SingularValues {
  const wide = rows < columns;
  const a = wide
    ? Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns))
    : Array.from({ length: columns }, (_, j) => column(values, columns, j));
  const matrix = bidiagonalise(a, Math.max(rows, columns));
  for (let p = a.length; p > 0; ) {
    const above = splitAbove(matrix, p);
    if (above === p - 2) {
      p -= 1;
      take(matrix, p);
      continue;
    }
    const zero = zeroBelow(matrix, above, p);
    if (zero === above) step(matrix, above + 1, p);
    else if (zero === p - 1) rotateOut(matrix, above + 1, p, true);
    else rotateOut(matrix, zero + 1, p, false);
  }
  const { u, s, v } = matrix;
  const [left, right] = wide ? [v, u] : [u, v];
  return { u: fromColumns(left, rows), s, v: fromColumns(right, columns) };
}
