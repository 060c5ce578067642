import {
  type Distribution,
  type DistributionInput,
  type Endpoint,
  type Network,
  type Neurons,
  type Node,
  sizeOf,
  toDistribution,
  uniform,
  ValidationError,
  viewOf,
} from '@rheobase/core';
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
    addBias(network, node, biasValues(node.path, own.bias ?? 0, sizeOf(parameterShape)), size);
    return { layer: node, target: node };
  }
  if (own.bias !== undefined) {
    throw new ValidationError(
      `${own.label ?? 'layer'}: the bias of a layer with neurons follows from maxRates and intercepts; give those, or gain and bias, to layers()`,
      {
        code: 'invalid-parameter',
        object: own.label ?? 'layer',
        given: own.bias,
        allowed: 'a bias on layers without neurons',
      },
    );
  }
  const tuning =
    shared.gain !== undefined || shared.bias !== undefined
      ? { ...(shared.gain === undefined ? {} : { gain: shared.gain }), ...(shared.bias === undefined ? {} : { bias: shared.bias }) }
      : { maxRates: shared.maxRates ?? 100, intercepts: shared.intercepts ?? 0 };
  const ensemble = network.ensemble(size, 1, { ...label, neuronType: neurons, encoders: null, shape, parameterShape, ...tuning });
  return { layer: ensemble.neurons, target: ensemble.neurons };
}

/** One bias per channel, from one number or one each. */
function biasValues(layer: string, given: DistributionInput, channels: number): readonly number[] {
  const bias = toDistribution(given);
  const data = bias.type === 'samples' ? bias.values.data : [];
  if (data.length === 1 || data.length === channels) return Array.from({ length: channels }, (_, i) => data[i % data.length] ?? 0);
  const shown = bias.type === 'samples' ? `${data.length} numbers` : `the distribution ${bias.type}`;
  throw new ValidationError(`${layer}: the bias of a layer without neurons must be 1 or ${channels} numbers, but ${shown} was given`, {
    code: 'size-mismatch',
    object: layer,
    given: shown,
    allowed: `1 or ${channels} numbers`,
  });
}

/** A trainable constant added to a node, repeated over its positions. */
function addBias(network: Network, node: Node, values: readonly number[], size: number): void {
  const constant = network.constant([...values], { label: `${lastLabel(node.path)}.bias`, hints: { trainable: true } });
  const channels = values.length;
  const repeat = Array.from({ length: size }, (_, i) => i % channels);
  network.connect(viewOf(constant, repeat), node, { synapse: null });
}

const lastLabel = (path: string): string => path.split('/').at(-1) ?? path;
