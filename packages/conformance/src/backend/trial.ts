import { build } from '@rheobase/build';
import { type Samples, samplesOf } from '@rheobase/data';
import { sin } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import type { Backend, Equivalence, Inputs, Runtime, SimulateOptions, Simulation } from '@rheobase/runtime';
import { departure } from './agreement.js';
import type { ConformanceNetwork } from './networks.js';

/** Length of a step, s, and steps of every trial. */
export const DT = 0.001;
export const STEPS = 60;

/** A case did not hold. The message names network, probe and numbers. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Smooth inputs for node `in`, another for each item. */
export const inputs = (batch: number, steps = STEPS): Samples =>
  samplesOf(
    [batch, steps, 2],
    Float64Array.from({ length: batch * steps * 2 }, (_, i) => 0.9 * sin(0.06 * Math.floor(i / 2) + (i % 2) + Math.floor(i / (2 * steps)))),
  );

/** The backend under test, what it is compared with, and how closely they are to agree. */
export interface Trial {
  readonly runtime: Runtime;
  readonly backend: string;
  readonly reference: string;
  readonly precision: 'float64' | 'float32';
  readonly threads: number;
}

export const backendOf = ({ runtime, backend }: Trial): Backend => runtime.backend(backend);

export function equivalenceOf(trial: Trial): Equivalence {
  const { equivalence } = backendOf(trial);
  return typeof equivalence === 'string' ? equivalence : equivalence[trial.precision];
}

/** The Model of a network; each is built once. */
const models = new Map<ConformanceNetwork, Promise<Model>>();
export function modelOf(network: ConformanceNetwork): Promise<Model> {
  const made = models.get(network) ?? build(network.make());
  models.set(network, made);
  return made;
}

/** A simulation of a model, on the backend under test or on another. */
export const simulationOf = (
  trial: Trial,
  model: Model,
  given: Inputs,
  backend = trial.backend,
  draws: Pick<SimulateOptions, 'seed' | 'firstItem'> = {},
): Promise<Simulation> =>
  trial.runtime.simulate(model, { backend, dt: DT, inputs: given, precision: trial.precision, threads: trial.threads, ...draws });

/** What all probes have recorded, by path. */
export const records = (model: Model, simulation: Simulation): ReadonlyMap<string, Samples> =>
  new Map(model.probes.map(({ path }) => [path, simulation.data(path)]));

/** What all probes of a model record in the steps of its inputs. */
export async function recorded(trial: Trial, model: Model, given: Samples, backend = trial.backend): Promise<ReadonlyMap<string, Samples>> {
  using simulation = await simulationOf(trial, model, given, backend);
  await simulation.runSteps(given.shape[1]);
  return records(model, simulation);
}

/** Raises the first departure of what was recorded from what was to be. */
export function hold(
  what: string,
  equivalence: Equivalence,
  model: Model,
  got: ReadonlyMap<string, Samples>,
  expected: ReadonlyMap<string, Samples>,
): void {
  const none = samplesOf([0, 0, 0], new Float64Array(0));
  for (const probe of model.probes) {
    const found = departure(equivalence, model, probe, got.get(probe.path) ?? none, expected.get(probe.path) ?? none, DT);
    if (found !== null) throw new ConformanceError(`${what}: ${found}`);
  }
}
