import { build } from '@rheobase/build';
import { dense, lif, Network } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidesOf } from '../src/compile/chains.js';
import { populationsOf } from '../src/compile/population.js';
import { equalise } from '../src/discretise/equalise.js';
import { loadChip } from '../src/engine/load.js';
import { type HardwareProfile, loihi1, loihi1Emulator, placementOf } from '../src/index.js';
import { DT, rows, wave } from './engine-case.js';

const INPUTS = 20;
const NEURONS = 16;
/** Rows of weights of which the weakest is 16 times weaker than the strongest. */
const WEIGHTS = rows(wave(INPUTS * NEURONS, 9), INPUTS).map((row, i) => row.map(w => w / 2 ** (i / 4)));

async function network() {
  const net = new Network({ seed: 1 });
  const own = { encoders: null, gain: 1, bias: 0.5, neuronType: lif({ amplitude: 0.01 }) } as const;
  const first = net.ensemble(INPUTS, 1, { label: 'first', ...own });
  const second = net.ensemble(NEURONS, 1, { label: 'second', ...own });
  net.connect(net.input(INPUTS, { label: 'image' }), first.neurons, { synapse: null });
  net.connect(first.neurons, second.neurons, { synapse: null, transform: dense(WEIGHTS) });
  return build(net);
}

/** Relative error of the weights of each row, as the chip weighs them against its threshold. */
async function rowErrors(profile: HardwareProfile): Promise<number[]> {
  const model = await network();
  const populations = populationsOf(model, sidesOf(model), DT, profile);
  const { image } = loadChip(populations, placementOf(model, { profile }).cores, [{ path: 'first', neurons: INPUTS }], profile);
  const [block] = image.blocks;
  if (!block) throw new Error('no block');
  const perThreshold = block.scales.voltage / ((block.scales.weight[0] ?? 1) * 64);
  const made = WEIGHTS.map(() => new Array<number>(INPUTS).fill(0));
  const { offsets, targets, weights } = image.fanOut;
  for (let source = 0; source < INPUTS; source++) {
    for (let k = offsets[NEURONS + source] ?? 0; k < (offsets[NEURONS + source + 1] ?? 0); k++) {
      const target = targets[k] ?? 0;
      const row = made[target];
      if (row) row[source] = ((weights[k] ?? 0) * perThreshold) / ((block.threshold[target] ?? 1) * 64);
    }
  }
  return WEIGHTS.map((row, i) => {
    const error = row.reduce((sum, w, k) => sum + ((made[i]?.[k] ?? 0) * 64 - 10 * w) ** 2, 0);
    return Math.sqrt(error / row.reduce((sum, w) => sum + (10 * w) ** 2, 0));
  });
}

describe('scaling of rows', () => {
  it('keeps the precision of weak rows, where one scale for all loses it', async () => {
    const [own, common] = [await rowErrors(loihi1), await rowErrors(loihi1Emulator)];
    expect(Math.max(...common)).toBeGreaterThan(0.05);
    expect(Math.max(...own)).toBeLessThan(0.02);
  });

  it('never raises a row beyond the strongest, past its threshold or bias, or so that its input sum could wrap', () => {
    const row = fc.record({
      largest: fc.double({ min: 1e-3, max: 10, noNaN: true }),
      count: fc.integer({ min: 1, max: 4000 }),
      bias: fc.double({ min: -50, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), list => {
        const largest = Float64Array.from(list, x => x.largest);
        const strongest = Math.max(...largest);
        const sum = Float64Array.from(list, x => x.largest * x.count);
        const bias = Float64Array.from(list, x => x.bias);
        const factors = equalise({ largest, sum, bias, threshold: 1, decayU: 4094, decayV: 200 }, loihi1);
        expect(new Set(factors).size).toBeLessThanOrEqual(loihi1.core.thresholds);
        factors.forEach((factor, i) => {
          expect(factor).toBeGreaterThanOrEqual(1);
          if (factor === 1) return;
          expect(factor * (largest[i] ?? 0)).toBeLessThanOrEqual(strongest * (1 + 1e-12));
          expect((factor * (sum[i] ?? 0) * 255 * 64) / strongest).toBeLessThan(2 ** 21);
          expect((factor * 255 * 64 * 20.4) / strongest).toBeLessThan(2 ** 23);
        });
      }),
    );
  });
});
