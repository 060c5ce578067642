import type { NeuronRecord } from '@rheobase/core';
import {
  adaptiveLif,
  adaptiveLifRate,
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  lowpass,
  Network,
  poissonSpiking,
  regularSpiking,
  relu,
  sigmoid,
  softLif,
  spikingRelu,
  stochasticSpiking,
  tanh,
  tensor,
  uniform,
} from 'rheobase';
import { type Entry, spread } from './entry.js';

const N = 30;
const each = (low: number, high: number) => tensor([N], spread(low, high, N));

/** One ensemble of each type, all with the same input; what they represent, and all that they hold, is recorded. */
function populations(types: readonly NeuronRecord[]): Network {
  const net = new Network({ seed: 11 });
  const input = net.input(2);
  for (const neuronType of types) {
    const a = net.ensemble(N, 2, { neuronType, radius: 1.2 });
    net.connect(input, a, { synapse: null });
    net.probe(a, { synapse: lowpass(0.01) });
    net.probe(a.neurons, { attribute: 'current', sampleEvery: 0.003 });
    if (neuronType.type === 'lif' || neuronType.type === 'adaptiveLif') net.probe(a.neurons, { attribute: 'voltage', keep: 50 });
  }
  return net;
}

function channel(): Network {
  const net = new Network({ seed: 1 });
  const input = net.input(1);
  const [a, b] = [net.ensemble(100, 1), net.ensemble(100, 1)];
  net.connect(input, a, { synapse: null });
  net.connect(a, b, { function: x => x.map(value => value * value), synapse: lowpass(0.01) });
  net.probe(b, { synapse: lowpass(0.03) });
  return net;
}

/** Neurons whose current stands for itself, so that thresholds of any size may be set. */
function integrating(): Network {
  const net = new Network({ seed: 5 });
  const input = net.input(2);
  const types = [
    integrateAndFire({ tauRc: each(0.01, 0.03), threshold: each(0.4, 0.9), refractory: each(0, 0.0037), floor: each(-0.3, -0.1) }),
    integrateAndFire({ threshold: each(0.002, 0.009), refractory: each(0, 0.0021), spikes: { max: 3 } }),
    integrateAndFire({ tauRc: 0.02, reset: 0.1, refractory: 0.0015, initial: each(0, 0.9) }),
    integrateAndFire({ threshold: each(0.004, 0.02), spikes: 'signed', amplitude: 0.5 }),
    integrateAndFire({ threshold: 0.01, reset: 'zero' }),
  ];
  for (const neuronType of types) {
    const a = net.ensemble(N, 2, { neuronType, gain: spread(0.5, 4, N), bias: spread(-1, 3, N) });
    net.connect(input, a, { synapse: lowpass(0.002) });
    net.probe(a.neurons, { attribute: 'voltage' });
  }
  return net;
}

const rateTypes: readonly NeuronRecord[] = [
  lifRate({ tauRc: each(0.01, 0.03), amplitude: 0.01 }),
  adaptiveLifRate({ tauN: each(0.05, 0.2), incN: 0.05 }),
  softLif({ sigma: 0.05, tauRef: 0.003 }),
  relu({ amplitude: 0.5 }),
  sigmoid({ tauRef: 0.002 }),
  tanh({ tauRef: 0.002 }),
];

/** Rate neurons that stand still within a step, all in a row. */
function row(): Network {
  const net = new Network({ seed: 8 });
  const input = net.input(2);
  const made = rateTypes.map(neuronType => net.ensemble(N, 2, { neuronType, maxRates: uniform(260, 320) }));
  for (const [i, a] of made.entries()) {
    net.connect(made[i - 1] ?? input, a, { synapse: null });
    net.probe(a);
  }
  return net;
}

export const ofNeurons: readonly Entry[] = [
  { name: 'channel', make: channel, batch: 2 },
  {
    name: 'neurons that spike',
    make: () =>
      populations([
        lif({ tauRef: 0.0013, minVoltage: -0.5 }),
        adaptiveLif({ tauN: each(0.05, 0.2), incN: 0.05 }),
        spikingRelu({ amplitude: 0.01 }),
        izhikevich({ coupling: 0.22 }),
      ]),
    dt: 0.0007,
  },
  { name: 'integrate and fire', make: integrating, batch: 3 },
  {
    name: 'spikes of rates',
    make: () =>
      populations([
        ...[lifRate(), softLif(), sigmoid()].map(base => regularSpiking(base)),
        ...[relu(), tanh(), lifRate()].map(base => stochasticSpiking(base)),
        ...[adaptiveLifRate(), relu(), sigmoid()].map(base => poissonSpiking(base, { amplitude: 0.5 })),
      ]),
    batch: 2,
  },
  { name: 'rates in a row', make: row },
];
