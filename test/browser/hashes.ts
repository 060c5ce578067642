import { wasm } from '@rheobase/plugin-wasm';
import { build, createRuntime, hashModel, type Model, type Network, reference, samplesOf, tensor } from 'rheobase';
import type { Entry } from './networks/entry.js';

const STEPS = 300;

/** How a built network is run. */
export interface Way {
  readonly backend: 'wasm' | 'reference';
  readonly precision: 'float64' | 'float32';
  readonly threads: number;
}

/** What came out of one network. */
export interface Row {
  readonly name: string;
  readonly neurons: number;
  readonly batch: number;
  /** SHA-256 of what was built. */
  readonly model: string;
  /** SHA-256 of all that was recorded, for each way of running it. */
  readonly runs: readonly string[];
  /** What the user was told, as where threads could not share the work. */
  readonly told: readonly string[];
  /** Spikes, and values of rate neurons, that are not zero, in the first way. */
  readonly active: number;
  /** Numbers that were recorded, in the first way. */
  readonly recorded: number;
}

const spikesOf = (path: string): string => `spikes of ${path}`;

/** The network with a probe on the neurons of each ensemble. */
function withSpikes(network: Network): Network {
  for (const { path, size, neurons } of network.ensembles) if (size > 0) network.probe(neurons, { label: spikesOf(path) });
  return network;
}

/** A table of whole hundredths in [-1, 1), other ones for each item and element. */
function inputRows(batch: number, size: number) {
  const at = (item: number, step: number, k: number) => ((step * (3 + 2 * (k % 5) + item) + 37 * k + 11 * item) % 200) / 100 - 1;
  const data = Float64Array.from({ length: batch * STEPS * size }, (_, i) =>
    at(Math.floor(i / (STEPS * size)), Math.floor(i / size) % STEPS, i % size),
  );
  return samplesOf([batch, STEPS, size], data);
}

/** The hash of records: that of a model that holds nothing else. */
const hashOf = (model: Model, records: Model['tensors']): string =>
  hashModel({ ...model, tensors: records, nodes: [], ensembles: [], connections: [], probes: [], hints: {} });

/** Builds a network and runs it in each of the ways. */
export async function rowOf({ name, make, batch = 1, dt = 0.001 }: Entry, ways: readonly Way[]): Promise<Row> {
  const model = await build(withSpikes(make()));
  const inputs = Object.fromEntries(
    model.nodes.flatMap(({ path, record }) => (record.type === 'input' ? [[path, inputRows(batch, record.size)] as const] : [])),
  );
  const told: string[] = [];
  await using runtime = await createRuntime(reference(), wasm(), { warn: message => told.push(message) });
  const runs: Model['tensors'][] = [];
  for (const way of ways) {
    using simulation = await runtime.simulate(model, { ...way, dt, batch, inputs, seed: 9 });
    await simulation.runSteps(STEPS);
    const records = model.probes.map(({ path }) => [path, simulation.data(path)] as const);
    runs.push(new Map(records.map(([path, { shape, data }]) => [path, tensor(shape, Float64Array.from(data))])));
  }
  const [first] = runs;
  const count = (path: string) => Array.from(first?.get(path)?.data ?? []).filter(x => x !== 0).length;
  return {
    name,
    neurons: model.ensembles.reduce((sum, ensemble) => sum + ensemble.neurons, 0),
    model: hashModel(model),
    batch,
    runs: runs.map(records => hashOf(model, records)),
    told,
    active: model.ensembles.reduce((sum, { path }) => sum + count(spikesOf(path)), 0),
    recorded: Array.from(first?.values() ?? []).reduce((sum, { data }) => sum + data.length, 0),
  };
}
