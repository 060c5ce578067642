import {
  alpha,
  builtin,
  dense,
  direct,
  gaussian,
  indices,
  lif,
  linearFilter,
  lowpass,
  Network,
  scale,
  sparse,
  spikingRelu,
  synapseNode,
  triangle,
} from 'rheobase';
import { type Entry, rows } from './entry.js';

const forms = [
  lowpass(0.01),
  lowpass(0),
  alpha(0.004),
  triangle(0.007),
  linearFilter({ numerator: [1], denominator: [0.00004, 0.009, 1] }),
  linearFilter({ numerator: [0.02, 1], denominator: [0.0000002, 0.00006, 0.011, 1], method: 'bilinear' }),
  linearFilter({ numerator: [0.3, 0.2], denominator: [1, -0.4, -0.1], analog: false }),
];

/** Every form of synapse: after spikes, after a node, as a node and in a probe. */
function filters(): Network {
  const net = new Network({ seed: 21 });
  const input = net.input(2);
  const a = net.ensemble(60, 2);
  net.connect(input, a, { synapse: null });
  for (const synapse of forms) {
    const [b, out, node] = [net.ensemble(20, 1), net.passthrough(2), net.node(synapseNode(synapse, 2))];
    net.connect(a, b, { synapse, function: ([x = 0, y = 0]) => [x * y] });
    net.connect(input, out, { synapse });
    net.connect(a, node, { synapse: null });
    for (const probed of [b, out, node]) net.probe(probed, { synapse });
  }
  return net;
}

/** A ring of late connections, some of a few elements. */
function delays(): Network {
  const net = new Network({ seed: 22 });
  const input = net.input(2);
  const [a, b, ideal, out] = [
    net.ensemble(40, 2),
    net.ensemble(30, 2, { neuronType: spikingRelu() }),
    net.ensemble(1, 2, { neuronType: direct() }),
    net.passthrough(3),
  ];
  net.connect(input, a, { delaySteps: 2, synapse: null });
  net.connect(a, b, {
    delaySteps: 7,
    synapse: lowpass(0.004),
    transform: dense([
      [0.5, -1],
      [1, 0.25],
    ]),
  });
  net.connect(b, a, { delaySteps: 1, transform: scale([0.5, -0.4]) });
  net.connect(b, ideal, { synapse: alpha(0.003), delaySteps: 3 });
  net.connect(ideal, out.at(2), { function: builtin('product'), synapse: null });
  net.connect(a.at(1, 0), out.at(0, 1), { delaySteps: 12, transform: indices(2, [1, 0]), synapse: null });
  net.connect(b.neurons, a.neurons, { transform: dense(rows(40, 30, 0.0005)), delaySteps: 4 });
  for (const probed of [a, b, out]) net.probe(probed, { synapse: lowpass(0.01) });
  return net;
}

/** 120 spiking neurons that meet each other by one weight in ten. */
function sparsely(): Network {
  const net = new Network({ seed: 23 });
  const input = net.input(1);
  const a = net.ensemble(120, 1, { encoders: gaussian(0, 1), neuronType: lif({ tauRef: 0.0025 }) });
  const places = Array.from({ length: 120 * 120 }, (_, k) => k).filter(k => (k * 7919) % 10 === k % 7);
  const between = (values: ReturnType<typeof gaussian>) =>
    sparse({ shape: [120, 120], rows: places.map(k => Math.floor(k / 120)), columns: places.map(k => k % 120), values });
  net.connect(input, a, { synapse: null });
  net.connect(a.neurons, a.neurons, { transform: between(gaussian(0, 0.0008)), synapse: lowpass(0.005) });
  net.connect(a.neurons, a.neurons, { transform: between(gaussian(-0.0004, 0.0003)), synapse: lowpass(0.01), delaySteps: 2 });
  net.probe(a, { synapse: alpha(0.01) });
  net.probe(a.neurons.at(3, 50, 117), { attribute: 'voltage' });
  return net;
}

export const ofConnections: readonly Entry[] = [
  { name: 'synapses', make: filters },
  { name: 'delays', make: delays, batch: 2, dt: 0.0005 },
  { name: 'sparse', make: sparsely },
];
