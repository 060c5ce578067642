import { type Dataset, layers, lif, lowpass, Network } from 'rheobase';

/** Paths of the network's probes. */
export const LOGITS = 'logits';
export const CLASSES = 'classes';

/** A spiking convolutional network for images of `data`: two convolutions and a linear read-out. */
export function digitNetwork(data: Dataset, seed: number): Network {
  const network = new Network({ label: 'digits', seed });
  const { conv2d, dense } = layers(network, { neurons: lif({ amplitude: 0.01 }), maxRates: 100, intercepts: 0, synapse: null });
  const image = network.input(data.x.shape[2], { label: 'image', shape: data.itemShape });
  const edges = conv2d(image, { label: 'edges', filters: 32, kernel: 3, strides: data.x.shape[2] > 100 ? 2 : 1 });
  const shapes = conv2d(edges, { label: 'shapes', filters: 64, kernel: 3, strides: 2 });
  const digit = dense(shapes, data.classes, { label: 'digit', neurons: null });
  network.probe(digit, { label: LOGITS });
  network.probe(digit, { label: CLASSES, synapse: lowpass(0.1) });
  return network;
}
