import { lowpass, Network, type Node } from 'rheobase';

/** Ensembles in a row, each passing its value on to the next: many small parts. */
export function chain(links = 200, neurons = 50, seed = 2): Network {
  const net = new Network({ label: 'chain', seed });
  const first: Node = net.constant([0.5]);
  let last = net.ensemble(neurons, 1);
  net.connect(first, last);
  for (let link = 1; link < links; link++) {
    const next = net.ensemble(neurons, 1);
    net.connect(last, next);
    last = next;
  }
  net.probe(last, { synapse: lowpass(0.01) });
  return net;
}
