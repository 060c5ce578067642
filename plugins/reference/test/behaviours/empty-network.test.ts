import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import { hashModel, modelFromBytes, modelToBytes } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { simulationOf } from './observed.js';

/** A network without objects; its subnetwork has none either. */
function empty(): Network {
  const net = new Network({ label: 'empty' });
  net.subnetwork({ label: 'inside' });
  return net;
}

describe('a network without objects', () => {
  it('runs several times, each run from where the one before stopped', async () => {
    using simulation = await simulationOf(empty());
    for (const [seconds, reached] of [
      [1, 1],
      [0.5, 1.5],
      [0.25, 1.75],
    ] as const) {
      await simulation.run(seconds);
      expect(simulation.time).toBeCloseTo(reached, 12);
    }
  });

  it('counts its steps: one by one, over runs of several, from 0 after a reset', async () => {
    using simulation = await simulationOf(empty(), { dt: 0.001 });
    expect([simulation.step, simulation.time]).toEqual([0, 0]);
    await simulation.runSteps(1);
    expect([simulation.step, simulation.time]).toEqual([1, 0.001]);
    await simulation.runSteps(999);
    expect([simulation.step, simulation.time]).toEqual([1000, 1]);
    await simulation.run(0.1);
    expect([simulation.step, simulation.time]).toEqual([1100, 1.1]);
    simulation.reset();
    expect([simulation.step, simulation.time]).toEqual([0, 0]);
  });

  it('has the number of steps times dt as its time, at any dt: no sum that drifts', async () => {
    for (const dt of [0.00123, 0.0003, 1 / 3]) {
      using simulation = await simulationOf(empty(), { dt });
      for (let n = 1; n <= 300; n++) {
        await simulation.runSteps(1);
        expect(simulation.time).toBe(n * dt);
      }
    }
  });

  it('refuses a negative run time and stays where it is', async () => {
    using simulation = await simulationOf(empty());
    for (const seconds of [-0.0001, -1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(simulation.run(seconds)).rejects.toMatchObject({ name: 'ValidationError', code: 'invalid-parameter' });
    expect(simulation.step).toBe(0);
    await simulation.run(0);
    expect(simulation.step).toBe(0);
  });

  it('does not run, step or reset once it is disposed of; another simulation starts from 0', async () => {
    const closed = await simulationOf(empty());
    await closed.runSteps(5);
    closed[Symbol.dispose]();
    closed[Symbol.dispose]();
    for (const again of [() => closed.run(1), () => closed.runSteps(1), () => Promise.resolve().then(() => closed.reset())])
      await expect(again()).rejects.toMatchObject({ name: 'SimulationError', code: 'disposed' });
    using fresh = await simulationOf(empty());
    expect(fresh.step).toBe(0);
  });

  it('runs from its stored model, from a snapshot', async () => {
    const model = modelFromBytes(modelToBytes(await build(empty())));
    using simulation = await simulationOf(model);
    await simulation.runSteps(3);
    const state = simulation.snapshot();
    await simulation.runSteps(4);
    simulation.restore(state);
    expect(simulation.step).toBe(3);
    expect(hashModel(simulation.toModel())).toBe(hashModel(model));
  });
});
