import {
  type Definition,
  defaultDt,
  type FunctionRecord,
  knownOptions,
  Network,
  type Node,
  nodes as nodeKinds,
  optionNames,
  type Tensor,
  ValidationError,
} from '@rheobase/core';
import type { Model, ModelHeld, ModelHints, ModelNode } from '@rheobase/model';
import { checkedDt, checkModel, type StepLength } from '@rheobase/model';
import { BuildLog, type BuildReport } from '../build-report.js';
import { DecoderCache } from '../decoders/decoder-cache.js';
import type { DecoderStore } from '../decoders/decoder-store.js';
import { TensorTable } from '../tensor-table.js';
import { buildConnection } from './connection.js';
import { buildEnsemble } from './ensemble.js';
import { buildProbe } from './probe.js';

/** How a Network's records hold arrays and functions: by value. */
interface NetworkHeld {
  readonly tensor: Tensor;
  readonly function: FunctionRecord;
}

function buildNode({ path, record }: Node, table: TensorTable): ModelNode {
  const tensor = (value: Tensor, name: string) => table.put(`${path}.${name.replace('process.', '')}`, value);
  return Object.freeze({ path, record: nodeKinds.map<NetworkHeld, ModelHeld>(record, { tensor }) });
}

function hintsOf(network: Network): ModelHints {
  const all = [
    ...network.nodes.map(({ path, hints }) => [path, hints] as const),
    ...network.ensembles.map(({ path, settings }) => [path, settings.hints] as const),
    ...network.connections.map(({ path, hints }) => [path, hints] as const),
  ];
  return Object.freeze(Object.fromEntries(all.filter(([, hints]) => Object.keys(hints).length > 0)));
}

/** What a build can use besides the network. None of it changes the model, `dt` aside. */
export interface BuildOptions extends StepLength {
  /** Keeps solved decoders from build to build. */
  readonly cache?: DecoderStore;
  /** A clock for the report, ms: `() => performance.now()`, say. Without it, the report has no times. */
  readonly now?: () => number;
  /** Solvers of the user that the network was read back with by name and version alone. */
  readonly definitions?: readonly Definition[];
}

const names = optionNames<BuildOptions>({ cache: true, now: true, dt: true, definitions: true });

/**
 * Network to Model: makes every choice that a network leaves open.
 *
 *     sample and tune ensembles ──▶ draw weights, solve decoders ──▶ probes ──▶ check
 *
 * The same network gives the same Model, bit for bit, on every engine.
 */
export const build = async (network: Network, options: BuildOptions = {}): Promise<Model> => (await buildReported(network, options)).model;

/** `build`, with a report of what it did. */
export async function buildReported(
  network: Network,
  options: BuildOptions = {},
): Promise<{ readonly model: Model; readonly report: BuildReport }> {
  const { cache: store, now, dt = defaultDt, definitions } = knownOptions('build', options, names);
  if (!(network instanceof Network)) {
    throw new ValidationError(`build: a Network is needed, but ${String(network)} was given`, { code: 'not-a-network', given: network });
  }
  checkedDt('build', dt);
  const table = new TensorTable();
  const log = new BuildLog(now ?? null);
  // 1. Nodes and ensembles: encoders, gain, bias, initial state
  const nodes = log.measure('nodes', () => network.nodes.map(node => buildNode(node, table)));
  const ensembles = log.measure('ensembles', () => network.ensembles.map(ensemble => buildEnsemble(ensemble, table)));
  const drawn: Model = { version: 1, tensors: table.tensors, nodes, ensembles, connections: [], probes: [], hints: hintsOf(network) };
  const cache = new DecoderCache(log, store ?? null, dt, definitions);
  // 2. Connections: weights and decoders
  const connections = log.measure('connections', () =>
    network.connections.map(connection => buildConnection(connection, drawn, table, cache)),
  );
  // 3. Probes
  const probes = log.measure('probes', () => network.probes.map(probe => buildProbe(probe, drawn, table, cache)));
  // 4. Check
  const model: Model = Object.freeze({ ...drawn, connections, probes });
  log.measure('check', () => checkModel(model));
  return { model, report: log.report() };
}
