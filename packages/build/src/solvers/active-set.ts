import type { Activities } from './solve.js';

/** The share of points at which each neuron is active: its activity is `above 0`, or `not 0` where negative ones count, too. */
export function activeShares({ values, points, neurons }: Activities, active: 'above 0' | 'not 0'): Float64Array {
  const least = active === 'above 0' ? 0 : Number.NEGATIVE_INFINITY;
  const counts = new Float64Array(neurons);
  for (let p = 0, at = 0; p < points; p++) {
    for (let i = 0; i < neurons; i++, at++) {
      const x = values[at]!;
      if (x > least && x !== 0) counts[i] = counts[i]! + 1;
    }
  }
  return counts.map(count => count / points);
}

/** Columns of the problem under transformation, and which of them are in use (`passive`, in the order of their pivots). */
interface State {
  readonly columns: readonly Float64Array[];
  readonly b: Float64Array;
  readonly passive: number[];
}

/** What reflects rows from `pivot` on: the vector u of a Householder reflection, and the element it leaves at the pivot. */
interface Reflection {
  readonly pivot: number;
  readonly u: Float64Array;
  readonly left: number;
}

function reflection(values: Float64Array, pivot: number): Reflection {
  const u = values.slice(pivot);
  let square = 0;
  for (let i = 0; i < u.length; i++) square += u[i]! * u[i]!;
  const left = u[0]! > 0 ? -Math.sqrt(square) : Math.sqrt(square);
  u[0] = u[0]! - left;
  return { pivot, u, left };
}

function reflect({ pivot, u, left }: Reflection, values: Float64Array): void {
  const scale = left * u[0]!;
  if (scale === 0) return;
  let along = 0;
  for (let i = 0; i < u.length; i++) along += u[i]! * values[pivot + i]!;
  const factor = along / scale;
  for (let i = 0; i < u.length; i++) values[pivot + i] = values[pivot + i]! + factor * u[i]!;
}

/** Solves the triangular system of the passive columns. */
function backSubstitute({ columns, b, passive }: State): Float64Array {
  const z = b.slice(0, passive.length);
  for (let i = passive.length - 1; i >= 0; i--) {
    const values = columns[passive[i]!]!;
    z[i] = z[i]! / values[i]!;
    for (let k = 0; k < i; k++) z[k] = z[k]! - z[i]! * values[k]!;
  }
  return z;
}

/** Takes the passive column of this place out, and makes the rest triangular again by rotations. */
function release({ columns, b, passive }: State, place: number): void {
  passive.splice(place, 1);
  for (let i = place; i < passive.length; i++) {
    const values = columns[passive[i]!]!;
    const [p, q] = [values[i]!, values[i + 1]!];
    const length = Math.sqrt(p * p + q * q);
    if (length === 0) continue;
    const [cosine, sine] = [p / length, q / length];
    for (const rotated of [...columns, b]) {
      const [upper, lower] = [rotated[i]!, rotated[i + 1]!];
      rotated[i] = cosine * upper + sine * lower;
      rotated[i + 1] = cosine * lower - sine * upper;
    }
    values[i + 1] = 0;
  }
}

/** The column that would reduce the residual most when let in, let in; false where none would. */
function admit(state: State, rows: number): boolean {
  const { columns, b, passive } = state;
  const pivot = passive.length;
  if (pivot >= rows) return false;
  const slopes = columns.map((values, j) => {
    if (passive.includes(j)) return 0;
    let slope = 0;
    for (let i = pivot; i < rows; i++) slope += values[i]! * b[i]!;
    return slope;
  });
  for (;;) {
    let best = -1;
    for (let j = 0; j < slopes.length; j++) if (slopes[j]! > 0 && (best < 0 || slopes[j]! > slopes[best]!)) best = j;
    if (best < 0) return false;
    const values = columns[best]!;
    let above = 0;
    for (let i = 0; i < pivot; i++) above += values[i]! * values[i]!;
    const found = reflection(values, pivot);
    const norm = Math.sqrt(above);
    const tried = b.slice();
    reflect(found, tried);
    // Independent of the columns let in before, and with a positive share.
    if (norm + Math.abs(found.left) * 0.01 > norm && tried[pivot]! / found.left > 0) {
      reflect(found, b);
      columns.forEach((other, j) => {
        if (j !== best && !passive.includes(j)) reflect(found, other);
      });
      values[pivot] = found.left;
      values.fill(0, pivot + 1);
      passive.push(best);
      return true;
    }
    slopes[best] = 0;
  }
}

/**
 * The x >= 0 that minimises |A x - b| for a row-major A (rows, n): the active set algorithm of Lawson and Hanson (1974, chapter 23).
 * null where it finds no end within 3 n rounds.
 */
export function activeSet(a: Float64Array, b: Float64Array, rows: number, n: number): Float64Array | null {
  const columns = Array.from({ length: n }, (_, j) => Float64Array.from({ length: rows }, (_v, i) => a[i * n + j]!));
  const state: State = { columns, b: b.slice(), passive: [] };
  const x = new Float64Array(n);
  let rounds = 0;
  while (state.passive.length < n && admit(state, rows)) {
    let z = backSubstitute(state);
    while (z.some(value => !(value > 0))) {
      if (rounds++ > 3 * n) return null;
      // As far towards z as no element becomes negative; those that became zero are released.
      let share = 1;
      let stopped = -1;
      state.passive.forEach((j, i) => {
        const reach = x[j] === 0 ? 0 : x[j]! / (x[j]! - z[i]!);
        if (!(z[i]! > 0) && (stopped < 0 || reach < share)) {
          share = reach;
          stopped = j;
        }
      });
      state.passive.forEach((j, i) => {
        x[j] = x[j]! + share * (z[i]! - x[j]!);
      });
      if (stopped >= 0) x[stopped] = 0;
      for (let i = state.passive.length - 1; i >= 0; i--) {
        const j = state.passive[i]!;
        if (x[j]! > 0) continue;
        x[j] = 0;
        release(state, i);
      }
      z = backSubstitute(state);
    }
    state.passive.forEach((j, i) => {
      x[j] = z[i]!;
    });
  }
  return x;
}
