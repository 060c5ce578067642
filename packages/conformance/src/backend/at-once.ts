import { type Samples, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import type { Engine, EngineRecord } from '@rheobase/runtime';
import { backendOf, DT, hold, inputs, type Trial } from './trial.js';

const BATCH = 2;
/** Steps of each call, in turn, 60 in all; 0 stands for a single step without such a call. */
const CALLS = [1, 7, 0, 0, 13, 2, 0, 31, 3];

/** Whether a probe samples a step (from 0): the first probe every one, the second every second, the third every third, the fourth none. */
const samples = (probe: number, step: number): boolean => probe % 4 !== 3 && step % ((probe % 4) + 1) === 0;

/** Room for what each probe samples in `steps` steps after step `after`. */
const room = (model: Model, after: number, steps: number): ReadonlyMap<string, EngineRecord> =>
  new Map(
    model.probes.map(({ path, size }, probe) => {
      const numbers = Int32Array.from({ length: steps }, (_, k) => k).filter(k => samples(probe, after + k));
      return [path, { steps: numbers, values: new Float64Array(numbers.length * BATCH * size).fill(Number.NaN) }];
    }),
  );

/** Rows for every step from step `from` on: (steps, batch, 2). */
function rowsOf({ shape: [batch, length, size], data }: Samples, from: number, steps: number): Float64Array {
  const rows = new Float64Array(steps * batch * size);
  for (let k = 0; k < steps; k++) {
    for (let item = 0; item < batch; item++) {
      const start = (item * length + from + k) * size;
      rows.set(data.subarray(start, start + size), (k * batch + item) * size);
    }
  }
  return rows;
}

/** One step, as `step` makes it, with what each probe then has. */
function oneStep(engine: Engine, model: Model, given: Samples, at: number): ReadonlyMap<string, Float64Array> {
  engine.setInput('in', rowsOf(given, at, 1));
  engine.step();
  return new Map(model.probes.map(({ path }) => [path, Float64Array.from(engine.signal(path))]));
}

const byProbe = (model: Model): ReadonlyMap<string, number[]> => new Map(model.probes.map(({ path }) => [path, []]));

/** One item of as many records as there are values for. */
const samplesBy = (model: Model, all: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, Samples> =>
  new Map(
    model.probes.map(({ path, size }) => {
      const values = all.get(path) ?? [];
      return [path, samplesOf([1, values.length / size, size], values)];
    }),
  );

/** Calls of many steps, of odd lengths and with single steps between, give what each probe is to sample, as step after step does. */
export async function atOnce(trial: Trial, model: Model): Promise<void> {
  const { precision, threads } = trial;
  const options = { dt: DT, batch: BATCH, precision, threads, functions: {}, seed: 0 };
  const fast = await backendOf(trial).compile(model, options);
  if (!fast.run) return fast.dispose();
  const slow = await backendOf(trial).compile(model, options);
  const given = inputs(BATCH);
  const [got, expected] = [byProbe(model), byProbe(model)];
  let at = 0;
  for (const steps of CALLS) {
    const single = steps === 0;
    if (single) for (const [path, values] of oneStep(fast, model, given, at)) got.get(path)?.push(...values);
    else {
      const records = room(model, at, steps);
      const failure = await fast.run({ steps, inputs: new Map([['in', rowsOf(given, at, steps)]]), records });
      if (failure) throw failure.error;
      for (const [path, { values }] of records) got.get(path)?.push(...values);
    }
    for (const end = at + Math.max(steps, 1); at < end; at++) {
      const values = oneStep(slow, model, given, at);
      for (const [probe, { path }] of model.probes.entries())
        if (single || samples(probe, at)) expected.get(path)?.push(...(values.get(path) ?? []));
    }
  }
  fast.dispose();
  slow.dispose();
  hold('many steps in one call, against step by step', 'E0', model, samplesBy(model, got), samplesBy(model, expected));
}
