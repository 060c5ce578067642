import { type Ensemble, sizeOf } from '@rheobase/core';
import { convolution, dense, lowpass, Network, type Node, spikingRelu, uniform } from 'rheobase';
import { normalMatrix, uniformMatrix } from './random-matrix.js';

/** The network of the MNIST tutorial: three convolutions of spiking rectifiers and a linear read-out, shown one image. */
export function convnet(side = 28, filters: readonly number[] = [32, 64, 128], seed = 7): Network {
  const net = new Network({ label: 'convnet', seed });
  const image = net.constant(Array.from(uniformMatrix(1, side * side, 0.5, 2).data, x => x + 0.5));
  let below: Node | Ensemble['neurons'] = image;
  let inputShape: readonly number[] = [side, side, 1];
  for (const [layer, count] of filters.entries()) {
    const transform = convolution({ inputShape, filters: count, strides: layer === 0 ? 1 : 2, kernel: uniform(-0.3, 0.4) });
    inputShape = transform.outputShape;
    const size = sizeOf(inputShape);
    const { neurons } = net.ensemble(size, 1, { neuronType: spikingRelu({ amplitude: 0.01 }), gain: 20, bias: 0 });
    net.connect(below, neurons, { transform, synapse: null });
    below = neurons;
  }
  const out = net.passthrough(10);
  net.connect(below, out, { transform: dense(normalMatrix(10, sizeOf(inputShape), 0.01, 3)), synapse: null });
  net.probe(out, { synapse: lowpass(0.1) });
  return net;
}
