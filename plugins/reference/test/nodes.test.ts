import { argmax, builtin, hostFunction, maxPool, Network, type NodeRecord, SimulationError, softmax, table } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, uniform } from './run.js';

/** A node fed step by step with `values` (items, steps, size). */
async function feed(
  record: NodeRecord,
  shape: readonly [number, number, number],
  values: Float64Array | readonly number[],
): Promise<Float64Array> {
  const net = new Network();
  const node = net.node(record, { label: 'node' });
  net.connect(net.input(shape[2], { label: 'in' }), node, { synapse: null });
  net.probe(node, { label: 'out' });
  return (await run(net, shape[1], { inputs: samplesOf(shape, values) }))('out');
}

const numbers = (count: number) => fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: count, maxLength: count });

describe('softmax', () => {
  it('is exp(x) over its sum, the same for shifted values, and does not overflow', async () => {
    await fc.assert(
      fc.asyncProperty(numbers(8), async values => {
        const found = await feed(softmax(4), [2, 1, 4], values);
        for (const item of [0, 1]) {
          const x = values.slice(item * 4, item * 4 + 4);
          const total = x.reduce((sum, value) => sum + Math.exp(value), 0);
          x.forEach((value, i) => void expect(found[item * 4 + i]).toBeCloseTo(Math.exp(value) / total, 12));
        }
      }),
      { numRuns: 25, seed: 1 },
    );
    expect(Array.from(await feed(softmax(2), [1, 1, 2], [5000, 5000]))).toEqual([0.5, 0.5]);
    expect(Array.from(await feed(softmax(2), [1, 1, 2], [5000, -5000]))).toEqual([1, 0]);
  });
});

describe('argmax', () => {
  it('is one at the first largest element and zero elsewhere', async () => {
    expect(Array.from(await feed(argmax(3), [2, 2, 3], [1, 3, 3, -1, -5, -1, 0, 0, 0, 0, 0, 1]))).toEqual([
      0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1,
    ]);
  });
});

describe('table', () => {
  it('gives row n - 1 in step n and stays at the last, for every item', async () => {
    const net = new Network();
    net.probe(
      net.node(
        table([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
        { label: 't' },
      ),
      { label: 'out' },
    );
    net.probe(net.input(1, { label: 'in' }));
    const found = await run(net, 5, { inputs: samplesOf([2, 5, 1], new Float64Array(10)) });
    const rows = [1, 2, 3, 4, 5, 6, 5, 6, 5, 6];
    expect(Array.from(found('out'))).toEqual([...rows, ...rows]);
  });
});

/** Input indices of the windows of a (4, 4, 2) input pooled 2 × 2. */
const windows = Array.from({ length: 8 }, (_, o) => {
  const [c, x, y] = [o % 2, Math.floor(o / 2) % 2, Math.floor(o / 4)];
  return [0, 1, 4, 5].map(cell => (y * 8 + x * 2 + cell) * 2 + c);
});
const inputShape = [4, 4, 2];

describe('max pooling', () => {
  it('in mode exact gives the largest input of each window', async () => {
    const x = uniform(3, 2 * 32);
    const found = await feed(maxPool({ inputShape }), [1, 2, 32], x);
    for (const step of [0, 1]) {
      windows.forEach((window, o) => void expect(found[step * 8 + o]).toBe(Math.max(...window.map(i => x[step * 32 + i] ?? 0))));
    }
  });

  it('in mode gate passes the input of the cell with the largest sum so far', async () => {
    const steps = 12;
    const x = uniform(4, steps * 32);
    const found = await feed(maxPool({ inputShape, mode: 'gate' }), [1, steps, 32], x);
    const sums = new Float64Array(32);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < 32; i++) sums[i] = (sums[i] ?? 0) + (x[step * 32 + i] ?? 0);
      windows.forEach((window, o) => {
        const winner = window.reduce((best, i) => ((sums[i] ?? 0) > (sums[best] ?? 0) ? i : best), window[0] ?? 0);
        expect(found[step * 8 + o]).toBe(x[step * 32 + winner]);
      });
    }
  });

  it('in mode runningMax gives outputs that sum to the largest sum of its window, at every step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 1000 }), async (steps, seed) => {
        const x = uniform(seed, 2 * steps * 32);
        const found = await feed(maxPool({ inputShape, mode: 'runningMax' }), [2, steps, 32], x);
        for (const item of [0, 1]) {
          const sums = new Float64Array(32);
          const out = new Float64Array(8);
          for (let step = 0; step < steps; step++) {
            const row = item * steps + step;
            for (let i = 0; i < 32; i++) sums[i] = (sums[i] ?? 0) + (x[row * 32 + i] ?? 0);
            for (let o = 0; o < 8; o++) out[o] = (out[o] ?? 0) + (found[row * 8 + o] ?? 0);
            windows.forEach((window, o) => void expect(out[o]).toBeCloseTo(Math.max(...window.map(i => sums[i] ?? 0)), 12));
          }
        }
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  it('lets no padded cell win, in one axis and with channels first', async () => {
    const record = maxPool({ inputShape: [2, 3], poolSize: 2, padding: 'same', channelsLast: false });
    expect(Array.from(await feed(record, [1, 1, 6], [-3, -2, -1, -6, -5, -4]))).toEqual([-2, -1, -5, -4]);
  });
});

describe('a function node', () => {
  it('is called once a step with its time and each item’s own input', async () => {
    const net = new Network();
    const seen: string[] = [];
    const node = net.function(
      hostFunction('note', '1', (time, x) => {
        seen.push(`${time} ${Array.from(x)}`);
        return [time * 1000 + (x[0] ?? 0), x[1] ?? 0, 7];
      }),
      2,
      3,
      { label: 'f' },
    );
    net.connect(net.input(2, { label: 'in' }), node, { synapse: null });
    net.probe(node, { label: 'out' });
    const found = await run(net, 2, { inputs: samplesOf([2, 2, 2], [10, 20, 30, 40, 50, 60, 70, 80]) });
    expect(seen).toEqual(['0.001 10,20', '0.001 50,60', '0.002 30,40', '0.002 70,80']);
    expect(Array.from(found('out'))).toEqual([11, 20, 7, 32, 40, 7, 51, 60, 7, 72, 80, 7]);
  });

  it('may be built in, also on a connection', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    const end = net.passthrough(1, { label: 'end' });
    net.connect(input, end, { function: builtin('product'), synapse: null, transform: 2 });
    net.probe(end, { label: 'out' });
    expect(Array.from((await run(net, 1, { inputs: samplesOf([2, 1, 2], [2, 3, -1, 4]) }))('out'))).toEqual([12, -8]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no luck');
      },
      "f: its function threw 'no luck' at t = 0.002 s",
    ],
    ['returns NaN', () => [1, Number.NaN], 'f: its function returned NaN as element 1 at t = 0.002 s'],
    ['returns infinity', () => [Number.NEGATIVE_INFINITY, 0], 'f: its function returned -Infinity as element 0 at t = 0.002 s'],
    ['returns too few values', () => [1], 'f: its function returned 1 values where 2 are needed at t = 0.002 s'],
    ['returns too many values', () => [1, 2, 3], 'f: its function returned 3 values where 2 are needed'],
  ] as const)('that %s ends the run with path and time', async (_what, bad, message) => {
    const net = new Network();
    net.function(
      hostFunction('late', '1', time => (time > 0.0015 ? bad() : [0, 0])),
      0,
      2,
      { label: 'f' },
    );
    const failed = run(net, 5);
    await expect(failed).rejects.toThrow(SimulationError);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ code: 'function-failed', object: 'f' });
  });
});
