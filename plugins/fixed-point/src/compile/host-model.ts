import { ensembleAt, graphOf, type Model, type ModelConnection, type ModelNode, type ModelProbe, tensorOf } from '@rheobase/model';
import type { Sides } from './chains.js';

/** A value of a chip ensemble that the host takes in at every step. */
export interface Tap {
  readonly ensemble: string;
  /** `arrived`: its output one step late, what connections carry; else what probes read of the step just made. */
  readonly value: 'arrived' | 'output' | 'current' | 'voltage' | 'refractoryTime';
  /** Path of the input node that stands for it. */
  readonly node: string;
}

/** The part of a model that runs on the host, with input nodes in place of the chip's ensembles. */
export interface HostModel {
  readonly model: Model;
  readonly taps: readonly Tap[];
}

const TAPPED = ['arrived', 'output', 'current', 'voltage', 'refractoryTime'] as const;

const tapPath = (ensemble: string, value: Tap['value']): string => `${ensemble}#${value}`;

/** Nodes whose value a host ensemble or a probe needs; input nodes are kept for their callers. */
function neededNodes(model: Model, sides: Sides): ReadonlySet<string> {
  const graph = graphOf(model);
  const needed = new Set(model.nodes.filter(({ record }) => record.type === 'input').map(({ path }) => path));
  const pending = [...sides.host.keys(), ...model.probes.map(({ target }) => graph.connections.get(target.path)?.post.path ?? target.path)];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (needed.has(path)) continue;
    needed.add(path);
    if (sides.chip.has(path)) continue;
    pending.push(...graph.into(path).map(({ pre }) => pre.path));
  }
  return needed;
}

/** Cuts the host's part out of a model. */
export function hostModelOf(model: Model, sides: Sides): HostModel {
  const needed = neededNodes(model, sides);
  const taps = new Map<string, Tap>();
  const nodes: ModelNode[] = model.nodes.filter(({ path }) => needed.has(path));

  const tap = (ensemble: string, value: Tap['value']): string => {
    const node = tapPath(ensemble, value);
    if (!taps.has(node)) {
      taps.set(node, { ensemble, value, node });
      nodes.push({ path: node, record: { type: 'input', size: ensembleAt(model, ensemble).neurons } });
    }
    return node;
  };

  /** A connection from a chip ensemble as connections from the node that stands for it. */
  const fromChip = (connection: ModelConnection): readonly ModelConnection[] => {
    const { path, pre, decoders, transform } = connection;
    const source = { path: tap(pre.path, 'arrived'), port: 'output' as const };
    if (decoders === null) return [{ ...connection, pre: { ...pre, ...source } }];
    const [size = 0, neurons = 0] = tensorOf(model, decoders).shape;
    const decode = { type: 'dense' as const, sizeIn: neurons, sizeOut: size, weights: decoders };
    const direct = { ...connection, pre: { ...source, slice: null }, decoders: null, solve: null };
    if (transform === null) return [{ ...direct, transform: decode }];
    const between = `${path}#decoded`;
    nodes.push({ path: between, record: { type: 'passthrough', size } });
    const post = { path: between, port: 'input' as const, slice: null };
    return [
      { ...direct, path: `${path}#decode`, post, transform: decode, synapse: null, delaySteps: 0, sizeOut: size },
      { ...connection, pre: { path: between, port: 'output', slice: null }, decoders: null, solve: null },
    ];
  };

  const decoding: ModelConnection[] = [];
  /** A probe of a decoded value of the chip as a probe of a node that decodes. */
  const decodedFrom = (node: string, probe: string, decoders: string): Pick<ModelProbe, 'target' | 'decoders' | 'solve'> => {
    const [size = 0, neurons = 0] = tensorOf(model, decoders).shape;
    const path = `${probe}#decoded`;
    nodes.push({ path, record: { type: 'passthrough', size } });
    decoding.push({
      path: `${probe}#decode`,
      pre: { path: node, port: 'output', slice: null },
      post: { path, port: 'input', slice: null },
      function: null,
      decoders: null,
      solve: null,
      transform: { type: 'dense', sizeIn: neurons, sizeOut: size, weights: decoders },
      synapse: null,
      delaySteps: 0,
      rules: [],
      sizeOut: size,
    });
    return { target: { path, port: 'node', attribute: 'output', slice: null }, decoders: null, solve: null };
  };

  const connections = model.connections
    .filter(({ post }) => needed.has(post.path) && !sides.chip.has(post.path))
    .flatMap(connection => (sides.chip.has(connection.pre.path) ? fromChip(connection) : [connection]));

  const probes = model.probes.map((probe): ModelProbe => {
    const { target } = probe;
    if (!sides.chip.has(target.path)) return probe;
    const { decoders } = probe;
    if (decoders !== null) return { ...probe, ...decodedFrom(tap(target.path, 'output'), probe.path, decoders) };
    const value = TAPPED.find(name => name === target.attribute) ?? 'output';
    return { ...probe, target: { ...target, path: tap(target.path, value), port: 'node', attribute: 'output' } };
  });
  const ensembles = model.ensembles.filter(({ path }) => sides.host.has(path));
  return {
    model: { ...model, nodes, ensembles, connections: [...connections, ...decoding], probes, hints: {} },
    taps: Array.from(taps.values()),
  };
}
