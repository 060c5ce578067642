import { builtin, lowpass, Network, pes, whiteSignal } from 'rheobase';

/** Learns the square of each of two values while it runs. */
export function learning(neurons = 1000): Network {
  const half = Math.ceil(neurons / 2);
  const net = new Network({ label: 'learning', seed: 7 });
  const u = net.process(whiteSignal({ period: 10, high: 2 }), { size: 2, seed: 1 });
  const a = net.ensemble(neurons, 2);
  const b = net.ensemble(half, 2);
  const error = net.ensemble(half, 2);
  net.connect(u, a);
  const learned = net.connect(a, b, { function: () => [0, 0], learningRule: pes({ learningRate: 1e-4 }) });
  net.connect(b, error);
  net.connect(u, error, { function: builtin('square'), transform: -1 });
  net.connect(error, learned.rule());
  net.probe(b, { synapse: lowpass(0.01) });
  return net;
}
