import { constant, integrateAndFire, lif, Network, type NeuronRecord, spikingRelu, tensor } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { loihi1Emulator } from '../src/index.js';
import { DT, engineOf, record } from './engine-case.js';

const driven = (neuronType: NeuronRecord, currents: readonly number[]) => {
  const network = new Network();
  const ensemble = network.ensemble(currents.length, 1, { label: 'a', neuronType, encoders: null, gain: 1, bias: 0 });
  network.connect(network.node(constant([...currents])), ensemble.neurons, { synapse: null });
  network.probe(ensemble.neurons, { label: 'spikes' });
  network.probe(ensemble.neurons, { label: 'voltage', attribute: 'voltage' });
  network.probe(ensemble.neurons, { label: 'current', attribute: 'current' });
  return network;
};

const intervals = (spikes: readonly number[][], neuron: number): number[] => {
  const times = spikes.flatMap((row, t) => ((row[neuron] ?? 0) > 0 ? [t] : []));
  return times.slice(1).map((t, i) => t - (times[i] ?? 0));
};

describe('neurons on the chip', () => {
  it('fire at the tuned rate of a leaky neuron: whole steps between spikes', async () => {
    const currents = [0.9, 1.05, 1.31, 1.87, 2.6, 4.3];
    const spikes = record(await engineOf(driven(lif({ tauRc: 0.02, tauRef: 0.002 }), currents)), 'spikes', 400);
    const tauRc = Math.round((1 - Math.exp(-DT / 0.02)) * 4095) / 4095;
    const effective = -DT / Math.log(1 - tauRc);
    currents.forEach((j, neuron) => {
      const found = intervals(spikes, neuron);
      if (j < 1) expect(found).toEqual([]);
      else expect(new Set(found)).toEqual(new Set([Math.ceil((0.002 + effective * Math.log(1 + 1 / (j - 1))) / DT)]));
    });
  });

  it('fire at 1 / ceil(1 / (J dt)) without leak, for spiking ReLU and zero-reset integrate-and-fire alike', async () => {
    const currents = [-30, 30, 90, 260, 610];
    for (const type of [spikingRelu(), integrateAndFire({ reset: 'zero', floor: 0 })]) {
      const spikes = record(await engineOf(driven(type, currents)), 'spikes', 300);
      currents.forEach((j, neuron) => {
        const found = new Set(intervals(spikes, neuron));
        expect(found, `J = ${j}`).toEqual(new Set(j < 0 ? [] : [Math.ceil(1 / (j * DT))]));
      });
    }
  });

  it('are held for the whole steps that a refractory time has, and fire in the next: 0 to 62, as products, sums and single precision', async () => {
    const products = Array.from({ length: 63 }, (_, k) => k * DT);
    const sums = products.map((_, k) => new Array<number>(k).fill(DT).reduce((sum, x) => sum + x, 0));
    for (const times of [products, sums, products.map(Math.fround)]) {
      const neuron = integrateAndFire({ reset: 'zero', refractory: tensor([63], times) });
      const spikes = record(await engineOf(driven(neuron, new Array(63).fill(3000))), 'spikes', 200);
      for (let k = 0; k < 63; k++) expect(new Set(intervals(spikes, k))).toEqual(new Set([k + 1]));
    }
  });

  it('give the amplitude per spike and second', async () => {
    const spikes = record(await engineOf(driven(lif({ amplitude: 0.01 }), [2])), 'spikes', 50);
    expect(new Set(spikes.flat())).toEqual(new Set([0, 10]));
  });

  it('keep each threshold of an ensemble by scaling its currents', async () => {
    const network = driven(integrateAndFire({ reset: 'zero', threshold: [1, 2, 3, 4, 5, 6, 7, 8, 9] }), new Array(9).fill(100));
    const spikes = record(await engineOf(network), 'spikes', 400);
    for (let neuron = 0; neuron < 9; neuron++) {
      const [interval = 0] = intervals(spikes, neuron);
      expect(Math.abs(interval - 10 * (neuron + 1))).toBeLessThanOrEqual(1);
    }
    await expect(engineOf(network, 1, loihi1Emulator)).rejects.toThrow(/9 different thresholds .* has 7; give the ensemble one threshold/);
  });

  it('show voltage and current in the model’s units', async () => {
    const engine = await engineOf(driven(lif({ tauRc: 0.02 }), [0.8, 0.4]));
    const voltage = record(engine, 'voltage', 300).at(-1) ?? [];
    expect(voltage[0]).toBeCloseTo(0.8, 2);
    expect(voltage[1]).toBeCloseTo(0.4, 2);
    expect(engine.signal('current')[0]).toBeCloseTo(0.8, 3);
  });

  it('start at the initial voltage', async () => {
    const network = new Network();
    const ensemble = network.ensemble(2, 1, {
      label: 'a',
      neuronType: integrateAndFire({ reset: 'zero', initial: [0, 0.5] }),
      encoders: null,
      gain: 1,
      bias: 100,
    });
    network.probe(ensemble.neurons, { label: 'voltage', attribute: 'voltage' });
    const [first = []] = record(await engineOf(network), 'voltage', 1);
    expect(first[0]).toBeCloseTo(0.1, 3);
    expect(first[1]).toBeCloseTo(0.6, 3);
  });
});
