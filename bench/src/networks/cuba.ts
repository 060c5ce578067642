import type { Sparse } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { integrateAndFire, lowpass, Network, sparse, uniform } from 'rheobase';

/** Length of a step, s. */
export const CUBA_DT = 1e-4;

const INPUTS = 80;
const EXCITATORY = { tau: 0.005, weight: 1.62 / 10 };
const INHIBITORY = { tau: 0.01, weight: -9 / 10 };

/**
 * All pairs are connected with the same probability, independently: the gap from one entry to the next is geometric. Columns `from` to `to`
 * of a (neurons, neurons) matrix.
 */
function connectivity(neurons: number, from: number, to: number, probability: number, value: number, seed: number): Sparse {
  const stream = randomStream(seed);
  const width = to - from;
  const rows: number[] = [];
  const columns: number[] = [];
  const gap = () => (probability >= 1 ? 1 : 1 + Math.floor(Math.log(1 - stream.uniform()) / Math.log(1 - probability)));
  for (let at = gap() - 1; at < neurons * width; at += gap()) {
    rows.push(Math.floor(at / width));
    columns.push(from + (at % width));
  }
  const values = new Float64Array(rows.length).fill(value);
  return sparse({ shape: [neurons, neurons], rows: Int32Array.from(rows), columns: Int32Array.from(columns), values });
}

/**
 * CUBA, the sparse random network by which spiking simulators are compared (Brette et al., 2007): 80 % excitatory neurons, 80 inputs a neuron
 * on average, currents that jump with each spike and decay, and a rest above the threshold that keeps it going.
 *
 * In mV the rest is -49, the threshold -50 and the reset -60; here voltages are (v + 60) / 10, so 1.1, 1 and 0. A current that jumps by w
 * and decays with tau is a low-pass filter over spikes of area 1 (height 1 / dt) times w dt / (1 - exp(-dt / tau)).
 */
export function cuba(neurons: number): Network {
  const net = new Network({ label: 'cuba', seed: 9 });
  const { neurons: spikes, current } = net.ensemble(neurons, 1, {
    neuronType: integrateAndFire({ tauRc: 0.02, threshold: 1, reset: 'zero', refractory: 0.005 }),
    encoders: null,
    gain: 1,
    bias: 1.1,
    initialState: { voltage: uniform(0, 1) },
  });
  const excitatory = Math.floor(0.8 * neurons);
  for (const [seed, { tau, weight }, from, to] of [
    [1, EXCITATORY, 0, excitatory],
    [2, INHIBITORY, excitatory, neurons],
  ] as const) {
    const value = (weight * CUBA_DT) / (1 - Math.exp(-CUBA_DT / tau));
    const transform = connectivity(neurons, from, to, Math.min(1, INPUTS / neurons), value, seed);
    net.connect(spikes, current, { transform, synapse: lowpass(tau) });
  }
  net.probe(spikes, { sampleEvery: 0.1 });
  return net;
}
