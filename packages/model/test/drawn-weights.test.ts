import { build } from '@rheobase/build';
import { convolution, dense, gaussian, Network, scatteredHypersphere, sparse, type TransformRecord, uniform } from '@rheobase/core';
import { float64Of } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

/** The weights that a connection of this seed draws. */
async function drawn(transform: TransformRecord, sizes: readonly [number, number], seed: number): Promise<readonly number[]> {
  const net = new Network();
  net.connect(net.input(sizes[1]), net.passthrough(sizes[0]), { label: 'c', seed, transform });
  const model = await build(net);
  const built = model.connections[0]?.transform;
  const id = built?.type === 'convolution' ? built.kernel : built && 'weights' in built ? built.weights : '';
  return Array.from(float64Of(model, id));
}

describe('weights given as a distribution', () => {
  it.each<[string, TransformRecord, readonly [number, number], number]>([
    ['dense', dense({ shape: [3, 4], init: gaussian(0, 1) }), [3, 4], 12],
    ['sparse', sparse({ shape: [3, 4], rows: [2, 0], columns: [1, 3], values: uniform(1, 2) }), [3, 4], 2],
    ['convolution', convolution({ inputShape: [3, 3, 1], filters: 2 }), [2, 9], 18],
  ])('of a %s transform are drawn with the seed of the connection', async (_name, transform, sizes, count) => {
    const first = await drawn(transform, sizes, 1);
    expect(first).toHaveLength(count);
    expect(new Set(first).size).toBe(count);
    expect(await drawn(transform, sizes, 1)).toEqual(first);
    expect(await drawn(transform, sizes, 2)).not.toEqual(first);
  });

  it('are drawn over [-1, 1) for a kernel of which nothing is said', async () => {
    const kernel = await drawn(convolution({ inputShape: [5, 5, 1], filters: 40 }), [360, 25], 1);
    expect(kernel.every(x => x >= -1 && x < 1)).toBe(true);
    expect(Math.min(...kernel)).toBeLessThan(-0.9);
    expect(Math.max(...kernel)).toBeGreaterThan(0.9);
  });

  it('have rows for outputs: each row of scattered directions has length 1', async () => {
    const rows = await drawn(dense({ shape: [5, 2], init: scatteredHypersphere({ surface: true }) }), [5, 2], 1);
    for (let i = 0; i < 5; i++) expect(Math.hypot(rows[2 * i] ?? 0, rows[2 * i + 1] ?? 0)).toBeCloseTo(1, 12);
  });

  it('may be values in a shape, and are refused where they do not fit', () => {
    expect(dense({ shape: [1, 2], init: [[3, 4]] }).weights).toMatchObject({ shape: [1, 2] });
    expect(refusal(() => dense({ shape: [1, 2], init: [[3, 4, 5]] })).code).toBe('size-mismatch');
    expect(refusal(() => sparse({ shape: [2, 2], rows: [1, 1], columns: [0, 0], values: uniform(0, 1) })).message).toContain(
      'every place once',
    );
    expect(refusal(() => sparse({ shape: [2, 2], rows: [1], columns: [0, 1], values: uniform(0, 1) })).code).toBe('size-mismatch');
  });
});

describe('quantities of neurons', () => {
  it('that are drawn from a distribution of directions are one number for each neuron', async () => {
    const net = new Network();
    net.ensemble(6, 1, { label: 'a', gain: 1, bias: scatteredHypersphere() });
    const bias = Array.from((await build(net)).tensors.get('a.bias')?.data ?? []);
    expect(bias.filter(x => x < 0)).toHaveLength(3);
  });
});
