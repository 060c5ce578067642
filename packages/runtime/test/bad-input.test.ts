import { build } from '@rheobase/build';
import { Network, ValidationError } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { lower, plainKernels } from '@rheobase/program';
import { createRuntime, interpret, type SimulateOptions } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { straight } from './models.js';

async function simulation(options: SimulateOptions = {}) {
  const net = new Network();
  net.probe(net.constant([1]), { label: 'probe' });
  const runtime = await createRuntime(reference());
  return runtime.simulate(await build(net), options);
}

const refused = (given: number, allowed: string, says: RegExp) => ({
  name: 'ValidationError',
  given,
  allowed,
  message: expect.stringMatching(says),
});

describe.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s is refused as', given => {
  it('a time to run, before anything runs', async () => {
    using running = await simulation();
    await expect(running.run(given)).rejects.toBeInstanceOf(ValidationError);
    await expect(running.run(given)).rejects.toMatchObject(refused(given, '>= 0', /^run: the time/));
    expect(running.step).toBe(0);
  });

  it('a number of steps, before anything runs', async () => {
    using running = await simulation();
    await expect(running.runSteps(given)).rejects.toMatchObject(refused(given, 'a whole number >= 0', /^runSteps: steps/));
    expect(running.step).toBe(0);
  });

  it('the length of a step', async () => {
    await expect(simulation({ dt: given })).rejects.toMatchObject(refused(given, 'a time in seconds > 0', /^simulate: dt/));
  });

  it('the size of a batch', async () => {
    await expect(simulation({ batch: given })).rejects.toMatchObject(refused(given, 'a whole number >= 1', /^simulate: batch/));
  });
});

describe.each([0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s threads', threads => {
  it('are refused', async () => {
    await expect(simulation({ threads })).rejects.toMatchObject(refused(threads, 'a whole number >= 1', /^simulate: threads/));
  });
});

describe.each([2 ** 40, 1e15, 1e300])('a batch of %d', batch => {
  it('is refused before any memory is taken', async () => {
    const refused = simulation({ batch });
    await expect(refused).rejects.toMatchObject({ name: 'ValidationError', code: 'out-of-memory', given: batch });
    await expect(refused).rejects.toThrow(/^simulate: a batch of \S+ of this network takes at least .* GiB.*; take a smaller batch$/);
  });
});

describe('a batch that memory has no room for', () => {
  it('is refused by the engine with how much it takes', async () => {
    const program = lower(await straight(), { dt: 0.001 });
    expect(() => interpret(program, plainKernels, { batch: 1e15 })).toThrow(
      /a batch of 1000000000000000 of this network takes .* GiB, more memory than there is/,
    );
    expect(() => interpret(program, plainKernels, { batch: 1e15 })).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
  });
});

describe('half a step', () => {
  it('is refused', async () => {
    using running = await simulation();
    await expect(running.runSteps(0.5)).rejects.toMatchObject(refused(0.5, 'a whole number >= 0', /^runSteps/));
  });
});
