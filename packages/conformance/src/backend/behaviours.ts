import { RheobaseError } from '@rheobase/core';
import { type Samples, samplesOf, sliceSamples } from '@rheobase/data';
import { checkModel, hashModel, type Model } from '@rheobase/model';
import { ConformanceError, equivalenceOf, hold, inputs, recorded, records, STEPS, simulationOf, type Trial } from './trial.js';

/** Something that holds for every backend, whatever it computes; shown on one model that it runs. */
export interface Behaviour {
  readonly name: string;
  check(trial: Trial, model: Model): Promise<void>;
}

async function parts(trial: Trial, model: Model): Promise<void> {
  using simulation = await simulationOf(trial, model, inputs(1));
  for (const steps of [1, 0, 20, STEPS - 21]) await simulation.runSteps(steps);
  hold('a run in parts', 'E0', model, records(model, simulation), await recorded(trial, model, inputs(1)));
}

async function snapshots(trial: Trial, model: Model): Promise<void> {
  using simulation = await simulationOf(trial, model, inputs(1));
  await simulation.runSteps(STEPS / 2);
  const state = simulation.snapshot();
  await simulation.runSteps(STEPS / 2);
  const straight = records(model, simulation);
  using other = await simulationOf(trial, model, inputs(1));
  await other.runSteps(STEPS / 2);
  const before = records(model, other);
  other.reset();
  other.restore(state);
  await other.runSteps(STEPS / 2);
  hold('a run from a snapshot', 'E0', model, joined(before, records(model, other)), straight);
}

/** Records of one item, one after the other. */
const joined = (first: ReadonlyMap<string, Samples>, second: ReadonlyMap<string, Samples>): ReadonlyMap<string, Samples> =>
  new Map(
    Array.from(first, ([path, { shape, data }]) => {
      const then = second.get(path);
      const values = Float64Array.of(...data, ...(then?.data ?? []));
      return [path, samplesOf([1, shape[1] + (then?.shape[1] ?? 0), shape[2]], values)];
    }),
  );

async function resets(trial: Trial, model: Model): Promise<void> {
  using simulation = await simulationOf(trial, model, inputs(1));
  await simulation.runSteps(STEPS);
  const first = records(model, simulation);
  simulation.reset();
  await simulation.runSteps(STEPS);
  hold('a run after a reset', 'E0', model, records(model, simulation), first);
}

async function batches(trial: Trial, model: Model): Promise<void> {
  const given = inputs(3);
  const all = await recorded(trial, model, given);
  const equivalence = equivalenceOf(trial) === 'E0' ? 'E0' : equivalenceOf(trial) === 'E2' ? 'E2' : 'E1';
  for (let item = 0; item < 3; item++) {
    const alone = await recorded(trial, model, sliceSamples(given, item, item + 1));
    const part = new Map(Array.from(all, ([path, samples]) => [path, sliceSamples(samples, item, item + 1)]));
    hold(`item ${item} of a batch, against a run of its own`, equivalence, model, part, alone);
  }
}

async function apart(trial: Trial, model: Model): Promise<void> {
  const [given, others] = [inputs(1), sliceSamples(inputs(2), 1, 2)];
  using one = await simulationOf(trial, model, given);
  using two = await simulationOf(trial, model, others);
  for (let step = 0; step < STEPS; step += 10) {
    await one.runSteps(10);
    await two.runSteps(10);
  }
  hold('a run beside another', 'E0', model, records(model, one), await recorded(trial, model, given));
}

async function foreign(trial: Trial, model: Model): Promise<void> {
  using simulation = await simulationOf(trial, model, inputs(1));
  try {
    simulation.restore(new Uint8Array(11));
  } catch (error) {
    if (error instanceof RheobaseError) return;
    throw new ConformanceError(`a snapshot of another model must raise an error of rheobase, but raised ${String(error)}`);
  }
  throw new ConformanceError('a snapshot of another model was taken without a word');
}

async function unlearned(trial: Trial, model: Model): Promise<void> {
  using simulation = await simulationOf(trial, model, inputs(1));
  await simulation.runSteps(STEPS);
  const back = simulation.toModel();
  checkModel(back);
  if (hashModel(back) !== hashModel(model)) throw new ConformanceError('the model that a run without learning gives back is another one');
}

export const behaviours: readonly Behaviour[] = Object.freeze([
  { name: 'a run in parts is the whole run', check: parts },
  { name: 'a run goes on from a snapshot as if it had not stopped', check: snapshots },
  { name: 'a reset goes back to before the first step', check: resets },
  { name: 'the items of a batch do not touch each other', check: batches },
  { name: 'two simulations do not touch each other', check: apart },
  { name: 'a foreign snapshot is refused', check: foreign },
  { name: 'a model without learning comes back as it was', check: unlearned },
]);
