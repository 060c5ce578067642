import {
  defineProcess,
  exponential,
  filteredNoise,
  lowpass,
  Network,
  type NeuronRecord,
  type ProcessRecord,
  poissonSpiking,
  relu,
  scatteredHypersphere,
  stochasticSpiking,
  uniform,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import type { ConformanceNetwork } from './networks.js';

/** Adds a draw to what it gave before. */
const walk = defineProcess({
  name: 'conformance/walk',
  version: '1',
  state: { at: 'out' },
  step: ({ state: { at = new Float64Array(0) }, random, out }) => {
    for (let i = 0; i < out.length; i++) {
      at[i] = (at[i] ?? 0) + random.normal();
      out[i] = at[i] ?? 0;
    }
  },
});

/** Neurons driven alike in every item. */
function neurons(neuronType: NeuronRecord, noise: ProcessRecord | null = null): Network {
  const net = new Network({ seed: 3, label: 'conformance' });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(12, 2, { label: 'a', neuronType, maxRates: 1500, intercepts: -0.9, noise });
  net.connect(input, a, { synapse: null });
  net.probe(a.neurons, { label: 'a outputs' });
  return net;
}

function node(process: ProcessRecord): Network {
  const net = new Network({ seed: 3, label: 'conformance' });
  const out = net.passthrough(2, { label: 'out' });
  net.connect(net.input(2, { label: 'in' }), out, { synapse: null });
  net.connect(net.process(process, { label: 'drawn', size: 2 }), out, { synapse: null });
  net.probe(out, { label: 'out probe', synapse: lowpass(0.002) });
  net.probe(out, { label: 'out as it is' });
  return net;
}

/** Networks whose items draw random numbers of their own. */
export const itemNetworks: readonly ConformanceNetwork[] = Object.freeze([
  { name: 'poissonSpiking neurons', make: () => neurons(poissonSpiking(relu())) },
  { name: 'stochasticSpiking neurons', make: () => neurons(stochasticSpiking(relu())) },
  { name: 'noise in neurons', make: () => neurons(relu(), whiteNoise()) },
  { name: 'white noise', make: () => node(whiteNoise()) },
  { name: 'filtered uniform noise', make: () => node(filteredNoise({ distribution: uniform(-1, 3) })) },
  { name: 'exponential noise', make: () => node(whiteNoise({ distribution: exponential(2), scale: false })) },
  { name: 'noise on a sphere', make: () => node(whiteNoise({ distribution: scatteredHypersphere() })) },
  { name: 'a process of the user', make: () => node(walk()) },
]);

/** Those, and what is drawn once for all items. */
export const seedNetworks: readonly ConformanceNetwork[] = Object.freeze([
  ...itemNetworks,
  { name: 'a white signal', make: () => node(whiteSignal({ period: 0.04, high: 200 })) },
]);
