import type { EngineRecord } from '../plugin/backend.js';
import type { Recorder } from './recorder.js';

/** A run hands over what it has recorded, reports progress and looks for cancellation after so many steps at most. */
export const CHUNK = 256;
/** Numbers that may go in and out of an engine in one call: 32 MiB. */
const NUMBERS = (32 * 1024 * 1024) / Float64Array.BYTES_PER_ELEMENT;

/** Steps to make in one call of an engine, of `most`: at most a chunk, fewer where probes and inputs are wide, at least one. */
export function stepsAtOnce(most: number, recorders: Iterable<Recorder>, inputs: number, dt: number): number {
  let numbers = inputs;
  for (const { probe, width } of recorders) numbers += probe.sampleEvery === null ? width : width / Math.max(1, probe.sampleEvery / dt);
  return Math.max(1, Math.min(most, CHUNK, Math.floor(NUMBERS / numbers)));
}

/** What a probe samples in some steps, without the first `skipped` records of it. */
export interface Sampling extends EngineRecord {
  readonly skipped: number;
}

/** The part of it that comes of the first `made` of these steps. A bounded probe lacks what it would not have kept of all of them. */
export function cutShort(recorder: Recorder, { steps, values }: Sampling, after: number, made: number, dt: number): Sampling {
  const taken = steps.filter(k => k < made);
  let all = 0;
  for (let k = 0; k < made; k++) if (recorder.records(after + k + 1, dt)) all += 1;
  return { steps: taken, values, skipped: all - taken.length };
}

/** Room for what a probe samples in the `steps` steps after step `after`; unless it is watched, only for what it will still keep of it. */
export function sampling(recorder: Recorder, after: number, steps: number, dt: number, watched: boolean): Sampling {
  const numbers = new Int32Array(steps);
  let all = 0;
  for (let k = 0; k < steps; k++) if (recorder.records(after + k + 1, dt)) numbers[all++] = k;
  const { keep } = recorder.probe;
  const skipped = keep === null || watched ? 0 : Math.max(0, all - keep);
  return { steps: numbers.slice(skipped, all), values: recorder.room(all - skipped), skipped };
}
