import { Network } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { straight } from './models.js';

/** What a program without types may hand over. */
const untyped = (value: unknown): never => Object.assign(Object.create(null), { value }).value;

describe('the wrong thing handed over is told in a sentence', () => {
  it('a Network where a Model is needed', async () => {
    const runtime = await createRuntime(reference());
    await expect(runtime.simulate(untyped(new Network()))).rejects.toThrow(
      'simulate: a Model is needed, but a Network was given; pass await build(network)',
    );
    expect(() => runtime.fit(untyped(undefined), untyped({}))).toThrow('fit: a Model is needed, but undefined was given');
  });

  it('a plugin that was not called', async () => {
    await expect(createRuntime(untyped(reference))).rejects.toThrow('call it, as in createRuntime(reference())');
  });

  it('a fit without a trainer', async () => {
    const runtime = await createRuntime(reference());
    const model = await straight();
    expect(() => runtime.fit(model, untyped({ probe: 'out' }))).toThrow(/there is no trainer in this runtime.*tfjs\(\)/);
  });
});
