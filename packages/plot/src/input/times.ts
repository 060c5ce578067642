import type { Samples } from '@rheobase/data';
import { invalid } from './argument.js';

/** When each step was, s, ascending. */
export type Times = ArrayLike<number>;

/** A horizontal axis: from the beginning of the first step to the end of the last, in seconds or in steps. */
export interface TimeAxis {
  readonly start: number;
  readonly end: number;
  readonly unit: 'time (s)' | 'step';
}

/** An axis of whole cells, in which spikes are placed. */
export interface TimeGrid extends TimeAxis {
  readonly cell: number;
  /** Number of cells. */
  readonly cells: number;
}

const ALLOWED = 'finite times in s, each later than the one before, or times: null to count steps; after a restore, call clearProbes()';

/** Without the rounding of sums of steps. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/**
 * The times at which samples are drawn: `given` where it is there (null: none), else the samples' own; null where there are none. Refuses
 * times that are not one for each step, finite and ascending; `object` is how the error names them.
 */
export function timesOf(object: string, samples: Samples, given: Times | null | undefined): Times | null {
  const times = given === undefined ? (samples.times ?? null) : given;
  if (times === null) return null;
  const steps = samples.shape[1];
  if (times.length !== steps) invalid(`${object}.length`, times.length, `${steps} times in s, one for each step`, 'size-mismatch');
  for (let k = 0; k < steps; k++) {
    const time = times[k] ?? Number.NaN;
    const after = k === 0 ? Number.NEGATIVE_INFINITY : (times[k - 1] ?? Number.NaN);
    if (!(Number.isFinite(time) && time > after)) invalid(`${object}[${k}]`, time, ALLOWED);
  }
  return times;
}

/** The times of `steps` steps of `dt` seconds from the beginning of a run. */
export const timesEvery = (dt: number, steps: number): Times => Float64Array.from({ length: steps }, (_, k) => (k + 1) * dt);

/** Step of a simulation where nothing else is said, s. */
const DEFAULT_STEP = 0.001;

/** The shortest time from one step to the next; of one step alone `dt`, by default 0.001 s, or its time where that is shorter. */
function spacingOf(times: Times, dt: number | undefined): number {
  const [first = 0, last = 0] = [times[0], times[times.length - 1]];
  if (times.length < 2) return dt ?? (first > 0 ? Math.min(first, DEFAULT_STEP) : DEFAULT_STEP);
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < times.length; k++) least = Math.min(least, (times[k] ?? 0) - (times[k - 1] ?? 0));
  // Of equal steps the mean is the most exact.
  const mean = (last - first) / (times.length - 1);
  return mean - least < 1e-6 * mean ? mean : least;
}

/** Where the first step began; what was recorded in the course of a run does not begin before it. */
function startOf(times: Times, spacing: number): number {
  const first = times[0] ?? 0;
  const start = tidy(first - spacing);
  return first >= 0 ? Math.max(0, start) : start;
}

/** The axis of samples that are drawn at `times`; without times steps are counted, or each takes `dt` seconds. */
export function timeAxis(times: Times | null, steps: number, dt: number | undefined): TimeAxis {
  if (times === null) return { start: 0, end: steps * (dt ?? 1), unit: dt === undefined ? 'step' : 'time (s)' };
  return { start: startOf(times, spacingOf(times, dt)), end: times[steps - 1] ?? 0, unit: 'time (s)' };
}

/** The largest whole part of a spacing of which all times are multiples, from `start` on; a tenth where there is none above. */
function cellOf(times: Times, spacing: number, start: number): number {
  for (let parts = 1; parts < 10; parts++) {
    const cell = spacing / parts;
    let whole = true;
    for (let k = 0; whole && k < times.length; k++) {
      const at = ((times[k] ?? 0) - start) / cell;
      whole = Math.abs(at - Math.round(at)) < 1e-3;
    }
    if (whole) return cell;
  }
  return spacing / 10;
}

/** One grid for several lists of times. */
export function timeGrid(lists: readonly Times[], dt: number | undefined): TimeGrid {
  const spacings = lists.map(times => spacingOf(times, dt));
  const start = Math.min(...lists.map((times, i) => startOf(times, spacings[i] ?? 1)));
  const end = Math.max(...lists.map(times => times[times.length - 1] ?? 0));
  const cell = Math.min(...lists.map((times, i) => cellOf(times, spacings[i] ?? 1, start)));
  return { start, end, unit: 'time (s)', cell, cells: Math.max(1, Math.round((end - start) / cell)) };
}
