import { build } from '@rheobase/build';
import { lif } from '@rheobase/core';
import { createRuntime } from '@rheobase/runtime';
import { afterEach, expect, it, vi } from 'vitest';
import { wasm } from '../src/index.js';
import { BATCH, difference, inputsOf, ran, recorded, STEPS } from './running.js';
import { population } from './vocabulary.js';

afterEach(() => void vi.unstubAllGlobals());

it.each<readonly [string, unknown]>([
  ['is not there', undefined],
  ['has no vectors', { validate: () => false }],
  ['may not be compiled', { validate: () => true, compile: () => Promise.reject(new Error('forbidden')) }],
])('where WebAssembly %s, the same bits come out of plain TypeScript, and the user is told once', async (_, instead) => {
  const model = await build(population(lif()));
  using fast = await ran('wasm', model);
  vi.stubGlobal('WebAssembly', instead);
  const told: string[] = [];
  const runtime = await createRuntime(wasm(), { warn: message => void told.push(message) });
  for (const seed of [0, 1]) {
    using slow = await runtime.simulate(model, { backend: 'wasm', inputs: inputsOf(model), batch: BATCH, seed });
    await slow.runSteps(STEPS);
    expect(difference(recorded(slow, model), recorded(fast, model))).toBeNull();
  }
  expect(told).toEqual([expect.stringContaining('plain TypeScript')]);
});
