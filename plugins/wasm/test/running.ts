import { type Samples, samplesOf } from '@rheobase/data';
import { sin } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Simulation } from '@rheobase/runtime';
import { wasm } from '../src/index.js';

export const BATCH = 3;
export const STEPS = 300;

/** Slow waves, others in every item and element. */
function waves(size: number): Samples {
  const wave = (item: number, step: number, k: number) => 1.2 * sin(0.021 * (1 + 0.2 * item) * step + k + 2 * item);
  const at = (i: number) => wave(Math.floor(i / (STEPS * size)), Math.floor(i / size) % STEPS, i % size);
  return samplesOf(
    [BATCH, STEPS, size],
    Float64Array.from({ length: BATCH * STEPS * size }, (_, i) => at(i)),
  );
}

const runtime = createRuntime(reference(), wasm());

/** Slow waves for every input of a model. */
export const inputsOf = ({ nodes }: Model): Readonly<Record<string, Samples>> =>
  Object.fromEntries(nodes.flatMap(({ path, record }) => (record.type === 'input' ? [[path, waves(record.size)] as const] : [])));

/** A simulation with slow waves as input. */
export async function simulationOn(backend: string, model: Model, precision: 'float64' | 'float32' = 'float64'): Promise<Simulation> {
  return (await runtime).simulate(model, { backend, precision, inputs: inputsOf(model), batch: BATCH });
}

/** Such a simulation, run. */
export async function ran(backend: string, model: Model, precision: 'float64' | 'float32' = 'float64'): Promise<Simulation> {
  const simulation = await simulationOn(backend, model, precision);
  await simulation.runSteps(STEPS);
  return simulation;
}

/** What every probe has recorded. */
export const recorded = (simulation: Simulation, { probes }: Model): ReadonlyMap<string, Float64Array> =>
  new Map(probes.map(({ path }) => [path, Float64Array.from(simulation.data(path).data)]));

/** Where the bits of two records first differ, in words; null where they do not. */
export function difference(got: ReadonlyMap<string, Float64Array>, expected: ReadonlyMap<string, Float64Array>): string | null {
  for (const [path, values] of expected) {
    const at = values.findIndex((value, i) => !Object.is(value, got.get(path)?.[i]));
    if (at >= 0) return `${path}, number ${at}: ${got.get(path)?.[at]} instead of ${values[at]}`;
  }
  return null;
}
