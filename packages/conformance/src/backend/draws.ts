import { type Samples, samplesOf, sliceSamples } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { itemNetworks, seedNetworks } from './drawing-networks.js';
import type { ConformanceNetwork } from './networks.js';
import { refusalOf } from './refusal.js';
import { ConformanceError, equivalenceOf, hold, modelOf, records, simulationOf, type Trial } from './trial.js';

/** Something that holds for every backend that draws random numbers; gives why it cannot be shown, null where it was. */
export interface DrawBehaviour {
  readonly name: string;
  check(trial: Trial): Promise<string | null>;
}

const ITEMS = 240;
const STEPS = 6;
const NONE = 'it runs no network that draws random numbers';
const FIXED = 'its engines do not set reseeds';

/** The same input for every item. */
const alike = (batch: number, steps = STEPS): Samples => samplesOf([batch, steps, 2], new Float64Array(batch * steps * 2).fill(0.75));

/** Shows something on every network that is not refused. */
async function onEach(
  trial: Trial,
  networks: readonly ConformanceNetwork[],
  show: (model: Model, name: string) => Promise<string | null>,
): Promise<string | null> {
  let skipped: string | null = NONE;
  for (const network of networks) {
    const model = await modelOf(network);
    if ((await refusalOf(trial, model)) !== null) continue;
    skipped = await show(model, network.name);
    if (skipped !== null) return skipped;
  }
  return skipped;
}

/** What a backend computes once more with other numbers side by side is the same to the bit, or to 1e-6 where it rounds otherwise. */
const closeness = (trial: Trial): 'E0' | 'E1' => (equivalenceOf(trial) === 'E0' ? 'E0' : 'E1');

const itemsOf = (all: ReadonlyMap<string, Samples>, from: number, to: number): ReadonlyMap<string, Samples> =>
  new Map(Array.from(all, ([path, samples]) => [path, sliceSamples(samples, from, to)]));

/** All items side by side; none may draw as another does. */
async function together(trial: Trial, model: Model, name: string): Promise<ReadonlyMap<string, Samples>> {
  using simulation = await simulationOf(trial, model, alike(ITEMS));
  await simulation.runSteps(STEPS);
  const all = records(model, simulation);
  const distinct = new Set(
    Array.from({ length: ITEMS }, (_, item) => Array.from(itemsOf(all, item, item + 1).values(), ({ data }) => data.join()).join()),
  );
  if (distinct.size < ITEMS) throw new ConformanceError(`${name}: ${ITEMS} items of a batch give ${distinct.size} distinct outputs`);
  return all;
}

async function itemByItem(trial: Trial, model: Model, name: string): Promise<string | null> {
  const all = await together(trial, model, name);
  const threads = await together({ ...trial, threads: 1 }, model, name);
  hold(`${name}, on ${trial.threads} threads, against one`, closeness(trial), model, all, threads);
  for (const batch of [64, 12]) {
    using first = await simulationOf(trial, model, alike(batch));
    if (!first.reseeds) return FIXED;
    for (let from = 0; from < ITEMS; from += batch) {
      const to = Math.min(from + batch, ITEMS);
      using last = to - from < batch ? await simulationOf(trial, model, alike(to - from), trial.backend, { firstItem: from }) : null;
      const simulation = last ?? first;
      if (last === null) first.reset({ firstItem: from });
      await simulation.runSteps(STEPS);
      const what = `${name}: items ${from} to ${to - 1} in a batch of ${to - from}, against a batch of ${ITEMS}`;
      hold(what, closeness(trial), model, records(model, simulation), itemsOf(all, from, to));
    }
  }
  return null;
}

async function recordedFrom(trial: Trial, model: Model, seed: number): Promise<ReadonlyMap<string, Samples>> {
  using simulation = await simulationOf(trial, model, alike(2, 3 * STEPS), trial.backend, { seed, firstItem: 5 });
  await simulation.runSteps(3 * STEPS);
  return records(model, simulation);
}

async function reseeded(trial: Trial, model: Model, name: string): Promise<string | null> {
  using simulation = await simulationOf(trial, model, alike(2, 3 * STEPS), trial.backend, { seed: 1 });
  if (!simulation.reseeds) return FIXED;
  const [one, two] = [await recordedFrom(trial, model, 1), await recordedFrom(trial, model, 2)];
  if (Array.from(one).every(([path, { data }]) => data.join() === two.get(path)?.data.join()))
    throw new ConformanceError(`${name}: seeds 1 and 2 give the same`);
  await simulation.runSteps(STEPS);
  // 1. Another seed, as from the start
  simulation.reset({ seed: 2, firstItem: 5 });
  await simulation.runSteps(3 * STEPS);
  hold(`${name}: a reset with another seed, against a new simulation`, 'E0', model, records(model, simulation), two);
  // 2. It stays, and a snapshot brings it back whatever was reset since
  simulation.reset();
  await simulation.runSteps(STEPS);
  const saved = simulation.snapshot();
  simulation.reset({ seed: 1 });
  await simulation.runSteps(3 * STEPS);
  hold(`${name}: a reset to the first seed`, 'E0', model, records(model, simulation), one);
  simulation.restore(saved);
  simulation.clearProbes();
  await simulation.runSteps(2 * STEPS);
  hold(`${name}: from a snapshot of another seed`, 'E0', model, records(model, simulation), ends(two, 2 * STEPS));
  simulation.reset();
  await simulation.runSteps(3 * STEPS);
  hold(`${name}: a reset after such a snapshot`, 'E0', model, records(model, simulation), two);
  return null;
}

/** The last records of each item. */
const ends = (all: ReadonlyMap<string, Samples>, count: number): ReadonlyMap<string, Samples> =>
  new Map(
    Array.from(
      all,
      ([
        path,
        {
          shape: [batch, steps, size],
          data,
        },
      ]) => {
        const rows = Array.from({ length: batch }, (_, item) =>
          Array.from(data.subarray(((item + 1) * steps - count) * size, (item + 1) * steps * size)),
        );
        return [path, samplesOf([batch, count, size], rows.flat())];
      },
    ),
  );

export const drawBehaviours: readonly DrawBehaviour[] = Object.freeze([
  {
    name: 'an item draws by its number, whatever the batch',
    check: trial => onEach(trial, itemNetworks, (model, name) => itemByItem(trial, model, name)),
  },
  {
    name: 'a reset with a seed is a new simulation with it',
    check: trial => onEach(trial, seedNetworks, (model, name) => reseeded(trial, model, name)),
  },
] satisfies DrawBehaviour[]);
