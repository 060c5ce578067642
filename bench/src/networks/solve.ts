import { Network } from 'rheobase';

/** One ensemble of four dimensions whose value is decoded: what takes time is to solve for the decoders. */
export function solve(neurons: number): Network {
  const net = new Network({ label: 'solve', seed: 1 });
  const a = net.ensemble(neurons, 4);
  net.connect(a, net.passthrough(4));
  return net;
}
