import { lowpass, Network } from '@rheobase/core';
import { circularConvolution, product } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { rmse, simulated, unitVector } from './simulated.js';

const sine = (time: number, frequency: number): number => Math.sin(2 * Math.PI * frequency * time);

/** Circular convolution by its definition. */
const convolved = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((_, i) => a.reduce((sum, x, j) => sum + x * (b[(i - j + a.length) % a.length] ?? 0), 0));

const inverse = (x: readonly number[]): readonly number[] => x.map((_, i) => x[(x.length - i) % x.length] ?? 0);

async function bound(
  a: readonly number[],
  b: readonly number[],
  options: Parameters<typeof circularConvolution>[3] = {},
  neurons = 100,
): Promise<readonly number[]> {
  const net = new Network({ seed: 6 });
  const convolution = circularConvolution(net, neurons, a.length, options);
  net.connect(net.constant([...a]), convolution.inputA, { synapse: null });
  net.connect(net.constant([...b]), convolution.inputB, { synapse: null });
  const probe = net.probe(convolution.output, { synapse: lowpass(0.03) });
  return (await simulated(net, 300)).mean(probe, 150, 300);
}

describe('a product', () => {
  it('multiplies two sine waves element by element', async () => {
    const net = new Network({ seed: 1 });
    const multiply = product(net, 200, 2);
    net.connect(
      net.function(time => [sine(time, 1), sine(time, 2)], 0, 2),
      multiply.inputA,
      { synapse: null },
    );
    net.connect(
      net.function(time => [sine(time, 3), 0.5], 0, 2),
      multiply.inputB,
      { synapse: null },
    );
    const probe = net.probe(multiply.output, { synapse: lowpass(0.005) });
    const data = (await simulated(net, 1000)).rows(probe);
    const wanted = data.map((_, n) => {
      const time = (n + 1 - 6) / 1000;
      return [sine(time, 1) * sine(time, 3), sine(time, 2) * 0.5];
    });
    expect(rmse(data.slice(50), wanted.slice(50))).toBeLessThan(0.05);
  });

  it('holds for values up to its input magnitude', async () => {
    const net = new Network({ seed: 2 });
    const multiply = product(net, 200, 1, { inputMagnitude: 5 });
    net.connect(net.constant([4.5]), multiply.inputA, { synapse: null });
    net.connect(net.constant([-4]), multiply.inputB, { synapse: null });
    const probe = net.probe(multiply.output, { synapse: lowpass(0.03) });
    expect((await simulated(net, 300)).mean(probe, 150, 300)[0]).toBeCloseTo(-18, 0);
  });
});

describe('a circular convolution', () => {
  const [a, b] = [unitVector(1, 8), unitVector(2, 8)];

  it('binds two unit vectors', async () => {
    expect(rmse([await bound(a, b)], [convolved(a, b)])).toBeLessThan(0.08);
  });

  it('unbinds with the approximate inverse of either vector', async () => {
    const pair = convolved(a, b);
    expect(rmse([await bound(a, pair, { invertA: true })], [convolved(inverse(a), pair)])).toBeLessThan(0.08);
    expect(rmse([await bound(pair, b, { invertB: true })], [convolved(pair, inverse(b))])).toBeLessThan(0.08);
  });

  it('holds for long vectors where its input magnitude says so', async () => {
    const [long, wide] = [a.map(x => 3 * x), b.map(x => 3 * x)];
    const wanted = convolved(long, wide);
    const told = rmse([await bound(long, wide, { inputMagnitude: 3 })], [wanted]);
    expect(told).toBeLessThan(0.7);
    expect(rmse([await bound(long, wide)], [wanted])).toBeGreaterThan(2 * told);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 5],
    [16, 30],
    [64, 126],
  ])('of %i dimensions needs %i products', (dimensions, products) => {
    const convolution = circularConvolution(new Network(), 2, dimensions);
    expect(convolution.product.output.sizeOut).toBe(products);
  });
});
