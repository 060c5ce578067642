import { build } from '@rheobase/build';
import { hostFunction, Network, SimulationError, ValidationError } from '@rheobase/core';
import { sliceSamples } from '@rheobase/data';
import { hashModel } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, recorded, simulate, straight, wave } from './models.js';

describe('a run', () => {
  it.each([
    [0.0005, 0],
    [0.0015, 2],
    [0.0025, 2],
    [0.0035, 4],
    [0.0104, 10],
    [0, 0],
  ])('of %d s at 1 ms makes %i steps, half to even', async (seconds, steps) => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 20, 2) });
    await simulation.run(seconds);
    expect(simulation.step).toBe(steps);
    expect(simulation.time).toBe(steps * 0.001);
  });

  it('goes on from where the one before stopped: run(a) and run(b) are run(a + b)', async () => {
    const model = await everything();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), async (a, b) => {
        using parts = await simulate(model, { inputs: wave(2, 80, 2) });
        using whole = await simulate(model, { inputs: wave(2, 80, 2) });
        await parts.runSteps(a);
        await parts.runSteps(b);
        await whole.runSteps(a + b);
        expect(recorded(model, parts)).toEqual(recorded(model, whole));
        expect(parts.snapshot()).toEqual(whole.snapshot());
      }),
      { numRuns: 8, seed: 1 },
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('of %d s is refused', async seconds => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 2, 2) });
    const failed = simulation.run(seconds);
    await expect(failed).rejects.toThrow(ValidationError);
  });

  it.each([-1, 0.5, Number.NaN])('of %d steps is refused', async steps => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 2, 2) });
    await expect(simulation.runSteps(steps)).rejects.toThrow('runSteps: steps must be a whole number >= 0');
  });

  it('is refused while another one is under way', async () => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 600, 2) });
    const first = simulation.runSteps(600);
    await expect(simulation.runSteps(1)).rejects.toMatchObject({ name: 'SimulationError', code: 'busy' });
    expect(() => simulation.reset()).toThrow(expect.objectContaining({ code: 'busy' }));
    expect(() => simulation.restore(new Uint8Array(8))).toThrow(expect.objectContaining({ code: 'busy' }));
    await first;
    expect(simulation.step).toBe(600);
  });
});

describe('a step that fails', () => {
  it('leaves a simulation that goes on only after reset or restore, from the right step', async () => {
    const net = new Network();
    const trouble = { at: 0.003 };
    const clock = hostFunction('clock', '1', time => {
      if (Math.abs(time - trouble.at) < 1e-9) throw new Error('trouble');
      return [Math.round(time * 1000)];
    });
    net.probe(net.function(clock, 0, 1), { label: 'clock' });
    using simulation = await simulate(await build(net));
    await simulation.runSteps(1);
    const early = simulation.snapshot();
    await expect(simulation.runSteps(5)).rejects.toThrow("threw 'trouble' at t = 0.003 s");
    expect(simulation.step).toBe(2);
    trouble.at = -1;
    await expect(simulation.runSteps(1)).rejects.toMatchObject({ name: 'SimulationError', code: 'failed' });
    expect(() => simulation.snapshot()).toThrow(SimulationError);
    simulation.restore(early);
    await simulation.runSteps(3);
    expect(simulation.step).toBe(4);
    expect(Array.from(simulation.data('clock').data)).toEqual([1, 2, 2, 3, 4]);
    simulation.reset();
    await simulation.runSteps(2);
    expect(Array.from(simulation.data('clock').data)).toEqual([1, 2]);
  });
});

describe('reset', () => {
  it('goes back to the state before the first step and drops what was recorded', async () => {
    const model = await everything();
    using simulation = await simulate(model, { inputs: wave(2, 50, 2) });
    const start = simulation.snapshot();
    await simulation.runSteps(50);
    const first = recorded(model, simulation);
    simulation.reset();
    expect(simulation.step).toBe(0);
    expect(simulation.snapshot()).toEqual(start);
    expect(simulation.data('spikes').shape).toEqual([2, 0, 20]);
    await simulation.runSteps(50);
    expect(recorded(model, simulation)).toEqual(first);
  });
});

describe('a snapshot', () => {
  it('restored goes on as if nothing had happened: delays, filters, voltages and counts', async () => {
    const model = await everything();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async at => {
        using uninterrupted = await simulate(model, { inputs: wave(2, 100, 2) });
        using stopped = await simulate(model, { inputs: wave(2, 100, 2) });
        using resumed = await simulate(model, { inputs: wave(2, 100, 2) });
        await uninterrupted.runSteps(100);
        await stopped.runSteps(at);
        resumed.restore(stopped.snapshot());
        expect(resumed.step).toBe(at);
        await resumed.runSteps(100 - at);
        expect(resumed.snapshot()).toEqual(uninterrupted.snapshot());
        for (const path of ['spikes', 'value', 'voltage']) {
          const { shape, data } = uninterrupted.data(path);
          const tail = resumed.data(path);
          const width = shape[2];
          expect(tail.shape).toEqual([2, 100 - at, width]);
          for (const item of [0, 1]) {
            expect(tail.data.slice(item * (100 - at) * width, (item + 1) * (100 - at) * width)).toEqual(
              data.slice((item * 100 + at) * width, (item + 1) * 100 * width),
            );
          }
        }
      }),
      { numRuns: 6, seed: 1 },
    );
  });

  it('is a copy: the simulation goes on without changing it', async () => {
    using simulation = await simulate(await everything(), { inputs: wave(1, 20, 2) });
    const state = simulation.snapshot();
    const copy = state.slice();
    await simulation.runSteps(20);
    expect(state).toEqual(copy);
  });

  it('may lie anywhere in a buffer', async () => {
    using simulation = await simulate(await everything(), { inputs: wave(1, 20, 2) });
    await simulation.runSteps(7);
    const state = simulation.snapshot();
    const moved = new Uint8Array(state.length + 3);
    moved.set(state, 3);
    simulation.reset();
    simulation.restore(moved.subarray(3));
    expect(simulation.snapshot()).toEqual(state);
  });

  it('of another batch, model or step length, or cut anywhere, is a SimulationError and changes nothing', async () => {
    const model = await everything();
    const make = (batch: number, dt = 0.001) => simulate(model, { inputs: wave(batch, 20, 2), dt });
    using simulation = await make(1);
    using other = await make(2);
    using slower = await make(1, 0.002);
    using small = await simulate(await straight(), { inputs: wave(1, 20, 2) });
    await simulation.runSteps(5);
    const before = simulation.snapshot();
    const cut = Array.from({ length: 20 }, (_, length) => before.slice(0, length * 3));
    for (const foreign of [other.snapshot(), small.snapshot(), slower.snapshot(), ...cut, before.slice(0, -1)]) {
      expect(() => simulation.restore(foreign)).toThrow(SimulationError);
    }
    expect(simulation.step).toBe(5);
    expect(simulation.snapshot()).toEqual(before);
  });

  it.each([
    Number.NaN,
    2.5,
    -1,
    2 ** 53,
    Number.POSITIVE_INFINITY,
    1e300,
  ])('after step %d is refused, whether the simulation or its engine says so, and changes nothing', async step => {
    using simulation = await simulate(await everything(), { inputs: wave(1, 20, 2) });
    await simulation.runSteps(5);
    const before = simulation.snapshot();
    // The step stands in front, big-endian, and at the head of the engine's numbers, in the order of the machine.
    const outer = before.slice();
    new DataView(outer.buffer).setFloat64(0, step);
    const inner = before.slice();
    inner.set(new Uint8Array(Float64Array.of(step).buffer), 8);
    simulation.reset();
    await simulation.runSteps(3);
    const now = simulation.snapshot();
    for (const damaged of [outer, inner]) {
      expect(() => simulation.restore(damaged)).toThrow(SimulationError);
      expect(() => simulation.restore(damaged)).toThrow(expect.objectContaining({ code: 'invalid-snapshot' }));
      expect(simulation.step).toBe(3);
      expect(simulation.snapshot()).toEqual(now);
    }
    simulation.restore(before);
    expect(simulation.step).toBe(5);
  });

  it.each([
    [null],
    [undefined],
    ['text'],
    [12],
    [[1, 2, 3]],
    [new ArrayBuffer(64)],
    [new Float64Array(16)],
    [{ length: 100 }],
  ])('must be the bytes that snapshot() gave, not %s', async given => {
    using simulation = await simulate(await straight(), { inputs: wave(1, 4, 2) });
    await simulation.runSteps(2);
    const before = simulation.snapshot();
    expect(() => Reflect.apply(simulation.restore, simulation, [given])).toThrow(SimulationError);
    expect(simulation.snapshot()).toEqual(before);
  });
});

describe('clearProbes', () => {
  it('drops what was recorded and goes on from the present state', async () => {
    const model = await everything();
    const inputs = wave(2, 60, 2);
    using simulation = await simulate(model, { inputs });
    using whole = await simulate(model, { inputs });
    await whole.runSteps(60);
    await simulation.runSteps(25);
    simulation.clearProbes();
    expect(simulation.step).toBe(25);
    for (const { path, size } of model.probes)
      expect(simulation.data(path)).toMatchObject({ shape: [2, 0, size], times: new Float64Array(0) });
    await simulation.runSteps(35);
    expect(simulation.snapshot()).toEqual(whole.snapshot());
    for (const { path } of model.probes) {
      const [after, all] = [simulation.times(path), whole.times(path)];
      expect(after).toEqual(all.slice(-after.length));
      expect(after[0]).toBeGreaterThan(25 * 0.001);
      const [{ shape, data }, { data: expected }] = [simulation.data(path), whole.data(path)];
      expect(data.slice(-shape[2])).toEqual(expected.slice(-shape[2]));
    }
  });

  it('is refused during a run and after disposal', async () => {
    const simulation = await simulate(await straight(), { inputs: wave(1, 600, 2) });
    const run = simulation.runSteps(600);
    expect(() => simulation.clearProbes()).toThrow(expect.objectContaining({ code: 'busy' }));
    await run;
    simulation[Symbol.dispose]();
    expect(() => simulation.clearProbes()).toThrow(expect.objectContaining({ code: 'disposed' }));
  });
});

describe('a batch', () => {
  it('runs its items independently of each other, like one by one', async () => {
    const model = await everything();
    const inputs = wave(3, 60, 2);
    using together = await simulate(model, { inputs });
    await together.runSteps(60);
    for (let item = 0; item < 3; item++) {
      using alone = await simulate(model, { inputs: sliceSamples(inputs, item, item + 1) });
      await alone.runSteps(60);
      for (const { path } of model.probes) expect(alone.data(path)).toEqual(sliceSamples(together.data(path), item, item + 1));
    }
  });
});

describe('data', () => {
  it('has shape (batch, steps, size), row-major', async () => {
    const inputs = wave(2, 5, 3);
    using simulation = await simulate(await straight(3), { inputs });
    await simulation.runSteps(5);
    expect(simulation.data('out')).toEqual({ ...inputs, times: Float64Array.of(0.001, 0.002, 0.003, 0.004, 0.005) });
    expect(simulation.data({ path: 'out', size: 3 }).shape).toEqual([2, 5, 3]);
  });

  it('of a probe with sampleEvery 2.5 ms at 1 ms has the steps 3, 5, 8, 10', async () => {
    const net = new Network();
    net.probe(
      net.function(
        hostFunction('step', '1', time => [Math.round(time * 1000)]),
        0,
        1,
      ),
      { label: 'clock', sampleEvery: 0.0025 },
    );
    using simulation = await simulate(await build(net));
    await simulation.runSteps(10);
    expect(Array.from(simulation.data('clock').data)).toEqual([3, 5, 8, 10]);
    const times = Float64Array.of(0.003, 0.005, 0.008, 0.01);
    expect(simulation.data('clock').times).toEqual(times);
    expect(simulation.times('clock')).toEqual(times);
  });

  it('of a probe that keeps few has the latest records', async () => {
    const net = new Network();
    net.probe(net.input(1, { label: 'in' }), { label: 'latest', keep: 4 });
    const inputs = wave(2, 11, 1);
    using simulation = await simulate(await build(net), { inputs });
    await simulation.runSteps(3);
    expect(simulation.data('latest').shape).toEqual([2, 3, 1]);
    await simulation.runSteps(8);
    expect(simulation.data('latest').shape).toEqual([2, 4, 1]);
    expect(simulation.data('latest').data).toEqual(Float64Array.of(...inputs.data.slice(7, 11), ...inputs.data.slice(18, 22)));
    expect(simulation.data('latest').times).toEqual(Float64Array.from([8, 9, 10, 11], step => step * 0.001));
    expect(simulation.times('latest')).toEqual(simulation.data('latest').times);
    expect(sliceSamples(simulation.data('latest'), 1, 2).times).toEqual(simulation.times('latest'));
  });

  it('of an unknown probe lists those there are', async () => {
    using simulation = await simulate(await straight());
    expect(() => simulation.data('in')).toThrow("there is no probe 'in' in this model; it has out");
    expect(() => simulation.samples('in')).toThrow(ValidationError);
  });
});

describe('a disposed simulation', () => {
  it('refuses to go on, keeps its data, and may be disposed of again', async () => {
    const simulation = await simulate(await straight(), { inputs: wave(1, 4, 2) });
    await simulation.runSteps(2);
    simulation[Symbol.dispose]();
    simulation[Symbol.dispose]();
    await expect(simulation.runSteps(1)).rejects.toMatchObject({ name: 'SimulationError', code: 'disposed' });
    await expect(simulation.run(0.001)).rejects.toMatchObject({ code: 'disposed' });
    for (const use of [
      () => simulation.snapshot(),
      () => simulation.reset(),
      () => simulation.restore(new Uint8Array(8)),
      () => simulation.toModel(),
    ]) {
      expect(use).toThrow('this simulation has been disposed of; make a new one');
    }
    expect(simulation.data('out').shape).toEqual([1, 2, 2]);
  });

  it('is what `using` leaves behind', async () => {
    const model = await straight();
    const held = await (async () => {
      using simulation = await simulate(model, { inputs: wave(1, 4, 2) });
      return simulation;
    })();
    expect(() => held.snapshot()).toThrow(SimulationError);
  });

  it('completes its streams', async () => {
    const simulation = await simulate(await straight(), { inputs: wave(1, 4, 2) });
    let completed = 0;
    simulation.progress.subscribe({ complete: () => (completed += 1) });
    simulation.samples('out').subscribe({ complete: () => (completed += 1) });
    simulation[Symbol.dispose]();
    expect(completed).toBe(2);
  });

  it('stops a run that is under way', async () => {
    const simulation = await simulate(await straight(), { inputs: wave(1, 600, 2) });
    const running = simulation.runSteps(600);
    simulation[Symbol.dispose]();
    await expect(running).rejects.toMatchObject({ code: 'disposed' });
  });
});

describe('toModel', () => {
  it('gives the model that runs', async () => {
    const net = new Network();
    net.probe(net.ensemble(5, 1));
    const model = await build(net);
    using simulation = await simulate(model);
    expect(hashModel(simulation.toModel())).toBe(hashModel(model));
  });
});
