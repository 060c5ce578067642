import {
  convolution,
  dense as denseTransform,
  type Endpoint,
  knownOptions,
  maxPool,
  type Network,
  type NeuronRecord,
  pooling,
  reshaped,
  shapeOf,
  sizeOf,
  toDistribution,
  ValidationError,
  type View,
} from '@rheobase/core';
import {
  activationNames,
  type Conv2dOptions,
  conv2dNames,
  denseNames,
  type LayerOptions,
  type LayersOptions,
  layersNames,
  type MaxPool2dOptions,
  maxPool2dNames,
  type Pool2dOptions,
  pool2dNames,
  type WeightOptions,
} from './layer-options.js';
import { glorot, type Layer, units } from './units.js';

/** Layers that add ensembles and connections to a network, so that every backend can run them. Shapes are (height, width, channels). */
export interface Layers {
  /** Every unit sees every input. */
  dense(input: Endpoint, size: number, options?: WeightOptions): Layer;
  /** Cross-correlation with `filters` kernels; bias per filter. */
  conv2d(input: Endpoint, options: Conv2dOptions): Layer;
  /** Mean over windows: a linear node, no neurons. */
  avgPool2d(input: Endpoint, options?: Pool2dOptions): Layer;
  /** Largest of each window: a stateful node (`maxPool`). */
  maxPool2d(input: Endpoint, options?: MaxPool2dOptions): Layer;
  /** The same values in one axis; adds nothing to the network. */
  flatten(input: Endpoint): View;
  /** One neuron per value. */
  activation(input: Endpoint, neurons?: NeuronRecord, options?: Omit<LayerOptions, 'neurons'>): Layer;
}

function imageShape(input: Endpoint, given: readonly number[] | undefined, layer: string): readonly number[] {
  const shape = given ?? shapeOf(input);
  if (shape.length === 3 && sizeOf(shape) === sizeOf(shapeOf(input))) return shape;
  throw new ValidationError(
    `${layer}: ${input.path} has shape [${shapeOf(input)}], but (height, width, channels) with as many values is needed; give shape`,
    { code: 'size-mismatch', object: input.path, given: shape, allowed: '(height, width, channels)' },
  );
}

/** Gain and bias say what maxRates and intercepts would. */
function checkTuning(shared: LayersOptions): void {
  const tuned = shared.gain !== undefined || shared.bias !== undefined;
  const useless = (['maxRates', 'intercepts'] as const).find(name => tuned && shared[name] !== undefined);
  if (useless === undefined) return;
  throw new ValidationError(`layers: ${useless} has no effect beside gain and bias; leave out ${useless}, or leave out gain and bias`, {
    code: 'contradiction',
    object: 'layers',
    given: [useless, 'gain and bias'],
    allowed: `${useless} or gain and bias`,
  });
}

/** Layers on a network, with the neurons and tuning they share. */
export function layers(network: Network, shared: LayersOptions): Layers {
  const { synapse = null } = knownOptions('layers', shared, layersNames);
  checkTuning(shared);
  if (shared.neurons === undefined) {
    throw new ValidationError('layers: neurons must be a neuron type, or null for layers without neurons, but none was given', {
      code: 'missing-neurons',
      object: 'layers',
      allowed: 'a neuron type or null',
    });
  }
  const between = (options: { readonly synapse?: LayerOptions['synapse'] } | undefined) => ({
    synapse: options?.synapse === undefined ? synapse : options.synapse,
  });
  return {
    dense(input, size, options = {}) {
      knownOptions('dense', options, denseNames);
      const fanIn = sizeOf(shapeOf(input));
      const init = options.weights === undefined ? glorot(fanIn, size) : toDistribution(options.weights);
      const { layer, target } = units(network, [size], shared, options);
      network.connect(input, target, { ...between(options), transform: denseTransform({ shape: [size, fanIn], init }) });
      return layer;
    },
    conv2d(input, options) {
      const {
        filters,
        kernel = 3,
        groups = 1,
        strides = 1,
        padding = 'valid',
        dilations = 1,
      } = knownOptions('conv2d', options, conv2dNames);
      const inputShape = imageShape(input, options.shape, 'conv2d');
      const cells = typeof kernel === 'number' ? kernel * kernel : sizeOf(kernel);
      const init = options.weights ?? glorot((cells * (inputShape[2] ?? 1)) / groups, (cells * filters) / groups);
      const transform = convolution({ inputShape, filters, groups, strides, padding, dilations, kernelSize: kernel, kernel: init });
      const { layer, target } = units(network, transform.outputShape, shared, options);
      network.connect(input, target, { ...between(options), transform });
      return layer;
    },
    avgPool2d(input, options = {}) {
      const { size = 2, label, synapse: _own, shape, ...window } = knownOptions('avgPool2d', options, pool2dNames);
      const transform = pooling({ ...window, inputShape: imageShape(input, shape, 'avgPool2d'), poolSize: size });
      const node = network.passthrough(sizeOf(transform.outputShape), {
        ...(label === undefined ? {} : { label }),
        shape: transform.outputShape,
      });
      network.connect(input, node, { ...between(options), transform });
      return node;
    },
    maxPool2d(input, options = {}) {
      const { size = 2, label, synapse: _own, shape, ...window } = knownOptions('maxPool2d', options, maxPool2dNames);
      const record = maxPool({ ...window, inputShape: imageShape(input, shape, 'maxPool2d'), poolSize: size });
      const node = network.node(record, label === undefined ? {} : { label });
      network.connect(input, node, between(options));
      return node;
    },
    flatten: input => reshaped(input, [sizeOf(shapeOf(input))]),
    activation(input, neurons = shared.neurons ?? undefined, options = {}) {
      knownOptions('activation', options, activationNames);
      if (neurons === undefined) throw new ValidationError('activation: name the neurons', { code: 'missing-neurons', object: input.path });
      const { layer, target } = units(network, shapeOf(input), shared, { ...options, neurons });
      network.connect(input, target, between(options));
      return layer;
    },
  };
}
