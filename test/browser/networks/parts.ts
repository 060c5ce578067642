import { actionSelection, argmax, associativeMemory, circularConvolution, hostFunction, lowpass, Network, softmax } from 'rheobase';
import { type Entry, rows } from './entry.js';

/** The nodes that choose, functions on the host among them, and basal ganglia that do it with spikes. */
function selection(): Network {
  const net = new Network({ seed: 71 });
  const input = net.input(3);
  const selecting = actionSelection(net, 3, { basalGanglia: { neurons: 30 }, thalamus: { neurons: 30 } });
  const [soft, hard] = [net.node(softmax(3)), net.node(argmax(3))];
  const shares = hostFunction('shares', '1', (time, x) => [time, ...x.map(value => value / (1 + Math.abs(value)))]);
  const host = net.function(shares, 3, 4);
  net.connect(input, selecting.input, { synapse: null });
  for (const node of [soft, hard, host]) {
    net.connect(selecting.output, node, { synapse: lowpass(0.01) });
    net.probe(node);
  }
  net.probe(selecting.output, { synapse: lowpass(0.02) });
  return net;
}

/** Two vectors are bound; a memory of four cleans up what comes out. */
function binding(): Network {
  const net = new Network({ seed: 72 });
  const [a, b] = [net.input(4, { label: 'a' }), net.input(4, { label: 'b' })];
  const bound = circularConvolution(net, 40, 4, { invertB: true });
  const memory = associativeMemory(net, rows(4, 4, 1), { neurons: 20, winnerTakeAll: true, thresholdOutputs: { neurons: 20 } });
  net.connect(a, bound.inputA, { synapse: null });
  net.connect(b, bound.inputB, { synapse: null });
  net.connect(bound.output, memory.input);
  for (const node of [bound.output, memory.output]) net.probe(node, { synapse: lowpass(0.01) });
  return net;
}

export const ofParts: readonly Entry[] = [
  { name: 'selection', make: selection },
  { name: 'binding', make: binding, batch: 2 },
];
