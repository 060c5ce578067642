import { build } from '@rheobase/build';
import { lif } from '@rheobase/core';
import { hashModel } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wasm } from '../src/index.js';
import { BATCH, difference, inputsOf, ran, recorded, STEPS } from './running.js';
import { population } from './vocabulary.js';

afterEach(() => void vi.unstubAllGlobals());

class Forbidden {
  constructor() {
    throw new Error('forbidden by a policy');
  }
}

describe.each<readonly [string, unknown, RegExp]>([
  ['is not there', undefined, /there is no WebAssembly here/],
  ['has no vectors', { ...{ validate: () => false, Module: Forbidden } }, /has no vectors/],
  ['may not be compiled', { validate: () => true, Module: Forbidden }, /may not be compiled here \(Error: forbidden by a policy\)/],
])('where WebAssembly %s', (_, instead, reason) => {
  it('wasm rejects a model before the run with the reason and what to do, and the reference runs it with the same bits', async () => {
    const model = await build(population(lif()));
    using fast = await ran('wasm', model);
    vi.stubGlobal('WebAssembly', instead);
    await using runtime = await createRuntime(reference(), wasm());
    const options = { inputs: inputsOf(model), batch: BATCH };
    const refused = runtime.simulate(model, { ...options, backend: 'wasm' });
    await expect(refused).rejects.toMatchObject({ name: 'UnsupportedError', code: 'refused' });
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.toThrow("run on the backend 'reference'");
    const compiled = { dt: 0.001, batch: 1, precision: 'float64', threads: 1, functions: {}, definitions: [], seed: 0 } as const;
    await expect(runtime.backend('wasm').compile(model, compiled)).rejects.toThrow(reason);
    using slow = await runtime.simulate(model, { ...options, backend: 'reference' });
    await slow.runSteps(STEPS);
    expect(difference(recorded(slow, model), recorded(fast, model))).toBeNull();
  });

  it('a network is built to the same Model', async () => {
    const hash = hashModel(await build(population(lif())));
    vi.stubGlobal('WebAssembly', instead);
    vi.resetModules();
    const fresh: typeof import('@rheobase/build') = await import('@rheobase/build');
    const again: typeof import('./vocabulary.js') = await import('./vocabulary.js');
    expect(hashModel(await fresh.build(again.population(lif())))).toBe(hash);
  });
});
