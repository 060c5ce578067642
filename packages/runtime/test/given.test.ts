import { Network } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { rateTwin } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { straight } from './models.js';

/** Calls as a program without types may: with anything. */
const untyped = (target: object, method: string, ...given: readonly unknown[]): unknown =>
  Reflect.apply(Reflect.get(target, method), target, given);

/** What a call raises. */
function raised(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('the wrong thing handed over is told in a sentence', () => {
  it('a Network where a Model is needed', async () => {
    const runtime = await createRuntime(reference());
    const sentence = 'simulate: a Model is needed, but a Network was given; pass await build(network)';
    await expect(untyped(runtime, 'simulate', new Network())).rejects.toThrow(sentence);
    expect(() => untyped(runtime, 'fit', undefined, {})).toThrow('fit: a Model is needed, but undefined was given');
  });

  it('a promise of a Model, where await was forgotten, without all that it holds', async () => {
    const runtime = await createRuntime(reference());
    const promised = straight();
    const told = (where: string) => ({
      message: `${where}: a Model is needed, but a promise was given; put await before build(network)`,
      given: 'Promise',
    });
    for (const name of ['simulate', 'evaluate']) await expect(untyped(runtime, name, promised, {})).rejects.toMatchObject(told(name));
    expect(raised(() => untyped(runtime, 'fit', promised, {}))).toMatchObject(told('fit'));
    expect(raised(() => untyped({ rateTwin }, 'rateTwin', new Network()))).toMatchObject({ given: 'Network' });
  });

  it('a plugin that was not called', async () => {
    await expect(untyped({ createRuntime }, 'createRuntime', reference)).rejects.toThrow('call it, as in createRuntime(reference())');
  });

  it('options that there are not, that are not last, or that do nothing', async () => {
    const made = (...given: readonly unknown[]) => untyped({ createRuntime }, 'createRuntime', ...given);
    await expect(made({ warning: () => undefined })).rejects.toMatchObject({ code: 'unknown-option', allowed: 'warn, preferred' });
    await expect(made({ preferred: 'wasm' })).rejects.toThrow('preferred must be a list of names of backends');
    await expect(made({ warn: 'loud' })).rejects.toThrow('warn must be a function of a message, but loud was given');
    await expect(made({ warn: () => undefined }, reference())).rejects.toMatchObject({ code: 'not-a-plugin' });
    await expect(made([reference()])).rejects.toMatchObject({ code: 'not-a-plugin' });
  });

  it('nothing where a probe is needed', async () => {
    const runtime = await createRuntime(reference());
    const model = await straight();
    const sentence = (where: string) => `${where}: the probe itself or its path is needed, but undefined was given`;
    const x = samplesOf([1, 1, 2], [1, 2]);
    const data = dataset({ x, labels: [0] });
    await expect(untyped(runtime, 'evaluate', model, { data })).rejects.toThrow(sentence('evaluate'));
    using simulation = await runtime.simulate(model, { inputs: x });
    for (const method of ['data', 'times', 'samples']) expect(() => untyped(simulation, method)).toThrow(sentence('simulation'));
  });

  it('a controller where its signal is needed, which would cancel nothing', async () => {
    const runtime = await createRuntime(reference());
    using simulation = await runtime.simulate(await straight(), { inputs: samplesOf([1, 1, 2], [1, 2]) });
    await expect(untyped(simulation, 'runSteps', 1, { signal: new AbortController() })).rejects.toThrow(
      'runSteps: signal must be the signal of an AbortController, but an object was given',
    );
    expect(simulation.step).toBe(0);
    await simulation.runSteps(1, { signal: new AbortController().signal });
  });

  it('a fit without a trainer', async () => {
    const runtime = await createRuntime(reference());
    const model = await straight();
    expect(() => untyped(runtime, 'fit', model, { probe: 'out' })).toThrow(/there is no trainer in this runtime.*tfjs\(\)/);
  });
});
