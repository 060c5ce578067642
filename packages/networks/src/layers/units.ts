import { type Distribution, type Endpoint, type Network, type Neurons, type Node, sizeOf, toDistribution, uniform } from '@rheobase/core';
import type { LayersOptions, WeightOptions } from './layer-options.js';

/** What a layer gives: something to connect from, probe, or put the next layer on. */
export type Layer = Node | Neurons;

/** Weights within sqrt(6 / (fan-in + fan-out)), so that signals keep their size from layer to layer. */
export function glorot(fanIn: number, fanOut: number): Distribution {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return uniform(-limit, limit);
}

/** The neurons of a layer, laid out in `shape` with parameters per channel where there are channels; or a node for a linear one. */
export function units(
  network: Network,
  shape: readonly number[],
  shared: LayersOptions,
  own: WeightOptions,
): { readonly layer: Layer; readonly target: Endpoint } {
  const neurons = own.neurons === undefined ? shared.neurons : own.neurons;
  const size = sizeOf(shape);
  const label = own.label === undefined ? {} : { label: own.label };
  const parameterShape = shape.length === 1 ? shape : [...shape.slice(0, -1).map(() => 1), shape.at(-1) ?? 1];
  if (neurons === null) {
    const node = network.passthrough(size, { ...label, shape });
    const bias = toDistribution(own.bias ?? 0);
    const channels = sizeOf(parameterShape);
    const values =
      bias.type === 'samples' ? Array.from({ length: channels }, (_, i) => bias.values.data[i % bias.values.data.length] ?? 0) : null;
    addBias(network, node, values ?? new Array<number>(channels).fill(0), size);
    return { layer: node, target: node };
  }
  const tuning =
    shared.gain !== undefined && shared.bias !== undefined
      ? { gain: shared.gain, bias: shared.bias }
      : { maxRates: shared.maxRates ?? 100, intercepts: shared.intercepts ?? 0 };
  const ensemble = network.ensemble(size, 1, { ...label, neuronType: neurons, encoders: null, shape, parameterShape, ...tuning });
  return { layer: ensemble.neurons, target: ensemble.neurons };
}

/** A trainable constant added to a node, repeated over its positions. */
function addBias(network: Network, node: Node, values: readonly number[], size: number): void {
  const constant = network.constant([...values], { label: `${lastLabel(node.path)}.bias`, hints: { trainable: true } });
  const channels = values.length;
  const repeat = Array.from({ length: size }, (_, i) => i % channels);
  network.connect(constant.at(...repeat), node, { synapse: null });
}

const lastLabel = (path: string): string => path.split('/').at(-1) ?? path;
