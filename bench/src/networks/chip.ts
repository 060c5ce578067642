import { type Ensemble, sizeOf } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { alpha, convolution, dense, lif, lowpass, Network, type Node, presentInput, spikingRelu, tensor, uniform } from 'rheobase';
import { normalMatrix, uniformMatrix } from './random-matrix.js';

/** A sine through two ensembles, the second of them on the chip. */
export function chipChannel(neurons: number): Network {
  const net = new Network({ label: 'chip-channel', seed: 1 });
  const u = net.function(time => [Math.sin(6 * time)], 0, 1);
  const a = net.ensemble(neurons, 1);
  const b = net.ensemble(neurons, 1);
  net.connect(u, a);
  net.connect(a, b, { synapse: lowpass(0.01) });
  net.probe(b, { synapse: lowpass(0.02) });
  net.probe(b.neurons);
  return net;
}

/** Neurons at constant currents, all connected with one another. */
export function chipRecurrent(neurons: number): Network {
  const net = new Network({ label: 'chip-recurrent', seed: 2 });
  const stream = randomStream(2);
  const bias = Array.from({ length: neurons }, () => 1 + 1.5 * stream.uniform());
  const a = net.ensemble(neurons, 1, { gain: 1, bias, neuronType: lif({ tauRef: 0.002 }) });
  net.connect(a.neurons, a.neurons, { transform: dense(normalMatrix(neurons, neurons, 2e-4, 2)), synapse: lowpass(0.005) });
  net.probe(a.neurons);
  return net;
}

/** Images shown one after the other to a convolutional network: filters, kernel size and stride of each layer, then dense layers. */
interface Shown {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly seconds: number;
  readonly rate: number;
  readonly neuron: 'spikingRelu' | 'lif';
  readonly first: number;
  readonly layers: readonly (readonly [filters: number, kernel: number, stride: number])[];
  readonly dense: readonly number[];
}

const shown: Readonly<Record<'mnist' | 'cifar10', Shown>> = Object.freeze({
  mnist: {
    shape: [28, 28, 1],
    seconds: 0.1,
    rate: 100,
    neuron: 'spikingRelu',
    first: 1,
    layers: [
      [6, 3, 2],
      [24, 3, 2],
    ],
    dense: [],
  },
  cifar10: {
    shape: [32, 32, 3],
    seconds: 0.2,
    rate: 150,
    neuron: 'lif',
    first: 4,
    layers: [
      [64, 3, 2],
      [72, 3, 1],
      [256, 3, 2],
      [256, 1, 1],
      [64, 1, 1],
    ],
    dense: [100],
  },
});

/** Random images through layers of random weights; the first layer encodes them on the host. */
export function chipConvnet(kind: keyof typeof shown): Network {
  const { shape, seconds, rate, neuron, first, layers, dense: wide } = shown[kind];
  const net = new Network({ label: `chip-${kind}`, seed: 3 });
  const synapse = lowpass(0.005);
  const amplitude = 1 / rate;
  const neuronType = neuron === 'lif' ? lif({ amplitude }) : spikingRelu({ amplitude });
  const tuned = { maxRates: rate, intercepts: 0 };
  const images = uniformMatrix(20, sizeOf(shape), 0.5, 5);
  let below: Node | Ensemble['neurons'] = net.process(
    presentInput(
      tensor(
        images.shape,
        Float64Array.from(images.data, x => x + 0.5),
      ),
      seconds,
    ),
  );
  let inputShape: readonly number[] = shape;
  for (const [index, [filters, kernelSize, strides]] of [[first, 1, 1] as const, ...layers].entries()) {
    const inputs = kernelSize * kernelSize * (inputShape[2] ?? 1);
    const mean = tensor([1, 1, inputs, filters], new Float64Array(inputs * filters).fill(1 / inputs));
    const kernel = index === 0 ? mean : uniform(-0.7 / inputs, 2 / inputs);
    const transform = convolution({ inputShape, filters, kernelSize, strides, kernel });
    inputShape = transform.outputShape;
    const encoding = index === 0 ? { neuronType: spikingRelu({ amplitude }), hints: { onChip: false } } : { neuronType };
    const { neurons } = net.ensemble(sizeOf(inputShape), 1, { ...tuned, ...encoding, shape: inputShape });
    net.connect(below, neurons, { transform, synapse: index === 0 ? null : synapse });
    below = neurons;
  }
  for (const size of wide) {
    const { neurons } = net.ensemble(size, 1, { ...tuned, neuronType });
    const inputs = sizeOf(inputShape);
    net.connect(below, neurons, { transform: dense({ shape: [size, inputs], init: uniform(-0.7 / inputs, 2 / inputs) }), synapse });
    inputShape = [size];
    below = neurons;
  }
  const out = net.passthrough(10);
  net.connect(below, out, { transform: dense(normalMatrix(10, sizeOf(inputShape), 0.02, 4)), synapse });
  net.probe(out, { synapse: alpha(0.01) });
  return net;
}
