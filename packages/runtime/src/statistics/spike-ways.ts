import { nodeSizes, passesOn } from '@rheobase/core';
import { entriesOf, type Model, type ModelConnection, type ModelTransform } from '@rheobase/model';
import type { Hops } from './circles.js';

/** Where spikes can be and where they go from there. Places are numbered: first all neurons, then all elements that pass spikes on. */
export interface SpikeWays {
  readonly places: number;
  /** How many of the places are neurons. */
  readonly neurons: number;
  /** The place of the first neuron of each ensemble, by path. */
  readonly first: ReadonlyMap<string, number>;
  /** How many weights a spike meets at each place, with the ends that it reaches from there without a weight. */
  readonly met: Float64Array;
  /** Where spikes go on without a weight. */
  readonly hops: Hops;
}

/** Consecutive places. */
interface Row {
  readonly start: number;
  readonly size: number;
}

/** Whether a transform multiplies by weights; the others move values, add them up or scale each of them. */
function hasWeights({ type }: ModelTransform): boolean {
  switch (type) {
    case 'dense':
    case 'sparse':
    case 'convolution':
    case 'convolutionTranspose':
      return true;
    case 'scale':
    case 'indices':
    case 'pooling':
      return false;
  }
}

/** Calls `entry` for each row and column of what a connection multiplies by that may be other than zero. */
function forEachEntry(model: Model, transform: ModelTransform | null, size: number, entry: (row: number, column: number) => void): void {
  if (transform === null) {
    for (let i = 0; i < size; i++) entry(i, i);
    return;
  }
  const { rows, columns } = entriesOf(model, transform);
  for (let k = 0; k < rows.length; k++) entry(rows[k] ?? 0, columns[k] ?? 0);
}

/** The ways of the spikes of a model. */
export function spikeWays(model: Model): SpikeWays {
  const from: number[] = [];
  const to: number[] = [];
  const hop = (start: number, end: number): void => {
    from.push(start);
    to.push(end);
  };
  let places = 0;
  const claim = (size: number): Row => {
    places += size;
    return { start: places - size, size };
  };
  // 1. Places: neurons, what goes into objects that pass spikes on, what comes out of them
  const cells = new Map(model.ensembles.map(({ path, neurons }) => [path, claim(neurons)]));
  const neurons = places;
  const entrances = new Map<string, Row>();
  const exits = new Map(cells);
  for (const { path, neuronType, dimensions } of model.ensembles) {
    if (neuronType.type !== 'direct') continue;
    const row = claim(dimensions);
    entrances.set(path, row);
    exits.set(path, row);
  }
  for (const { path, record } of model.nodes) {
    if (!passesOn(record)) continue;
    const { sizeIn, sizeOut } = nodeSizes(record);
    const entrance = claim(sizeIn);
    entrances.set(path, entrance);
    if (record.type !== 'maxPool') exits.set(path, entrance);
    else {
      const exit = claim(sizeOut);
      exits.set(path, exit);
      // Windows over which the largest is taken are those over which a sum would be.
      const windows: ModelTransform = { ...record, type: 'pooling', mode: 'sum', countPadding: false };
      forEachEntry(model, windows, sizeIn, (row, column) => hop(entrance.start + column, exit.start + row));
    }
  }
  // 2. Connections: weights met, or hops to the next place
  const met = new Float64Array(places);
  const meet = ({ pre, post, transform, decoders, function: fn, sizeOut }: ModelConnection): void => {
    const exit = exits.get(pre.path);
    if (exit === undefined) return;
    const { slice } = pre;
    const place = (element: number): number => exit.start + (slice?.[element] ?? element);
    const count = (element: number, weights: number): void => {
      met[place(element)] = (met[place(element)] ?? 0) + weights;
    };
    const countAll = (size: number, weights: number): void => {
      for (let element = 0; element < size; element++) count(element, weights);
    };
    const entrance = post.port === 'input' ? entrances.get(post.path) : undefined;
    // Decoders and transform act as one full matrix, with the encoders of the target where the weights are between neurons.
    if (decoders !== null) countAll(exit.size, post.port === 'encoded' ? (cells.get(post.path)?.size ?? sizeOut) : sizeOut);
    // A function reads what it is given.
    else if (fn !== null) countAll(slice?.length ?? exit.size, 1);
    else if (transform?.type === 'dense') countAll(transform.sizeIn, transform.sizeOut);
    else if (entrance === undefined || (transform !== null && hasWeights(transform))) {
      forEachEntry(model, transform, sizeOut, (_row, column) => count(column, 1));
    } else forEachEntry(model, transform, sizeOut, (row, column) => hop(place(column), entrance.start + (post.slice?.[row] ?? row)));
  };
  for (const connection of model.connections) meet(connection);
  return { places, neurons, first: new Map(Array.from(cells, ([path, { start }]) => [path, start])), met, hops: { from, to } };
}
