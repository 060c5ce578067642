import { build } from '@rheobase/build';
import { lif, lowpass, Network } from '@rheobase/core';
import {
  dataset,
  functionSource,
  type RowSource,
  readRows,
  repeatSteps,
  type Samples,
  type Source,
  samplesOf,
  storedSource,
} from '@rheobase/data';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

async function channel() {
  const net = new Network({ seed: 3 });
  const input = net.input(2, { label: 'in' });
  const cells = net.ensemble(20, 2, { neuronType: lif() });
  net.connect(input, cells, { synapse: null });
  net.probe(cells, { label: 'out', synapse: lowpass(0.01) });
  net.probe(input, { label: 'given' });
  return build(net);
}

const model = await channel();
const runtime = await createRuntime(reference(), wasm());

const bytesOf = (items: number, steps: number) => Uint8Array.from({ length: items * steps * 2 }, (_, i) => (i * 37) % 251);
const value = (byte: number): number => byte / 125 - 1;
const samplesFor = (items: number, steps: number): Samples => samplesOf([items, steps, 2], Float64Array.from(bytesOf(items, steps), value));

/** A source of the same rows that notes how many rows each read asks for; `late` if they come in their own time. */
function watched(items: number, steps: number, late: boolean): { readonly source: RowSource; readonly reads: number[] } {
  const stored = storedSource([items, steps, 2], bytesOf(items, steps), value);
  const reads: number[] = [];
  return {
    reads,
    source: {
      shape: stored.shape,
      rows: (item, from, to, target) => {
        reads.push(to - from);
        return late ? Promise.resolve().then(() => readRows(stored, item, from, to, target)) : readRows(stored, item, from, to, target);
      },
    },
  };
}

async function recorded(backend: string, inputs: Source, steps: readonly number[], hold = false) {
  using simulation = await runtime.simulate(model, { backend, inputs, hold });
  for (const part of steps) await simulation.runSteps(part);
  return [simulation.data('out'), simulation.data('given')];
}

describe.each(['reference', 'wasm'])('inputs from a source on %s', backend => {
  it('record what the same samples in memory record, whatever the runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (items, parts, late) => {
          const steps = parts.reduce((sum, part) => sum + part, 0);
          const { source } = watched(items, steps, late);
          expect(await recorded(backend, source, parts)).toEqual(await recorded(backend, samplesFor(items, steps), parts));
        },
      ),
      { numRuns: 15, seed: 1 },
    );
  });

  it('are read once, some rows at a time, however long they are', async () => {
    const { source, reads } = watched(2, 1500, false);
    await recorded(backend, source, [1500]);
    expect(Math.max(...reads)).toBeLessThanOrEqual(256);
    expect(reads.reduce((sum, rows) => sum + rows, 0)).toBe(2 * 1500);
  });

  it('keep their last row if they are held', async () => {
    const held = await recorded(backend, watched(2, 5, true).source, [3, 10], true);
    expect(held).toEqual(await recorded(backend, samplesFor(2, 5), [3, 10], true));
  });

  it('end the run before the steps of a row that is not finite; those before count', async () => {
    const source = functionSource([1, 600, 2], (_, step) => [step === 400 ? Number.NaN : 0, 0]);
    using simulation = await runtime.simulate(model, { backend, inputs: source });
    await expect(simulation.runSteps(600)).rejects.toThrow('source: element 0 of item 0, step 401 is NaN');
    expect(simulation.step).toBe(256);
    expect(simulation.data('given').shape).toEqual([1, 256, 2]);
  });

  it('are too short or of another size as samples are', async () => {
    const { source } = watched(1, 3, false);
    await expect(recorded(backend, source, [4])).rejects.toThrow('in has 3 steps, but the run needs 4');
    await expect(runtime.simulate(model, { backend, inputs: functionSource([1, 3, 1], () => [0]) })).rejects.toThrow(
      'in takes (batch, steps, 2), but (1, 3, 1) was given',
    );
  });

  it('are evaluated as a dataset in memory is, no more than a batch of items at a time', async () => {
    const [items, shown] = [10, 8];
    const labels = Int32Array.from({ length: items }, (_, item) => item % 2);
    const { source, reads } = watched(items, 1, false);
    const options = { probe: 'out', backend, batch: 4 } as const;
    const memory = await runtime.evaluate(model, { ...options, data: repeatSteps(dataset({ x: samplesFor(items, 1), labels }), shown) });
    const rows = await runtime.evaluate(model, { ...options, data: repeatSteps(dataset({ x: source, labels }), shown) });
    expect({ ...rows, seconds: 0 }).toEqual({ ...memory, seconds: 0 });
    expect(reads).toEqual(Array.from({ length: items }, () => 1));
  });
});
