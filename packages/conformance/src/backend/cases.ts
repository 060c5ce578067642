import { build } from '@rheobase/build';
import { knownOptions, Network, oneOf, optionNames } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { createRuntime, type Plugin } from '@rheobase/runtime';
import { atOnce } from './at-once.js';
import { behaviours } from './behaviours.js';
import { drawBehaviours } from './draws.js';
import { empty } from './empty.js';
import { type ConformanceNetwork, conformanceNetworks, decodedNetwork } from './networks.js';
import { refusalOf } from './refusal.js';
import { tensorsSet } from './tensors-set.js';
import { ConformanceError, equivalenceOf, hold, inputs, modelOf, recorded, type Trial } from './trial.js';

export interface ConformanceOptions {
  /** Name of the backend under test. */
  readonly backend: string;
  /** Makes the plugins: the one under test and the reference, and what else they need. */
  readonly plugins: () => readonly Plugin[];
  /** Name of what it is held to. Default 'reference'. */
  readonly reference?: string;
  /** Default 'float64'. */
  readonly precision?: 'float64' | 'float32';
  /** How many threads the backend is given; the reference has one. Default 1. */
  readonly threads?: number;
}

const names = optionNames<ConformanceOptions>({ backend: true, plugins: true, reference: true, precision: true, threads: true });

/** What became of a case that holds: `skipped` says what the backend refuses. */
export type CaseOutcome = { readonly status: 'passed' } | { readonly status: 'skipped'; readonly reason: string };

export interface ConformanceCase {
  readonly name: string;
  /** Rejects with a `ConformanceError` where the backend does not keep what it promises. */
  run(): Promise<CaseOutcome>;
}

const PASSED: CaseOutcome = Object.freeze({ status: 'passed' });

async function agrees(trial: Trial, network: ConformanceNetwork): Promise<CaseOutcome> {
  const model = await modelOf(network);
  const reason = await refusalOf(trial, model);
  if (reason !== null) return { status: 'skipped', reason };
  const expected = await recorded(trial, model, inputs(1), trial.reference);
  hold(network.name, equivalenceOf(trial), model, await recorded(trial, model, inputs(1)), expected);
  return PASSED;
}

/** The networks that the backend runs, from simple to manifold. */
async function subjects(trial: Trial): Promise<readonly Model[]> {
  const models: Model[] = [];
  for (const network of conformanceNetworks) {
    const model = await modelOf(network);
    if ((await refusalOf(trial, model)) === null) models.push(model);
  }
  if (models.length > 0) return models;
  throw new ConformanceError(`backend ${trial.backend} refuses every network of the suite`);
}

/** The network with most in it that the backend runs and that does not learn. */
async function subject(trial: Trial): Promise<Model> {
  const model = (await subjects(trial)).findLast(({ connections }) => connections.every(({ rules }) => rules.length === 0));
  if (model) return model;
  throw new ConformanceError(`backend ${trial.backend} refuses every network of the suite that does not learn`);
}

/**
 * What a backend is held to: it agrees with the reference on every network that it does not refuse, as closely as its class of equivalence
 * says; its refusals are told beforehand and by name; and runs in parts, snapshots, resets and batches mean what they mean everywhere; so do the random
 * draws of an item, which follow from the seed and the item's number in its data set alone.
 */
export function conformanceCases(options: ConformanceOptions): readonly ConformanceCase[] {
  const { backend, reference = 'reference', precision = 'float64', threads = 1 } = knownOptions('conformanceCases', options, names);
  oneOf('conformanceCases', 'precision', precision, ['float64', 'float32']);
  const within = (name: string, check: (trial: Trial) => Promise<CaseOutcome>): ConformanceCase => ({
    name,
    async run() {
      // What does not run as fast as it could is no fault
      await using runtime = await createRuntime(...options.plugins(), { warn: () => undefined });
      return await check({ runtime, backend, reference, precision, threads });
    },
  });
  return [
    ...conformanceNetworks.map(network => within(`agrees on ${network.name}`, trial => agrees(trial, network))),
    ...behaviours.map(({ name, check }) =>
      within(name, async trial => {
        await check(trial, await subject(trial));
        return PASSED;
      }),
    ),
    within('a model without objects runs: it counts steps and time', async trial => {
      const model = await build(new Network());
      const reason = await refusalOf(trial, model, {});
      if (reason !== null) return { status: 'skipped', reason };
      await empty(trial, model);
      return PASSED;
    }),
    ...drawBehaviours.map(({ name, check }) =>
      within(name, async trial => {
        const reason = await check(trial);
        return reason === null ? PASSED : { status: 'skipped', reason };
      }),
    ),
    within('tensors set while it runs are those of a new simulation after a reset', async trial => {
      const model = await modelOf(decodedNetwork);
      const reason = (await refusalOf(trial, model)) ?? (await tensorsSet(trial, model));
      return reason === null ? PASSED : { status: 'skipped', reason };
    }),
    within('many steps in one call are the same steps', async trial => {
      for (const model of await subjects(trial)) await atOnce(trial, model);
      return PASSED;
    }),
  ];
}
