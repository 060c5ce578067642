import { layers, Network, type Probe, relu } from 'rheobase';

const SIDE = 28;

function trainable(label: string, add: (made: ReturnType<typeof layers>, net: Network) => Probe): Network {
  const net = new Network({ label, seed: 0 });
  add(layers(net, { neurons: relu(), gain: 1, bias: 0, synapse: null }), net);
  return net;
}

/** 784-256-128-10 rectifiers. */
export const multilayer = (): Network =>
  trainable('mlp', ({ dense }, net) => net.probe(dense(dense(dense(net.input(SIDE * SIDE), 256), 128), 10, { neurons: null })));

/** Three convolutions of 3 × 3 with strides of 2 (32, 64 and 128 filters) and a linear read-out. */
export const convolutional = (): Network =>
  trainable('cnn', ({ conv2d, dense }, net) => {
    const first = conv2d(net.input(SIDE * SIDE), { shape: [SIDE, SIDE, 1], filters: 32, strides: 2 });
    const second = conv2d(first, { filters: 64, strides: 2 });
    return net.probe(dense(conv2d(second, { filters: 128, strides: 2 }), 10, { neurons: null }));
  });
