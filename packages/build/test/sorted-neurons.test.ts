import { build, sortedNeurons } from '@rheobase/build';
import { Network } from '@rheobase/core';
import { describe, expect, it } from 'vitest';

describe('neurons in an order of likeness', () => {
  it('fall into those of positive and of negative values, by intercept', async () => {
    const net = new Network({ seed: 1 });
    const encoders = Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? 1 : -1]);
    const intercepts = Array.from({ length: 20 }, (_, i) => -0.9 + 0.09 * ((7 * i) % 20));
    net.ensemble(20, 1, { label: 'a', encoders, intercepts, maxRates: 200 });
    const order = sortedNeurons(await build(net), 'a');
    expect([...order].sort((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    const signs = order.map(i => encoders[i]?.[0] ?? 0);
    expect(signs.filter((sign, at) => at > 0 && sign !== signs[at - 1])).toHaveLength(1);
    const jumps = order.slice(1).map((i, at) => Math.abs((intercepts[i] ?? 0) - (intercepts[order[at] ?? 0] ?? 0)));
    const random = encoders.slice(1).map((_, at) => Math.abs((intercepts[at + 1] ?? 0) - (intercepts[at] ?? 0)));
    const total = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);
    expect(total(jumps)).toBeLessThan(0.5 * total(random));
  });

  it('put neighbours in the plane beside each other', async () => {
    const net = new Network();
    const angle = (i: number) => (2 * Math.PI * ((7 * i) % 16)) / 16;
    const encoders = Array.from({ length: 16 }, (_, i) => [Math.cos(angle(i)), Math.sin(angle(i))]);
    net.ensemble(16, 2, { label: 'a', encoders, intercepts: 0, maxRates: 100 });
    const order = sortedNeurons(await build(net), 'a');
    const steps = order.slice(1).map((i, at) => {
      const turn = Math.abs(((7 * i) % 16) - ((7 * (order[at] ?? 0)) % 16));
      return Math.min(turn, 16 - turn);
    });
    expect(steps.filter(step => step === 1).length).toBeGreaterThanOrEqual(14);
  });
});
