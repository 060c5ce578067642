import { build } from '@rheobase/build';
import { RheobaseError } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Runtime, type Simulation } from '@rheobase/runtime';
import fc from 'fast-check';
import type { Recipe } from './choices.js';
import { definitions, functions } from './definitions.js';
import { runnableNetwork } from './runnable-network.js';

/** Recipes of random networks. */
export const recipes: fc.Arbitrary<Recipe> = fc.record({
  seed: fc.nat(2 ** 31 - 1),
  ensembles: fc.integer({ min: 1, max: 3 }),
  connections: fc.integer({ min: 0, max: 4 }),
});

/** The model of a recipe; ensembles that chance has made unsolvable are no example. */
export async function modelOf(recipe: Recipe): Promise<Model> {
  try {
    return await build(runnableNetwork(recipe));
  } catch (error) {
    const silent = error instanceof RheobaseError && (error.code === 'silent-ensemble' || error.code === 'invalid-activity');
    if (silent) fc.pre(false);
    throw error;
  }
}

/** Inputs that differ in every item, step and element. */
export function inputsFor(model: Model, batch: number, steps: number): Readonly<Record<string, Samples>> {
  const entries = model.nodes.flatMap(({ path, record }) => {
    if (record.type !== 'input') return [];
    const random = randomStream(path);
    const values = new Float64Array(batch * steps * record.size).map(() => 2 * random.uniform() - 1);
    return [[path, samplesOf([batch, steps, record.size], values)] as const];
  });
  return Object.fromEntries(entries);
}

/** One item of a batch of inputs. */
export const itemOf = (inputs: Readonly<Record<string, Samples>>, item: number): Readonly<Record<string, Samples>> =>
  Object.fromEntries(
    Object.entries(inputs).map(([path, { shape, data }]) => {
      const [, steps, size] = shape;
      return [path, samplesOf([1, steps, size], Float64Array.from(data.slice(item * steps * size, (item + 1) * steps * size)))];
    }),
  );

const shared = createRuntime(reference());

/** A simulation of a model on the reference backend. */
export async function simulationOf(
  model: Model,
  options: {
    readonly inputs: Readonly<Record<string, Samples>>;
    readonly batch?: number;
    readonly seed?: number;
    readonly runtime?: Runtime;
  },
): Promise<Simulation> {
  const { runtime = await shared, ...rest } = options;
  return runtime.simulate(model, { backend: 'reference', functions, definitions, ...rest });
}

/** What all probes have recorded, as bits. */
export const recorded = (simulation: Simulation, probes: Model['probes']): ReadonlyMap<string, readonly bigint[]> =>
  new Map(probes.map(({ path }) => [path, bitsOf(simulation.data(path).data)]));

/** Values as bits, so that -0 is not 0 and NaN equals itself. */
export const bitsOf = (values: ArrayLike<number>): readonly bigint[] => {
  const data = Float64Array.from(values, x => (Number.isNaN(x) ? Number.NaN : x));
  return Array.from(new BigUint64Array(data.buffer));
};

/** All probes of a model after one run. */
export async function runOf(
  model: Model,
  steps: number,
  options: Omit<Parameters<typeof simulationOf>[1], 'inputs'> & { readonly inputs?: Readonly<Record<string, Samples>> } = {},
): Promise<ReadonlyMap<string, readonly bigint[]>> {
  using simulation = await simulationOf(model, { inputs: inputsFor(model, options.batch ?? 1, steps), ...options });
  await simulation.runSteps(steps);
  return recorded(simulation, model.probes);
}
