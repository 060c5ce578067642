import { lowpass, dense as matrix, Network } from 'rheobase';
import { uniformMatrix } from './random-matrix.js';

/** Two populations of neurons with a full matrix of weights between them. */
export function dense(neurons = 2000): Network {
  const net = new Network({ label: 'dense', seed: 4 });
  const a = net.ensemble(neurons, 1);
  const b = net.ensemble(neurons, 1);
  const u = net.constant([0.5]);
  net.connect(u, a);
  const weights = uniformMatrix(neurons, neurons, 3e-3 / neurons, 0);
  net.connect(a.neurons, b.neurons, { transform: matrix(weights), synapse: lowpass(0.005) });
  net.probe(b.neurons, { sampleEvery: 0.1 });
  return net;
}
