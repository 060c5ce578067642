import { build } from '@rheobase/build';
import { Network, ValidationError } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { inputNodes } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { simulate, straight, wave } from './models.js';

async function two() {
  const net = new Network();
  net.probe(net.input(2, { label: 'left' }));
  net.probe(net.input(3, { label: 'right' }));
  return build(net);
}

describe('inputs', () => {
  it('are listed by path and size', async () => {
    expect(Array.from(inputNodes(await two()))).toEqual([
      ['left', 2],
      ['right', 3],
    ]);
  });

  it('need no name where there is one input node', async () => {
    const samples = wave(2, 3, 2);
    using simulation = await simulate(await straight(), { inputs: samples });
    await simulation.runSteps(3);
    expect(simulation.data('out')).toMatchObject(samples);
  });

  it('need a name where there are several', async () => {
    await expect(simulate(await two(), { inputs: wave(1, 1, 2) })).rejects.toThrow(/one input node, but it has left, right/);
  });

  it('must be finite, wherever in the run', async () => {
    const samples = wave(2, 3, 2);
    samples.data[9] = Number.NaN;
    using simulation = await simulate(await straight(), { inputs: samples });
    await expect(simulation.runSteps(3)).rejects.toThrow('inputs: in: element 1 of item 1, step 2 is NaN, but must be finite');
    expect(simulation.step).toBe(0);
  });

  it('that are not samples are refused with the way to make some', async () => {
    const array: Samples = JSON.parse('[1, 2]');
    await expect(simulate(await straight(), { inputs: array })).rejects.toThrow('use samplesOf([batch, steps, size], values)');
  });

  it('of the wrong size name the node and both shapes', async () => {
    const failed = simulate(await straight(), { inputs: wave(1, 4, 3) });
    await expect(failed).rejects.toThrow('inputs: in takes (batch, steps, 2), but (1, 4, 3) was given');
    await expect(failed).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'size-mismatch',
      object: 'in',
      allowed: '(batch, steps, 2)',
    });
  });

  it('for an unknown path list the input nodes', async () => {
    await expect(simulate(await two(), { inputs: { middle: wave(1, 1, 2) } })).rejects.toThrow(
      "no input node 'middle'; the model has left, right",
    );
  });

  it('whose batches disagree name both nodes', async () => {
    await expect(simulate(await two(), { inputs: { left: wave(2, 1, 2), right: wave(3, 1, 3) } })).rejects.toThrow(
      'left has a batch of 2, but right one of 3',
    );
  });

  it('that disagree with the batch of the simulation are refused', async () => {
    using simulation = await simulate(await straight(), { batch: 3 });
    await expect(simulation.runSteps(1, { inputs: wave(2, 1, 2) })).rejects.toThrow('a batch of 2 was given to a simulation made for 3');
  });

  it('that are missing name the node', async () => {
    using simulation = await simulate(await two(), { inputs: { left: wave(1, 1, 2) } });
    const failed = simulation.runSteps(1);
    await expect(failed).rejects.toThrow("give inputs: { 'right': samples }");
    await expect(failed).rejects.toMatchObject({ code: 'missing-input', object: 'right' });
  });

  it('with fewer steps than the run are an error before it starts', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 3, 2) });
    await simulation.runSteps(2);
    await expect(simulation.runSteps(2)).rejects.toThrow('in has 3 steps, but the run needs 4; give more, or hold: true to keep the last');
    expect(simulation.step).toBe(2);
    await simulation.runSteps(1);
    expect(simulation.data('out').shape).toEqual([1, 3, 2]);
  });

  it('keep their last row where they are held', async () => {
    using simulation = await simulate(await straight(), { inputs: samplesOf([1, 2, 2], [1, 2, 3, 4]), hold: true });
    await simulation.runSteps(4);
    expect(Array.from(simulation.data('out').data)).toEqual([1, 2, 3, 4, 3, 4, 3, 4]);
  });

  it('without any step cannot be held', async () => {
    using simulation = await simulate(await straight(), { inputs: samplesOf([1, 0, 2], []), hold: true });
    await expect(simulation.runSteps(1)).rejects.toThrow(ValidationError);
  });

  it('of a single run start with its first step, and those of the simulation go on from where it stands', async () => {
    const own = wave(1, 6, 2);
    using simulation = await simulate(await straight(), { inputs: own });
    await simulation.runSteps(2);
    await simulation.runSteps(2, { inputs: samplesOf([1, 2, 2], [10, 11, 12, 13]) });
    await simulation.runSteps(2);
    const seen = Array.from(simulation.data('out').data);
    expect(seen).toEqual([...own.data.slice(0, 4), 10, 11, 12, 13, ...own.data.slice(8, 12)]);
  });

  it('may be float32', async () => {
    using simulation = await simulate(await straight(), { inputs: samplesOf([1, 1, 2], Float32Array.of(0.1, 0.2)) });
    await simulation.runSteps(1);
    expect(Array.from(simulation.data('out').data)).toEqual([Math.fround(0.1), Math.fround(0.2)]);
  });

  it.each([
    [{ batch: 0 }],
    [{ batch: 1.5 }],
    [{ dt: 0 }],
    [{ dt: Number.NaN }],
    [{ dt: Number.POSITIVE_INFINITY }],
  ])('come with a batch and a step length that make sense: %o is refused', async options => {
    await expect(simulate(await straight(), options)).rejects.toMatchObject({ name: 'ValidationError', code: 'invalid-parameter' });
  });
});
