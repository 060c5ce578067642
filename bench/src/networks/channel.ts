import { builtin, lowpass, Network } from 'rheobase';

/** A sine through one ensemble into another that represents its square: the first network of every introduction. */
export function channel(neurons = 100, seed = 14): Network {
  const net = new Network({ label: 'channel', seed });
  const u = net.function(time => [Math.sin(6 * time)], 0, 1);
  const a = net.ensemble(neurons, 1);
  const b = net.ensemble(neurons, 1);
  net.connect(u, a);
  net.connect(a, b, { function: builtin('square') });
  net.probe(b, { synapse: lowpass(0.01) });
  return net;
}
