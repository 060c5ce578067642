import type { Model, ModelConnection, ModelProbe } from '@rheobase/model';
import { graphOf } from '@rheobase/model';

/** What has to be computed, in order, for some probes. */
export interface Order {
  /** Paths of nodes and ensembles, each after everything it depends on. */
  readonly paths: readonly string[];
  /** Connections among them, in the model's order. */
  readonly connections: readonly ModelConnection[];
  /** Paths along a cycle without delay, the first again at the end; null where there is none. */
  readonly cycle: readonly string[] | null;
}

/** A connection that carries its value to a later step. */
export const isDelayed = ({ synapse, delaySteps }: ModelConnection): boolean => synapse !== null || delaySteps > 0;

/** Connections by the object they arrive at, in their order. */
export function arrivingAt(connections: readonly ModelConnection[]): ReadonlyMap<string, readonly ModelConnection[]> {
  const found = new Map<string, ModelConnection[]>();
  for (const connection of connections) {
    const { path } = connection.post;
    const before = found.get(path);
    if (before) before.push(connection);
    else found.set(path, [connection]);
  }
  return found;
}

/** The objects that these probes depend on. */
export function orderFor(model: Model, probes: readonly ModelProbe[]): Order {
  const { into } = graphOf(model);
  const done = new Set<string>();
  const open: string[] = [];
  const used = new Set<ModelConnection>();
  let cycle: readonly string[] | null = null;
  const visit = (path: string): void => {
    if (open.includes(path)) cycle ??= [...open.slice(open.indexOf(path)), path];
    if (done.has(path) || open.includes(path)) return;
    open.push(path);
    for (const connection of into(path)) {
      used.add(connection);
      if (!isDelayed(connection)) visit(connection.pre.path);
    }
    open.pop();
    done.add(path);
  };
  for (const { target } of probes) {
    const probed = target.port === 'connection' ? graphOf(model).connections.get(target.path) : undefined;
    if (probed) used.add(probed);
    visit(probed?.pre.path ?? target.path);
  }
  // What lies behind a delay is still part of what the probes depend on.
  for (const connection of used) visit(connection.pre.path);
  return { paths: Array.from(done), connections: model.connections.filter(connection => used.has(connection)), cycle };
}
