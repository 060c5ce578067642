import { entriesOf, type Model, type ModelConnection, needModel, tensorOf } from '@rheobase/compiler';
import { nodeSizes } from '@rheobase/core';

/** Spreads counts per output of a connection back over its inputs. */
function pullBack(model: Model, connection: ModelConnection, weightOf: (element: number) => number, sizeIn: number): Float64Array {
  const counts = new Float64Array(sizeIn);
  const place = (element: number): number => connection.pre.slice?.[element] ?? element;
  const target = (element: number): number => weightOf(connection.post.slice?.[element] ?? element);
  if (connection.decoders !== null) {
    // Decoders and transform act as one full matrix.
    let sum = 0;
    for (let i = 0; i < connection.sizeOut; i++) sum += target(i);
    const decoded = tensorOf(model, connection.decoders).shape[1] ?? sizeIn;
    return counts.fill(sum, 0, decoded);
  }
  if (connection.transform === null) {
    for (let i = 0; i < connection.sizeOut; i++) counts[place(i)] = (counts[place(i)] ?? 0) + target(i);
    return counts;
  }
  const { rows, columns } = entriesOf(model, connection.transform);
  for (let k = 0; k < rows.length; k++) {
    const at = place(columns[k] ?? 0);
    counts[at] = (counts[at] ?? 0) + target(rows[k] ?? 0);
  }
  return counts;
}

/**
 * Synaptic operations that one spike of each neuron causes, by ensemble path: the weights it meets on its way to the next neurons or to a
 * read-out. Linear nodes on the way (passthrough) count as part of the way; an element of a node that leads nowhere counts as one.
 */
export function fanOut(model: Model): ReadonlyMap<string, Float64Array> {
  needModel('fanOut', model);
  const known = new Map<string, Float64Array>();
  const ofNode = (path: string, size: number, seen: readonly string[]): Float64Array => {
    const found = known.get(path);
    if (found) return found;
    const node = model.nodes.find(n => n.path === path);
    const onward = node?.record.type === 'passthrough' && !seen.includes(path) ? outgoing(path, size, [...seen, path]) : null;
    const counts = onward ?? new Float64Array(size).fill(1);
    known.set(path, counts);
    return counts;
  };
  const outgoing = (path: string, size: number, seen: readonly string[]): Float64Array | null => {
    const connections = model.connections.filter(c => c.pre.path === path);
    if (connections.length === 0) return null;
    const total = new Float64Array(size);
    const reached = new Uint8Array(size);
    for (const connection of connections) {
      pullBack(model, connection, () => 1, size).forEach((count, i) => {
        if (count > 0) reached[i] = 1;
      });
      const node = model.nodes.find(n => n.path === connection.post.path);
      const next = node ? ofNode(node.path, nodeSizes(node.record).sizeIn, seen) : null;
      const counts = pullBack(model, connection, element => (next ? (next[element] ?? 0) : 1), size);
      for (let i = 0; i < size; i++) total[i] = (total[i] ?? 0) + (counts[i] ?? 0);
    }
    // What leads nowhere is read out where it stands.
    return seen.length === 0 ? total : total.map((count, i) => (reached[i] === 1 ? count : 1));
  };
  return new Map(model.ensembles.map(({ path, neurons }) => [path, outgoing(path, neurons, []) ?? new Float64Array(neurons)]));
}
