import { convert } from '@rheobase/conversion';
import { describe, expect, it } from 'vitest';
import { convolutional, images, largestGap, outputs, runner } from './rate-network.js';

describe('converted convolutional networks, at length', () => {
  it('come closer to the rate network with every doubling of steps, over twenty networks', async () => {
    const x = images(21, 10, 72);
    for (const spikes of ['binary', 'signed'] as const) {
      const mean = [0, 0, 0, 0, 0, 0];
      for (let seed = 0; seed < 20; seed++) {
        const rates = await convolutional(seed);
        const expected = await outputs(rates, x);
        const scale = Math.max(...expected.map(Math.abs));
        const { model } = await convert(rates, { runner, data: x, percentile: 100, spikes });
        for (const [i, steps] of [16, 32, 64, 128, 256, 512].entries()) {
          mean[i] = (mean[i] ?? 0) + largestGap(await outputs(model, x, steps), expected) / scale / 20;
        }
      }
      for (const [i, gap] of mean.entries()) if (i > 0) expect(gap).toBeLessThan(0.65 * (mean[i - 1] ?? 0));
      expect(mean[5]).toBeLessThan(0.01);
    }
  });
});
