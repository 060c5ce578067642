import type { PresentInput, WhiteSignal } from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import { drawCoefficients, whiteSignalPeriod } from './white-signal.js';

/** Rows that come one after the other. */
export interface TimeTable<N = Float64Array> {
  /** (rows, size), row-major. */
  readonly values: N;
  readonly rows: number;
  /** How long a row lasts, s; null: a step. */
  readonly each: number | null;
  /** Whether the first row follows on the last, which otherwise stays. */
  readonly repeats: boolean;
}

/** A little above the rounding of times, so that a row starts in the step that it is meant for; Nengo's. */
const EARLY = 1e-7;

/** The number of the row in a step (the first is 1) of `dt` seconds. */
export function rowAt({ rows, each, repeats }: Omit<TimeTable, 'values'>, step: number, dt: number): number {
  const row = each === null ? step - 1 : Math.floor((step * dt - dt) / each + EARLY);
  return repeats ? row % rows : Math.min(row, rows - 1);
}

/** The same draws for the same seed, whatever the number of elements. The period has a value for time 0, which comes last. */
function signal(process: WhiteSignal, dt: number, size: number, seed: number): TimeTable {
  const columns = Array.from({ length: size }, (_, i) => whiteSignalPeriod(process, dt, drawCoefficients(process, dt, hashSeed(seed, i))));
  const rows = columns[0]?.length ?? 1;
  const values = new Float64Array(rows * size);
  for (const [i, column] of columns.entries()) for (let row = 0; row < rows; row++) values[row * size + i] = column[(row + 1) % rows] ?? 0;
  return { values, rows, each: null, repeats: true };
}

/** A process that is nothing but rows in turn, for steps of `dt` seconds. */
export function timeTable(process: WhiteSignal | PresentInput, dt: number, size: number, seed: number): TimeTable {
  if (process.type === 'whiteSignal') return signal(process, dt, size, seed);
  const { inputs, presentationTime } = process;
  return { values: Float64Array.from(inputs.data), rows: inputs.shape[0] ?? 1, each: presentationTime, repeats: true };
}
