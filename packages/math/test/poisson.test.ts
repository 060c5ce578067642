import { poisson, randomStream } from '@rheobase/math';
import { describe, expect, it } from 'vitest';

describe('poisson', () => {
  it.each([0.05, 1, 4, 16, 50])('of mean %s has its probabilities, each within 5 standard errors', mean => {
    const [random, draws] = [randomStream(7), 40000];
    const counts = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      const k = poisson(random, mean);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let probability = Math.exp(-mean);
    for (let k = 0; k < 100; k++) {
      const error = Math.sqrt(draws * probability * (1 - probability));
      if (draws * probability > 20) expect(Math.abs((counts.get(k) ?? 0) - draws * probability)).toBeLessThan(5 * error);
      probability *= mean / (k + 1);
    }
  });

  it.each([4000, 5000, 1e8, 1e15])('of a large mean %s has its mean and variance, and takes no longer for it', mean => {
    const [random, draws] = [randomStream(3), 2000];
    const deviations = Array.from({ length: draws }, () => (poisson(random, mean) - mean) / Math.sqrt(mean));
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum(deviations) / draws)).toBeLessThan(5 / Math.sqrt(draws));
    expect(Math.abs(sum(deviations.map(x => x * x)) / draws - 1)).toBeLessThan(5 * Math.sqrt(2 / draws));
  });

  it('of mean zero is zero, and of no mean is no number', () => {
    const random = randomStream(1);
    expect(poisson(random, 0)).toBe(0);
    expect([-1, Number.NaN, Number.POSITIVE_INFINITY].map(mean => poisson(random, mean))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
