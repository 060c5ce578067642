import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { referenceKernels } from '@rheobase/plugin-reference';
import { lower } from '@rheobase/program';
import { type Backend, backendPlugin, createRuntime, type EngineRun, interpret, type SimulateOptions } from '@rheobase/runtime';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, recorded, simulate, straight, wave } from './models.js';

/** The reference, made to run many steps in one call; `before` is called with each request, and may answer later. */
async function simulateAtOnce(
  model: Model,
  options: SimulateOptions,
  before: (request: EngineRun) => void | Promise<void> = () => undefined,
  disposed: () => void = () => undefined,
) {
  const backend: Backend = {
    name: 'at once',
    equivalence: 'E0',
    refusals: () => [],
    compile(given, engineOptions) {
      const engine = interpret(lower(given, engineOptions), referenceKernels, engineOptions);
      return {
        ...engine,
        async run(request) {
          const { steps, inputs, records } = request;
          await before(request);
          for (let k = 0; k < steps; k++) {
            for (const [path, rows] of inputs)
              engine.setInput(path, rows.slice((k * rows.length) / steps, ((k + 1) * rows.length) / steps));
            try {
              engine.step();
            } catch (error) {
              return { made: k, error };
            }
            for (const [path, record] of records) {
              const at = record.steps.indexOf(k);
              if (at >= 0) record.values.set(engine.signal(path), (at * record.values.length) / record.steps.length);
            }
          }
          return null;
        },
        dispose() {
          disposed();
          engine.dispose();
        },
      };
    },
  };
  const runtime = await createRuntime(backendPlugin({ name: 'at once', version: '1', contract: 2, create: () => backend }));
  return runtime.simulate(model, options);
}

/** What goes in, probed whole, now and then, and with bounds. */
async function probed(): Promise<Model> {
  const net = new Network();
  const input = net.input(2, { label: 'in' });
  net.probe(input, { label: 'all' });
  net.probe(input, { label: 'sampled', sampleEvery: 0.0025 });
  net.probe(input, { label: 'few', keep: 3 });
  net.probe(input, { label: 'few sampled', sampleEvery: 0.007, keep: 5 });
  net.probe(input, { label: 'many', keep: 300 });
  return build(net);
}

describe('an engine that runs many steps in one call', () => {
  it('is asked for whole chunks and gives the records of step after step', async () => {
    const model = await everything();
    let calls = 0;
    const inputs = wave(2, 600, 2);
    using fast = await simulateAtOnce(model, { inputs }, () => {
      calls += 1;
    });
    using plain = await simulate(model, { inputs });
    await fast.runSteps(600);
    await plain.runSteps(600);
    expect(calls).toBe(3);
    expect(fast.step).toBe(600);
    expect(recorded(model, fast)).toEqual(recorded(model, plain));
  });

  it('gives the records, their times and the streams of step after step, in whatever parts, batches and bounds', async () => {
    const model = await probed();
    const watch = fc.subarray(model.probes.map(({ path }) => path));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        watch,
        async (parts, batch, watched) => {
          const total = parts.reduce((sum, steps) => sum + steps, 0);
          const inputs = wave(batch, total, 2);
          const found = [];
          for (const make of [simulate, simulateAtOnce]) {
            using simulation = await make(model, { inputs });
            const streams = watched.map((): Samples[] => []);
            for (const [k, path] of watched.entries()) simulation.samples(path).subscribe(chunk => void streams[k]?.push(chunk));
            for (const steps of parts) await simulation.runSteps(steps);
            const times = model.probes.map(({ path }) => simulation.times(path));
            // Where a stream is cut depends on the engine, what it carries does not.
            const carried = streams.map(chunks =>
              Array.from({ length: batch }, (_, item) =>
                chunks.flatMap(({ shape: [, steps, size], data }) =>
                  Array.from(data.subarray(item * steps * size, (item + 1) * steps * size)),
                ),
              ),
            );
            found.push({ records: recorded(model, simulation), times, carried });
          }
          expect(found[1]).toEqual(found[0]);
        },
      ),
      { numRuns: 15, seed: 1 },
    );
  });

  it('that fails in a step keeps the records of those before it, of a bounded probe those that there are', async () => {
    for (const failing of [1, 100, 253, 255, 256, 257, 300]) {
      const net = new Network();
      const node = net.function((time: number) => [time > (failing - 0.5) * 0.001 ? Number.NaN : time], 0, 1, { label: 'node' });
      for (const [label, keep] of [
        ['all', null],
        ['few', 3],
        ['many', 300],
      ] as const)
        net.probe(node, keep === null ? { label } : { label, keep });
      net.probe(node, { label: 'sampled', sampleEvery: 0.0025 });
      const model = await build(net);
      using fast = await simulateAtOnce(model, {});
      using plain = await simulate(model);
      for (const simulation of [fast, plain])
        await expect(simulation.runSteps(400)).rejects.toThrow(`node: its function returned NaN as element 0 at t = ${failing * 0.001} s`);
      expect(fast.step).toBe(failing - 1);
      for (const path of ['all', 'many', 'sampled']) {
        expect(fast.data(path)).toEqual(plain.data(path));
        expect(fast.times(path)).toEqual(plain.times(path));
      }
      // Of a chunk of which it would have kept the last three
      const begin = failing <= 256 ? 253 : 397;
      const kept = failing === 257 ? [254, 255, 256] : [begin + 1, begin + 2, begin + 3].filter(step => step < failing);
      expect(Array.from(fast.times('few'))).toEqual(kept.map(step => step * 0.001));
      expect(Array.from(fast.data('few').data)).toEqual(kept.map(step => step * 0.001));
      await expect(fast.runSteps(1)).rejects.toMatchObject({ code: 'failed' });
      fast.reset();
      await fast.runSteps(Math.min(failing - 1, 5));
      expect(fast.data('few').shape[1]).toBe(Math.min(failing - 1, 3));
    }
  });

  it('is asked for the samples of a probe alone, and of a bounded one for what it keeps unless a stream takes the rest', async () => {
    const asked: Readonly<Record<string, readonly number[]>>[] = [];
    const model = await probed();
    using simulation = await simulateAtOnce(model, { inputs: wave(1, 40, 2) }, ({ records }) => {
      asked.push(Object.fromEntries(Array.from(records, ([path, { steps }]) => [path, Array.from(steps)])));
    });
    await simulation.runSteps(10);
    simulation.samples('few').subscribe();
    await simulation.runSteps(6);
    expect(asked[0]).toMatchObject({ sampled: [2, 4, 7, 9], few: [7, 8, 9], 'few sampled': [6] });
    expect(asked[1]).toMatchObject({ sampled: [2, 4], few: [0, 1, 2, 3, 4, 5], 'few sampled': [3] });
  });

  it('is asked for fewer steps where what goes in and out of them would take more than 32 MiB, but for one at least', async () => {
    const asked: { readonly steps: number; readonly numbers: number }[] = [];
    for (const size of [30_000, 3_000_000]) {
      using simulation = await simulateAtOnce(
        await straight(size),
        { inputs: { shape: [1, 1, size], data: new Float64Array(size) }, hold: true },
        ({ steps, records, inputs }) => {
          asked.push({ steps, numbers: (records.get('out')?.values.length ?? 0) + (inputs.get('in')?.length ?? 0) });
          throw new Error('enough');
        },
      );
      await expect(simulation.runSteps(100)).rejects.toThrow('enough');
    }
    expect(asked).toEqual([
      { steps: 69, numbers: 69 * 60_000 },
      { steps: 1, numbers: 6_000_000 },
    ]);
  });
});

/** A simulation of which a run waits until it is let go. */
async function waiting() {
  let disposals = 0;
  let letGo: (error?: Error) => void = () => undefined;
  const simulation = await simulateAtOnce(
    await straight(),
    { inputs: wave(1, 20, 2) },
    () =>
      new Promise<void>((resolve, reject) => {
        letGo = error => (error ? reject(error) : resolve());
      }),
    () => {
      disposals += 1;
    },
  );
  return { simulation, letGo: (error?: Error) => letGo(error), disposals: () => disposals };
}

describe('while an engine makes steps and answers later', () => {
  it('neither the state nor the model can be read, nor the state changed; thereafter all can', async () => {
    const { simulation, letGo } = await waiting();
    const state = simulation.snapshot();
    const running = simulation.runSteps(4);
    for (const forbidden of [
      () => simulation.snapshot(),
      () => simulation.toModel(),
      () => simulation.reset(),
      () => simulation.restore(state),
    ])
      expect(forbidden).toThrow(expect.objectContaining({ name: 'SimulationError', code: 'busy' }));
    await expect(simulation.runSteps(1)).rejects.toMatchObject({ code: 'busy' });
    expect([simulation.step, simulation.data('out').shape[1]]).toEqual([0, 0]);
    letGo();
    await running;
    expect([simulation.step, simulation.data('out').shape[1]]).toEqual([4, 4]);
    simulation.restore(simulation.snapshot());
    expect(simulation.step).toBe(4);
  });

  it('a disposal ends the run, and the engine is disposed of once it has answered', async () => {
    for (const error of [undefined, new Error('worker lost')]) {
      const { simulation, letGo, disposals } = await waiting();
      const running = simulation.runSteps(4);
      simulation[Symbol.dispose]();
      expect(disposals()).toBe(0);
      letGo(error);
      await expect(running).rejects.toMatchObject(error ? { message: 'worker lost' } : { code: 'disposed' });
      expect(disposals()).toBe(1);
      simulation[Symbol.dispose]();
      expect(disposals()).toBe(1);
    }
  });

  it('a failure leaves a simulation that goes on only after a reset', async () => {
    const { simulation, letGo } = await waiting();
    const running = simulation.runSteps(4);
    letGo(new Error('worker lost'));
    await expect(running).rejects.toThrow('worker lost');
    await expect(simulation.runSteps(1)).rejects.toMatchObject({ code: 'failed' });
    expect(() => simulation.snapshot()).toThrow(expect.objectContaining({ code: 'failed' }));
    simulation.reset();
    const again = simulation.runSteps(3);
    letGo();
    await again;
    expect(simulation.data('out').shape).toEqual([1, 3, 2]);
    simulation[Symbol.dispose]();
  });
});
