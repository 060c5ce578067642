import { exp, logBeta } from '@rheobase/math';
import { polarAngles } from './polar-angles.js';

/** Octaves of the tail 2 min(u, 1 - u), from 1 downwards, that are tabled; what lies below is solved for. */
const OCTAVES = 10;
/** The lowest tabled tail goes this often into 1. */
const STEPS = 1 << OCTAVES;
/** Equal cells in an octave: cells shrink with the tail as the cosine's derivatives grow. */
const CELLS = 16;
/** Coefficients of a cell's polynomial, constant first. */
const TERMS = 6;

/** How many tables are kept from sample to sample (2 MiB). */
const KEPT = 256;
const tables = new Map<number, PolarTable>();

/** The cosine of a polar angle as a function of the tail, cell by cell. */
export interface PolarTable {
  /** Coordinates after the angle's. */
  readonly rest: number;
  /** (cells, 6): polynomial in the place within the cell, 0 to 1. */
  readonly terms: Float64Array;
}

/** Octave, cell and place within it count upwards from the lowest tail. */
function nodeTails(): Float64Array {
  const tails = new Float64Array(OCTAVES * CELLS + 1);
  for (let i = 0; i < tails.length; i++) tails[i] = ((1 << Math.floor(i / CELLS)) / STEPS) * (1 + (i % CELLS) / CELLS);
  return tails;
}

const tails = nodeTails();

/** x to a whole power, by squares. */
function power(x: number, exponent: number): number {
  let out = 1;
  for (let [square, left] = [x, exponent]; left > 0; left = Math.floor(left / 2), square *= square) if (left % 2 === 1) out *= square;
  return out;
}

/**
 * Table of the cosine c of a polar angle with `rest` > 2 coordinates after it: quintic Hermite interpolation between solved values. The
 * density of c is s^(rest - 2) / B(1/2, rest / 2) with s² = 1 - c², so that c' = -B / (2 s^(rest - 2)) and c'' = (rest - 2) c c'² / s²
 * by the tail. Error below 1e-9.
 */
export function polarTable(rest: number): PolarTable {
  const known = tables.get(rest);
  if (known !== undefined) return known;
  const made = tabled(rest);
  if (tables.size < KEPT) tables.set(rest, made);
  return made;
}

function tabled(rest: number): PolarTable {
  const [cosine, sine] = polarAngles(
    tails.map(tail => tail / 2),
    rest,
  );
  const scale = -0.5 * exp(logBeta(0.5, rest / 2));
  const slope = sine.map(s => scale / power(s, rest - 2));
  const bend = slope.map((v, i) => ((rest - 2) * (cosine[i] ?? 0) * v * v) / ((sine[i] ?? 1) * (sine[i] ?? 1)));
  const terms = new Float64Array(OCTAVES * CELLS * TERMS);
  for (let i = 0; i + 1 < tails.length; i++) {
    const width = (tails[i + 1] ?? 0) - (tails[i] ?? 0);
    const start = cosine[i] ?? 0;
    const rise = (cosine[i + 1] ?? 0) - start;
    const [v0, v1] = [(slope[i] ?? 0) * width, (slope[i + 1] ?? 0) * width];
    const [a0, a1] = [(bend[i] ?? 0) * width * width, (bend[i + 1] ?? 0) * width * width];
    const cubic = 10 * rise - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1;
    const quartic = -15 * rise + 8 * v0 + 7 * v1 + 1.5 * a0 - a1;
    const quintic = 6 * rise - 3 * v0 - 3 * v1 - 0.5 * a0 + 0.5 * a1;
    terms.set([start, v0, a0 / 2, cubic, quartic, quintic], i * TERMS);
  }
  return { rest, terms };
}

/** The cosine of a polar angle for u in [0, 1), solved for. */
export const solvedCosine = (u: number, rest: number): number => polarAngles(Float64Array.of(u), rest)[0][0] ?? 0;

/** The cosine of a polar angle for u in [0, 1), from its table; in the far tails, where the table ends, it is solved for. */
export function tabledCosine(u: number, { rest, terms }: PolarTable): number {
  const steps = 2 * Math.min(u, 1 - u) * STEPS;
  if (steps < 1) return solvedCosine(u, rest);
  const octave = Math.min(OCTAVES - 1, 31 - Math.clz32(steps));
  const place = (steps / (1 << octave) - 1) * CELLS;
  const cell = Math.min(CELLS - 1, Math.floor(place));
  const x = place - cell;
  const at = (octave * CELLS + cell) * TERMS;
  const upper = (terms[at + 3] ?? 0) + x * ((terms[at + 4] ?? 0) + x * (terms[at + 5] ?? 0));
  const along = (terms[at] ?? 0) + x * ((terms[at + 1] ?? 0) + x * ((terms[at + 2] ?? 0) + x * upper));
  return u < 0.5 ? along : -along;
}
