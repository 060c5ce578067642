import {
  convolution,
  convolutionTranspose,
  integrateAndFire,
  layers,
  lif,
  lowpass,
  maxPool,
  Network,
  pooling,
  sigmoid,
  spikingRelu,
} from 'rheobase';
import type { Entry } from './entry.js';

/** Layers over a picture of 8 by 8 cells, with spikes between them. */
function convolved(): Network {
  const net = new Network({ seed: 41 });
  const picture = net.input(64, { shape: [8, 8, 1] });
  const { conv2d, avgPool2d, dense } = layers(net, { neurons: lif({ amplitude: 0.01 }), synapse: lowpass(0.005) });
  const first = conv2d(picture, { filters: 4, padding: 'same', synapse: null });
  const second = conv2d(first, { filters: 6, kernel: 2, strides: 2, groups: 2, neurons: spikingRelu({ amplitude: 0.01 }) });
  const pooled = avgPool2d(second);
  const spread = net.passthrough(32);
  net.connect(pooled, spread, { transform: convolutionTranspose({ inputShape: [2, 2, 6], filters: 2, kernelSize: 2, strides: 2 }) });
  const wide = net.passthrough(18);
  const dilated = convolution({
    inputShape: [2, 4, 4],
    filters: 2,
    kernelSize: 2,
    dilations: 2,
    padding: [
      [1, 0],
      [0, 1],
    ],
    channelsLast: false,
  });
  net.connect(spread, wide, { transform: dilated, synapse: null });
  const out = dense(second, 5, { neurons: null });
  for (const probed of [pooled, spread, wide, out]) net.probe(probed, { synapse: lowpass(0.01) });
  return net;
}

/** The largest of a window, as each of the three modes says it, of values, of rates and of spikes. */
function pooled(): Network {
  const net = new Network({ seed: 42 });
  const picture = net.input(36, { shape: [6, 6, 1] });
  const { conv2d } = layers(net, { neurons: integrateAndFire({ threshold: 0.01 }), gain: 1, bias: 0.5 });
  const spikes = conv2d(picture, { filters: 2, kernel: 3, padding: 'same' });
  const rates = conv2d(picture, { filters: 2, kernel: 1, neurons: sigmoid() });
  for (const mode of ['exact', 'gate', 'runningMax'] as const) {
    const window = { mode, inputShape: [6, 6, 2], poolSize: 3, strides: mode === 'exact' ? 2 : 3, padding: 'same' } as const;
    for (const source of [spikes, rates]) {
      const node = net.node(maxPool(window));
      net.connect(source, node, { synapse: mode === 'runningMax' ? lowpass(0.003) : null });
      net.probe(node);
    }
  }
  const sums = net.passthrough(8);
  net.connect(rates, sums, { transform: pooling({ inputShape: [6, 6, 2], poolSize: 4, strides: 2, mode: 'sum' }), synapse: null });
  net.probe(sums);
  return net;
}

export const ofImages: readonly Entry[] = [
  { name: 'convolution', make: convolved, batch: 3 },
  { name: 'max pooling', make: pooled, batch: 2 },
];
