import { checkedSeed, isSpiking, knownOptions, oneOf, optionNames, type ProbeRef, UnsupportedError, ValidationError } from '@rheobase/core';
import { checkDataset, checkLabels, checkNotEmpty, type Dataset, type Samples, type Source, sliceSource } from '@rheobase/data';
import { drawsPerItem, type Model, probeIn, rateTwin } from '@rheobase/model';
import type { Services } from '../plugin/services.js';
import { inputNodes } from '../simulation/inputs.js';
import type { SimulateOptions } from '../simulation/simulate-options.js';
import type { Simulation } from '../simulation/simulation.js';
import { Activity, type ActivityReport, withActivityProbes } from '../statistics/activity.js';
import { readOut } from './read-out.js';

export interface EvaluateOptions {
  /** Items in memory, or from any source. */
  readonly data: Dataset<Source>;
  /** The probe whose values are the logits. */
  readonly probe: ProbeRef | string;
  /** Path of the input node that takes the data; default the only one. */
  readonly input?: string;
  readonly backend?: string;
  /** 'rate' evaluates the rate twin of spiking neurons. Default: the neurons as they are. */
  readonly neurons?: 'rate' | 'asModelled';
  /** What the class is read from: the last step's values, or their mean over the steps so far. Default 'last'. */
  readonly read?: 'last' | 'mean';
  /** Length of a step, s. Default 0.001. */
  readonly dt?: number;
  /** Items side by side. Default 64. It changes no result: item i draws as item i of the data set in any batch. */
  readonly batch?: number;
  /** Whether spikes and synaptic operations are counted. Default false. */
  readonly activity?: boolean;
  readonly precision?: SimulateOptions['precision'];
  readonly threads?: SimulateOptions['threads'];
  readonly functions?: SimulateOptions['functions'];
  readonly definitions?: SimulateOptions['definitions'];
  /** Of what is drawn while it runs, a whole number. Default 0. */
  readonly seed?: number;
}

export interface Evaluation {
  /** Fraction of items whose class was found. */
  readonly accuracy: number;
  readonly correct: number;
  readonly count: number;
  /** Class found for each item. */
  readonly predictions: Int32Array;
  /** Values read at the last step: (items, 1, classes). */
  readonly outputs: Samples;
  /** Accuracy after each number of steps. */
  readonly accuracyOverTime: readonly number[];
  /** Class found for each item after each number of steps. */
  readonly predictionsOverTime: readonly Int32Array[];
  readonly activity: ActivityReport | null;
  readonly seconds: number;
}

const names = optionNames<EvaluateOptions>({
  data: true,
  probe: true,
  input: true,
  backend: true,
  neurons: true,
  read: true,
  dt: true,
  batch: true,
  activity: true,
  precision: true,
  threads: true,
  functions: true,
  definitions: true,
  seed: true,
});

/** What evaluation needs of a runtime. */
interface Simulates {
  simulate(model: Model, options: SimulateOptions): Promise<Simulation>;
}

function checkSizes(model: Model, { data, input }: EvaluateOptions): string {
  const nodes = inputNodes(model);
  const path = input ?? Array.from(nodes.keys())[0] ?? '';
  const size = nodes.get(path);
  if (size === undefined || (input === undefined && nodes.size > 1)) {
    const known = Array.from(nodes.keys()).join(', ') || 'none';
    throw new ValidationError(`evaluate: name the input node that takes the data; the model has ${known}`, {
      code: 'unknown-path',
      given: input,
      allowed: known,
    });
  }
  if (size !== data.x.shape[2]) {
    throw new ValidationError(`evaluate: input node ${path} takes ${size} values a step, but the data have ${data.x.shape[2]}`, {
      code: 'size-mismatch',
      object: path,
      given: data.x.shape[2],
      allowed: String(size),
    });
  }
  return path;
}

const cannotNumber = (items: number): UnsupportedError =>
  new UnsupportedError(
    `evaluate: this network draws random numbers, and the engine of this backend would draw the same in every batch; give batch: ${items} to run all items side by side, or use another backend`,
    { code: 'refused', allowed: `batch: ${items}` },
  );

/** Runs every item from a fresh state for as many steps as the data have, and compares the class with the label. */
export async function evaluate(runtime: Simulates, model: Model, options: EvaluateOptions, { now }: Services): Promise<Evaluation> {
  knownOptions('evaluate', options, names);
  const { data, batch = 64, dt = 0.001, backend, precision = 'float64', threads = 1, functions = {}, definitions = [] } = options;
  const seed = checkedSeed('evaluate', options.seed ?? 0);
  checkDataset('evaluate', data);
  checkNotEmpty('evaluate', 'dataset', data);
  const read = oneOf('evaluate', 'read', options.read ?? 'last', ['last', 'mean']);
  const neurons = oneOf('evaluate', 'neurons', options.neurons ?? 'asModelled', ['asModelled', 'rate']);
  if (!(Number.isInteger(batch) && batch >= 1)) {
    throw new ValidationError(`evaluate: batch must be a whole number >= 1, but ${batch} was given`, {
      code: 'invalid-parameter',
      given: batch,
      allowed: 'a whole number >= 1',
    });
  }
  const input = checkSizes(model, options);
  const probe = probeIn('evaluate', model, options.probe);
  checkLabels('evaluate', data, probe);
  // Classes are read after every step, whatever the probe samples or keeps; other probes are not needed.
  const every = { ...model, probes: [{ ...probe, sampleEvery: null, keep: null }] };
  const evaluated = neurons === 'rate' ? rateTwin(every) : every;
  const counts = options.activity === true && evaluated.ensembles.some(ensemble => isSpiking(ensemble.neuronType));
  const probed = counts ? withActivityProbes(evaluated) : evaluated;
  const activity = counts ? new Activity(evaluated, dt) : null;
  const steps = data.x.shape[1];
  const started = now();
  const outputs = new Float64Array(data.size * probe.size);
  const predictionsOverTime = Array.from({ length: steps }, () => new Int32Array(data.size));
  // Where nothing is drawn, it makes no difference which item is which.
  const numbered = drawsPerItem(probed);
  const simulate = (x: Source, from: number) =>
    runtime.simulate(probed, {
      ...(backend === undefined ? {} : { backend }),
      dt,
      precision,
      threads,
      functions,
      definitions,
      seed,
      ...(numbered ? { firstItem: from } : {}),
      inputs: { [input]: x },
    });
  const items = (from: number) => sliceSource(data.x, from, from + batch);
  using first = await simulate(items(0), 0);
  if (numbered && data.size > batch && !first.reseeds) throw cannotNumber(data.size);
  for (let from = 0; from < data.size; from += batch) {
    const x = items(from);
    // All whole batches share one simulation; a shorter last one needs its own.
    using own = x.shape[0] === first.batch ? null : await simulate(x, from);
    const simulation = own ?? first;
    if (own === null) simulation.reset(numbered && from > 0 ? { firstItem: from } : {});
    const stop = activity?.watch(simulation);
    await simulation.runSteps(steps, { inputs: { [input]: x } });
    stop?.();
    readOut(simulation.data(probe.path), read, from, predictionsOverTime, outputs);
  }
  const hits = predictionsOverTime.map(found => found.reduce((sum, label, item) => sum + (label === data.labels[item] ? 1 : 0), 0));
  const correct = hits.at(-1) ?? 0;
  return Object.freeze({
    accuracy: correct / data.size,
    correct,
    count: data.size,
    predictions: predictionsOverTime.at(-1) ?? new Int32Array(0),
    outputs: { shape: [data.size, 1, probe.size] as const, data: outputs },
    accuracyOverTime: hits.map(hit => hit / data.size),
    predictionsOverTime,
    activity: activity?.report(data.size) ?? null,
    seconds: (now() - started) / 1000,
  });
}
