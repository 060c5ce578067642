import { lowpass, Network } from '@rheobase/core';
import { type AssociativeMemoryOptions, associativeMemory } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { simulated, unitVector } from './simulated.js';

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
const plus = (...terms: readonly (readonly [number, readonly number[]])[]): readonly number[] =>
  (terms[0]?.[1] ?? []).map((_, i) => terms.reduce((sum, [weight, x]) => sum + weight * (x[i] ?? 0), 0));

/** Three directions with small similarities. */
const [a, b, c] = [unitVector(1, 32), unitVector(2, 32), unitVector(4, 32)];

/** Output and recalled elements of a memory of a, b, c for a constant input, settled. */
async function recall(input: readonly number[], options: AssociativeMemoryOptions = {}, inhibition: number | null = null) {
  const net = new Network({ seed: 7 });
  const memory = associativeMemory(net, [a, b, c], options);
  net.connect(net.constant([...input]), memory.input, { synapse: null });
  if (memory.inhibit && inhibition !== null) net.connect(net.constant([inhibition]), memory.inhibit, { synapse: null });
  const output = net.probe(memory.output, { synapse: lowpass(0.03) });
  const recalled = net.probe(memory.recalled, { synapse: lowpass(0.03) });
  const data = await simulated(net, 300);
  return { output: data.mean(output, 200, 300), recalled: data.mean(recalled, 200, 300) };
}

describe('an associative memory', () => {
  it('cleans up a noisy vector', async () => {
    const noise = unitVector(9, 32);
    const { output, recalled } = await recall(plus([1, a], [0.5, noise]));
    expect(dot(output, a)).toBeGreaterThan(0.9);
    expect(Math.abs(dot(output, b) - dot(a, b) * dot(output, a))).toBeLessThan(0.1);
    expect(Math.max(...recalled.slice(1))).toBeLessThan(0.1);
  });

  it('gives what a vector is associated with', async () => {
    const outputs = [
      [0, 1],
      [1, 0],
      [0.5, 0.5],
    ];
    expect((await recall(a, { outputs })).output.map(x => Math.round(x * 5) / 5)).toEqual([0, 1]);
    expect((await recall(b, { outputs })).output.map(x => Math.round(x * 5) / 5)).toEqual([1, 0]);
  });

  it('recalls nothing that is less similar than its threshold', async () => {
    const weak = plus([0.45, b]);
    const [high, low] = [(await recall(weak, { threshold: 0.6 })).recalled, (await recall(weak, { threshold: 0.2 })).recalled];
    expect(high[1]).toBeLessThan(0.02);
    expect(low[1]).toBeGreaterThan(0.8);
  });

  it('lets the most similar vector alone win, where asked', async () => {
    const mixed = plus([1, a], [0.7, b]);
    const [all, one] = [(await recall(mixed)).recalled, (await recall(mixed, { winnerTakeAll: true })).recalled];
    expect(all[0]).toBeGreaterThan(0.8);
    expect(all[1]).toBeGreaterThan(0.7);
    expect(one[0]).toBeGreaterThan(0.8);
    expect(one[1]).toBeLessThan(0.1);
  });

  it('sharpens what is recalled, where asked, and gives a default where nothing is', async () => {
    const options = { thresholdOutputs: true, defaultOutput: { vector: plus([-1, c]) } };
    const [known, unknown] = [await recall(b, options), await recall(plus([0.1, b]), options)];
    expect(known.recalled[1]).toBeGreaterThan(0.9);
    expect(dot(known.output, b)).toBeGreaterThan(0.9);
    expect(Math.abs(dot(known.output, c) - dot(b, c))).toBeLessThan(0.1);
    expect(dot(unknown.output, c)).toBeLessThan(-0.85);
  });

  it('is silent while it is inhibited, its default included', async () => {
    const options = { inhibitable: true, defaultOutput: { vector: [...c] } };
    const [free, inhibited] = [await recall(a, options, 0), await recall(a, options, 1)];
    expect(free.recalled[0]).toBeGreaterThan(0.9);
    expect(Math.max(...inhibited.output.map(Math.abs))).toBeLessThan(0.01);
  });

  it('has further inputs and outputs with vectors of their own', async () => {
    const net = new Network({ seed: 8 });
    const memory = associativeMemory(net, [a, b, c], { winnerTakeAll: { inhibitScale: 2 } });
    const keys = memory.addInputMapping(
      'keys',
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      { inputScales: [1, 0.5, 1] },
    );
    const values = memory.addOutputMapping('values', [[0.2], [-0.4], [0.9]]);
    net.connect(net.constant([0, 0.9, 1]), keys, { synapse: null });
    const probe = net.probe(values, { synapse: lowpass(0.03) });
    const output = net.probe(memory.output, { synapse: lowpass(0.03) });
    const data = await simulated(net, 300);
    expect(data.mean(probe, 200, 300)[0]).toBeCloseTo(0.9, 1);
    expect(dot(data.mean(output, 200, 300), c)).toBeGreaterThan(0.9);
    expect(values.path).toBe('associativeMemory/values');
  });

  it('refuses vectors that do not fit, naming them', () => {
    const make = (vectors: number[][], options: AssociativeMemoryOptions = {}) =>
      refusal(() => associativeMemory(new Network(), vectors, options)).message;
    expect(make([[1, Number.NaN]])).toContain('associativeMemory: vectors hold a number that is not finite');
    expect(
      make(
        [
          [1, 0],
          [0, 1],
        ],
        { outputs: [[1]] },
      ),
    ).toContain('outputs are 1, but the memory has 2 elements');
    expect(make([])).toContain('vectors have shape [0]');
    expect(make([[1, 0]], { inputScales: [1, 2] })).toContain('inputScales');
    expect(make([[1, 0]], { defaultOutput: { vector: [1] } })).toContain('1 values');
  });
});
