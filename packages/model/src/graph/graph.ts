import type { Model, ModelConnection, ModelEnsemble, ModelNode, ModelProbe } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';

/** The objects of a Model by path, and what each of them feeds and is fed by. Lists keep the order of the Model. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, ModelNode>;
  readonly ensembles: ReadonlyMap<string, ModelEnsemble>;
  readonly connections: ReadonlyMap<string, ModelConnection>;
  readonly probes: ReadonlyMap<string, ModelProbe>;
  /** Connections that start at the object of this path. */
  from(path: string): readonly ModelConnection[];
  /** Connections that end at the object of this path; of a connection: those that end at its learning rules. */
  into(path: string): readonly ModelConnection[];
  /** Probes that read the object of this path. */
  probesOf(path: string): readonly ModelProbe[];
}

const graphs = new WeakMap<Model, Graph>();

/** Objects by path. Of a path that a faulty Model uses twice, the first object is found, as a search of the list would find it. */
function byPath<T extends { readonly path: string }>(objects: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const object of objects) if (!found.has(object.path)) found.set(object.path, object);
  return found;
}

function grouped<T>(objects: readonly T[], pathOf: (object: T) => string): (path: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    const path = pathOf(object);
    const group = groups.get(path);
    if (group) group.push(object);
    else groups.set(path, [object]);
  }
  return path => groups.get(path) ?? [];
}

/** The graph of a Model. A Model never changes, so its graph is made once. */
export function graphOf(model: Model): Graph {
  needModel('graphOf', model);
  const known = graphs.get(model);
  if (known) return known;
  const { nodes, ensembles, connections, probes } = model;
  const graph: Graph = Object.freeze({
    nodes: byPath(nodes),
    ensembles: byPath(ensembles),
    connections: byPath(connections),
    probes: byPath(probes),
    from: grouped(connections, ({ pre }) => pre.path),
    into: grouped(connections, ({ post }) => post.path),
    probesOf: grouped(probes, ({ target }) => target.path),
  });
  graphs.set(model, graph);
  return graph;
}
