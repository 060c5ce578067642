import { type Dataset, layers, lif, lowpass, Network } from 'rheobase';

/** Paths of the network's probes. */
export const LOGITS = 'logits';
export const CLASSES = 'classes';

/** Between layers once it spikes: long enough to smooth spikes of 300 Hz, short enough for answers within 30 ms. */
export const SYNAPSE = lowpass(0.003);

/**
 * A spiking convolutional network for images of `data`: two convolutions and a linear read-out. An input of 1 makes a neuron fire at 300 Hz,
 * and its output is 1 then. Connections have no synapse, as training wants it.
 */
export function digitNetwork(data: Dataset, seed: number): Network {
  const network = new Network({ label: 'digits', seed });
  const { conv2d, dense } = layers(network, { neurons: lif({ amplitude: 1 / 300 }), maxRates: 300, intercepts: 0, synapse: null });
  const large = data.x.shape[2] > 100;
  const image = network.input(data.x.shape[2], { label: 'image', shape: data.itemShape });
  const edges = conv2d(image, { label: 'edges', filters: 16, kernel: 3, padding: 'same', strides: large ? 2 : 1 });
  const shapes = conv2d(edges, { label: 'shapes', filters: 64, kernel: 3, padding: 'same', strides: 2 });
  const digit = dense(shapes, data.classes, { label: 'digit', neurons: null });
  network.probe(digit, { label: LOGITS });
  network.probe(digit, { label: CLASSES, synapse: lowpass(0.008) });
  return network;
}
