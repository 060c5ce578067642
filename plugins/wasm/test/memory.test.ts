import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import { createRuntime } from '@rheobase/runtime';
import { expect, test } from 'vitest';
import { wasm } from '../src/index.js';

test.each([1e12, 1e15, Number.MAX_SAFE_INTEGER, 1e300])('a batch of %d is refused before any memory is taken', async batch => {
  const net = new Network({ seed: 1 });
  net.probe(net.ensemble(10, 1), { label: 'probe' });
  const model = await build(net);
  await using runtime = await createRuntime(wasm());
  for (const threads of [1, 2]) {
    await expect(runtime.simulate(model, { batch, threads })).rejects.toMatchObject({ name: 'ValidationError', code: 'out-of-memory' });
  }
  const options = { dt: 0.001, batch, precision: 'float64', threads: 1, functions: {}, definitions: [], seed: 0 } as const;
  await expect(runtime.backend('wasm').compile(model, options)).rejects.toMatchObject({ name: 'SimulationError', code: 'out-of-memory' });
});

test('what does not fit into memory is told before the run, with what to do', async () => {
  const net = new Network({ seed: 1 });
  const a = net.ensemble(1000, 1, { label: 'a' });
  net.probe(a, { label: 'probe' });
  const model = await build(net);
  await using runtime = await createRuntime(wasm());
  await expect(runtime.simulate(model, { backend: 'wasm', batch: 150_000 })).rejects.toThrow(
    /takes \d+\.\d GiB in float64 for a batch of 150000, more than WebAssembly has here; take a smaller batch/,
  );
  using simulation = await runtime.simulate(model, { backend: 'wasm', batch: 2 });
  await simulation.runSteps(1);
  expect(simulation.data('probe').shape).toEqual([2, 1, 1]);
});
