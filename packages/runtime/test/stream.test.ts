import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import type { Simulation } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, recorded, simulate, straight, wave } from './models.js';

/** Chunks (batch, n, size) end to end. */
function joined(chunks: readonly Samples[]): Samples {
  const [batch = 0, , size = 0] = chunks[0]?.shape ?? [];
  const steps = chunks.reduce((sum, { shape }) => sum + shape[1], 0);
  const out = new Float64Array(batch * steps * size);
  let at = 0;
  for (const { shape, data } of chunks) {
    for (let item = 0; item < batch; item++)
      out.set(data.subarray(item * shape[1] * size, (item + 1) * shape[1] * size), (item * steps + at) * size);
    at += shape[1];
  }
  const times = Float64Array.from(chunks.flatMap(chunk => Array.from(chunk.times ?? [])));
  return samplesOf([batch, steps, size], out, times);
}

const collected = (simulation: Simulation, path: string): Samples[] => {
  const chunks: Samples[] = [];
  simulation.samples(path).subscribe(chunk => void chunks.push(chunk));
  return chunks;
};

describe('samples', () => {
  it('come in chunks that are the whole data', async () => {
    const model = await straight(3);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 3 }), async lengths => {
        using simulation = await simulate(model, { inputs: wave(2, 1200, 3) });
        const chunks = collected(simulation, 'out');
        for (const length of lengths) await simulation.runSteps(length);
        if (chunks.length > 0) expect(joined(chunks)).toEqual(simulation.data('out'));
        expect(chunks.reduce((sum, { shape }) => sum + shape[1], 0)).toBe(simulation.step);
        expect(Math.max(0, ...chunks.map(({ shape }) => shape[1]))).toBeLessThanOrEqual(256);
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it('hand over every record also of a probe that keeps few of them', async () => {
    const net = new Network();
    const input = net.input(2, { label: 'in' });
    net.probe(input, { label: 'few', keep: 7 });
    net.probe(input, { label: 'sparse', keep: 2, sampleEvery: 0.003 });
    net.probe(input, { label: 'all' });
    const inputs = wave(2, 600, 2);
    using simulation = await simulate(await build(net), { inputs });
    const [few, sparse] = [collected(simulation, 'few'), collected(simulation, 'sparse')];
    await simulation.runSteps(600);
    expect(joined(few)).toEqual(simulation.data('all'));
    expect(joined(sparse).shape).toEqual([2, 200, 2]);
    expect(joined(sparse).times).toEqual(Float64Array.from({ length: 200 }, (_, k) => (3 * k + 3) * 0.001));
    expect(Math.max(...few.map(({ shape }) => shape[1]))).toBeLessThanOrEqual(7);
    expect(simulation.data('few').shape).toEqual([2, 7, 2]);
  });

  it('come only from when they are subscribed to', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 10, 2) });
    await simulation.runSteps(4);
    const chunks = collected(simulation, 'out');
    await simulation.runSteps(6);
    expect(chunks.map(({ shape }) => shape)).toEqual([[1, 6, 2]]);
    expect(chunks[0]?.data).toEqual(simulation.data('out').data.slice(8));
  });

  it('go to every subscriber', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 10, 2) });
    const [one, two] = [collected(simulation, 'out'), collected(simulation, 'out')];
    await simulation.runSteps(10);
    expect(one).toEqual(two);
    expect(one).toHaveLength(1);
  });
});

describe('progress', () => {
  it('tells the step reached and the one to reach', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 1000, 2) });
    const seen: string[] = [];
    simulation.progress.subscribe(({ step, steps }) => void seen.push(`${step}/${steps}`));
    await simulation.runSteps(100);
    await simulation.runSteps(600);
    expect(seen).toEqual(['100/100', '356/700', '612/700', '700/700']);
  });

  it('leaves room for other work', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 1000, 2) });
    const turns: number[] = [];
    let over = false;
    const other = (): void => {
      turns.push(simulation.step);
      if (!over) setImmediate(other);
    };
    setImmediate(other);
    await simulation.runSteps(1000);
    over = true;
    expect(turns).toEqual(expect.arrayContaining([256, 512, 768]));
  });
});

describe('cancelling', () => {
  it('stops a run soon and leaves a simulation that goes on exactly where it stopped', async () => {
    const model = await everything();
    using cancelled = await simulate(model, { inputs: wave(1, 700, 2) });
    using whole = await simulate(model, { inputs: wave(1, 700, 2) });
    const controller = new AbortController();
    cancelled.progress.subscribe(() => controller.abort());
    const failed = cancelled.runSteps(700, { signal: controller.signal });
    await expect(failed).rejects.toThrow('the run was cancelled at step 256 of 700');
    await expect(failed).rejects.toMatchObject({ name: 'SimulationError', code: 'cancelled' });
    expect(cancelled.step).toBe(256);
    await cancelled.runSteps(700 - 256);
    await whole.runSteps(700);
    expect(recorded(model, cancelled)).toEqual(recorded(model, whole));
  });

  it('before the run starts makes no step', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 10, 2) });
    await expect(simulation.runSteps(10, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
    expect(simulation.step).toBe(0);
  });

  it('after the last step is too late: the run is complete', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 10, 2) });
    const signal = { aborted: false };
    simulation.progress.subscribe(({ step, steps }) => {
      signal.aborted = step === steps;
    });
    await simulation.runSteps(10, { signal });
    expect(simulation.step).toBe(10);
  });
});
