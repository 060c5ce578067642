import { build } from '@rheobase/build';
import { Network, poissonSpiking, relu, ValidationError } from '@rheobase/core';
import { dataset, type Samples, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { wasm } from '../src/index.js';

const ITEMS = 240;
const STEPS = 8;

async function noisy(): Promise<Model> {
  const net = new Network({ seed: 1 });
  const input = net.input(1, { label: 'in' });
  const a = net.ensemble(20, 1, { neuronType: poissonSpiking(relu()), encoders: Array.from({ length: 20 }, () => [1]), maxRates: 900 });
  net.connect(input, a, { synapse: null });
  net.probe(a.neurons, { label: 'out' });
  return build(net);
}

const items = (count: number) =>
  dataset({ x: samplesOf([count, STEPS, 1], new Float64Array(count * STEPS).fill(0.8)), labels: new Int32Array(count), classes: 20 });

const rowsOf = ({ data, shape: [count] }: Samples): readonly string[] =>
  Array.from({ length: count }, (_, item) => data.subarray((item * data.length) / count, ((item + 1) * data.length) / count).join());

describe('evaluate draws for an item by its index in the data set', () => {
  for (const backend of ['reference', 'wasm']) {
    for (const threads of [1, 2]) {
      for (const read of ['mean', 'last'] as const) {
        it(`240 equal items give 240 distinct outputs in batches of 240, 64 and 12: ${backend}, ${threads} threads, ${read}`, async () => {
          await using runtime = await createRuntime(reference(), wasm(), { warn: () => undefined });
          const model = await noisy();
          const found = async (batch: number, seed = 0) =>
            (await runtime.evaluate(model, { data: items(ITEMS), probe: 'out', backend, threads, batch, seed, read })).outputs;
          const whole = await found(240);
          if (read === 'mean') expect(new Set(rowsOf(whole)).size).toBe(240);
          for (const batch of [64, 12]) {
            const parts = await found(batch);
            expect(parts).toEqual(whole);
            if (read === 'mean') expect(new Set(rowsOf(parts)).size).toBe(240);
          }
          expect(await found(64, 0)).toEqual(whole);
          const other = await found(240, 1);
          expect(other).not.toEqual(whole);
          expect(await found(64, 1)).toEqual(other);
        });
      }
    }
  }

  it('the same on both backends and any number of threads', async () => {
    await using runtime = await createRuntime(reference(), wasm(), { warn: () => undefined });
    const model = await noisy();
    const found = (backend: string, threads: number) =>
      runtime.evaluate(model, { data: items(30), probe: 'out', backend, threads, batch: 8, read: 'mean', seed: 3 });
    const { outputs } = await found('reference', 1);
    for (const threads of [1, 2, 3]) expect((await found('wasm', threads)).outputs).toEqual(outputs);
  });

  it('refuses a seed that is no whole number', async () => {
    await using runtime = await createRuntime(wasm());
    const model = await noisy();
    for (const seed of [Number.NaN, 0.5, Number.POSITIVE_INFINITY]) {
      await expect(runtime.evaluate(model, { data: items(2), probe: 'out', seed })).rejects.toThrow(ValidationError);
      await expect(runtime.evaluate(model, { data: items(2), probe: 'out', seed })).rejects.toThrow(
        `evaluate: seed must be a whole number, but ${seed} was given`,
      );
    }
  });
});
