import { isSpiking, type SynapseRecord } from '@rheobase/core';
import { type Graph, graphOf, type Model, type ModelConnection } from '@rheobase/model';

/** What a connection carries: spikes through linear maps, a constant, or values that only the host can make. */
export type Carried = 'spikes' | 'constant' | 'real';

/** A way from a source through connections and passthrough nodes to an ensemble. */
export interface Chain {
  readonly carries: Carried;
  /** Path of the source. */
  readonly source: string;
  /** In the order from source to ensemble. */
  readonly connections: readonly ModelConnection[];
}

/** The synapses along a chain. */
export const synapsesOf = (chain: Chain): readonly SynapseRecord[] =>
  chain.connections.flatMap(({ synapse }) => (synapse === null ? [] : [synapse]));

/** Time constant of a first-order synapse, s; null for any other. */
export function tauOf(synapse: SynapseRecord): number | null {
  if (synapse.type === 'lowpass') return synapse.tau;
  return synapse.type === 'alpha' && synapse.tau === 0 ? 0 : null;
}

/** Time constant of the current of a chip neuron that a chain ends at, s; 0 where there is none. */
export const currentTau = (chain: Chain | undefined): number => {
  const synapse = chain && synapsesOf(chain)[0];
  return (synapse && tauOf(synapse)) ?? 0;
};

/** All chains that end with `connection`. A loop of passthrough nodes counts as real values: the host runs it. */
function chainsThrough(graph: Graph, connection: ModelConnection, after: readonly ModelConnection[]): readonly Chain[] {
  const connections = [connection, ...after];
  const end = (carries: Carried): readonly Chain[] => [{ carries, source: connection.pre.path, connections }];
  if (connection.function) return end('real');
  const ensemble = graph.ensembles.get(connection.pre.path);
  if (ensemble) return end(isSpiking(ensemble.neuronType) ? 'spikes' : 'real');
  const record = graph.nodes.get(connection.pre.path)?.record;
  if (record?.type === 'constant') return end('constant');
  if (record?.type !== 'passthrough' || after.includes(connection)) return end('real');
  return graph.into(connection.pre.path).flatMap(before => chainsThrough(graph, before, connections));
}

/** All chains into an object. */
export const chainsInto = (model: Model, path: string): readonly Chain[] =>
  graphOf(model)
    .into(path)
    .flatMap(connection => chainsThrough(graphOf(model), connection, []));

/** Where the ensembles of a model run. */
export interface Sides {
  readonly chip: ReadonlySet<string>;
  /** Path → why it stays on the host. */
  readonly host: ReadonlyMap<string, string>;
  readonly chains: ReadonlyMap<string, readonly Chain[]>;
}

/**
 * Chooses the side of every ensemble: the chip where all its input is spikes and constants, the host where anything real-valued comes in
 * or its hint `onChip` is false.
 */
export function sidesOf(model: Model): Sides {
  const chains = new Map(model.ensembles.map(({ path }) => [path, chainsInto(model, path)]));
  const host = new Map<string, string>();
  for (const { path } of model.ensembles) {
    const real = chains.get(path)?.find(({ carries }) => carries === 'real');
    if (real) host.set(path, `it takes real values from ${real.source}`);
    else if (model.hints[path]?.onChip === false) host.set(path, 'its hint onChip is false');
  }
  return { chip: new Set(model.ensembles.map(({ path }) => path).filter(path => !host.has(path))), host, chains };
}
