import { build } from '@rheobase/build';
import { dense, lif, Network } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { type HardwareProfile, loihi1, placementOf } from '../src/index.js';
import { rows, wave } from './engine-case.js';

async function layers(sizes: readonly number[], weight: (count: number) => number[] = count => wave(count, 1)) {
  const net = new Network({ seed: 1 });
  const neuronType = lif({ amplitude: 0.01 });
  const image = net.input(1, { label: 'image' });
  let before: ReturnType<Network['ensemble']> | null = null;
  for (const [i, size] of sizes.entries()) {
    const layer: ReturnType<Network['ensemble']> = net.ensemble(size, 1, {
      label: `layer${i}`,
      neuronType,
      encoders: null,
      gain: 1,
      bias: 0.5,
    });
    if (before === null) net.connect(image, layer.neurons, { synapse: null, transform: dense(rows(new Array(size).fill(1), 1)) });
    else
      net.connect(before.neurons, layer.neurons, {
        synapse: null,
        transform: dense(rows(weight(size * before.neurons.size), before.neurons.size)),
      });
    before = layer;
  }
  return build(net);
}

const smaller = (core: Partial<HardwareProfile['core']>): HardwareProfile => ({
  ...loihi1,
  id: 'small',
  core: { ...loihi1.core, ...core },
});

describe('placement on cores', () => {
  it('puts a layer that fits on one core and says how full it is', async () => {
    const { cores, host, chips, profile } = placementOf(await layers([20, 30]));
    expect({ chips, profile, host: host.map(({ ensemble }) => ensemble) }).toEqual({ chips: 1, profile: 'loihi1', host: ['layer0'] });
    expect(cores).toHaveLength(1);
    // 20 axons of 30 weights that reach every compartment: 30 × 8 + 10 bits each, in words of 64.
    expect(cores[0]).toMatchObject({ ensemble: 'layer1', first: 0, compartments: 30, inAxons: 20, outAxons: 0, synapseBits: 20 * 256 });
    expect(cores[0]?.utilisation.compartments).toBeCloseTo(30 / 1024, 12);
  });

  it('cuts a layer into equal parts of consecutive neurons when it exceeds a limit', async () => {
    const cuts = placementOf(await layers([4, 2500])).cores.map(({ first, compartments }) => [first, compartments]);
    expect(cuts).toEqual([
      [0, 834],
      [834, 834],
      [1668, 832],
    ]);
  });

  it('cuts by synapse memory and by out-axons too', async () => {
    const model = await layers([20, 30, 40]);
    const total = placementOf(model).cores.map(({ synapseBits, outAxons }) => [synapseBits, outAxons]);
    expect(total).toEqual([
      [20 * 256, 30],
      [30 * 384, 0],
    ]);
    expect(placementOf(model, { profile: smaller({ synapseBits: 6000 }) }).cores.map(({ ensemble }) => ensemble)).toEqual([
      'layer1',
      'layer2',
      'layer2',
    ]);
    const tight = placementOf(model, { profile: smaller({ compartments: 20, outAxons: 31 }) });
    for (const { outAxons, compartments } of tight.cores) {
      expect(outAxons).toBeLessThanOrEqual(31);
      expect(compartments).toBeLessThanOrEqual(20);
    }
    expect(tight.cores.reduce((sum, { compartments }) => sum + compartments, 0)).toBe(70);
  });

  it('stores weight lists that repeat once', async () => {
    const [same, different] = await Promise.all([layers([20, 30], count => new Array(count).fill(0.5)), layers([20, 30])]);
    expect(placementOf(same).cores[0]?.synapseBits).toBe(256);
    expect(placementOf(different).cores[0]?.synapseBits).toBe(20 * 256);
  });

  it('names ensemble, need and limit where a single neuron is too much for a core', async () => {
    const model = await layers([20, 30]);
    expect(() => placementOf(model, { profile: smaller({ inAxons: 19 }) })).toThrow(
      'layer1: one of its neurons needs 20 inAxons, but a core of small has 19; give it fewer inputs',
    );
    expect(() => placementOf(model, { profile: smaller({ synapseBits: 64 * 19 }) })).toThrow(
      /layer1: one of its neurons needs 1280 synapseBits/,
    );
  });
});
