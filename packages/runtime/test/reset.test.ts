import { build } from '@rheobase/build';
import { lowpass, Network, poissonSpiking, relu, UnsupportedError, ValidationError, whiteNoise, whiteSignal } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { ReferenceBackend, reference } from '@rheobase/plugin-reference';
import { type Backend, backendPlugin, createRuntime, type Engine } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { recorded, simulate, wave } from './models.js';

/** Everything that is drawn: spikes, noise in a node and in neurons, a white signal. */
async function drawing(): Promise<Model> {
  const net = new Network({ seed: 2 });
  const input = net.input(2, { label: 'in' });
  const a = net.ensemble(10, 2, { label: 'a', neuronType: poissonSpiking(relu()), noise: whiteNoise() });
  net.connect(input, a, { synapse: null });
  net.connect(net.process(whiteSignal({ period: 0.03, high: 200 }), { label: 'signal', size: 2 }), a, { synapse: lowpass(0.01) });
  net.probe(a.neurons, { label: 'spikes' });
  net.probe(net.process(whiteNoise(), { size: 2 }), { label: 'noise' });
  return build(net);
}

const STEPS = 30;
const inputs = wave(2, 2 * STEPS, 2);

/** A backend of an engine as it was before there were options of `reset`. */
function old(resets: string[] = []): Backend {
  const sound = new ReferenceBackend();
  const compile = (...given: Parameters<ReferenceBackend['compile']>): Engine => {
    const { reseeds: _reseeds, ...engine } = sound.compile(...given);
    return {
      ...engine,
      reset(): void {
        resets.push('reset');
        engine.reset();
      },
    };
  };
  return { name: 'old', equivalence: 'E0', refusals: () => [], compile };
}

const oldRuntime = (resets?: string[]) =>
  createRuntime(backendPlugin({ name: 'old', version: '1', contract: 2, create: () => old(resets) }));

describe('reset', () => {
  it('with a seed gives the bits of a new simulation with it, again and again', async () => {
    const model = await drawing();
    using simulation = await simulate(model, { inputs, seed: 1 });
    for (const seed of [7, 1, -3, 7, 0]) {
      await simulation.runSteps(11);
      simulation.reset({ seed });
      using fresh = await simulate(model, { inputs, seed });
      expect(simulation.snapshot()).toEqual(fresh.snapshot());
      await simulation.runSteps(STEPS);
      await fresh.runSteps(STEPS);
      expect(recorded(model, simulation)).toEqual(recorded(model, fresh));
      expect(simulation.snapshot()).toEqual(fresh.snapshot());
    }
  });

  it('with a first item gives the bits of a new simulation with it', async () => {
    const model = await drawing();
    using simulation = await simulate(model, { inputs });
    simulation.reset({ firstItem: 41 });
    using fresh = await simulate(model, { inputs, firstItem: 41 });
    await simulation.runSteps(STEPS);
    await fresh.runSteps(STEPS);
    expect(recorded(model, simulation)).toEqual(recorded(model, fresh));
  });

  it('without options keeps the seed and the first item given last', async () => {
    const model = await drawing();
    using simulation = await simulate(model, { inputs, seed: 3, firstItem: 2 });
    await simulation.runSteps(STEPS);
    const first = recorded(model, simulation);
    simulation.reset();
    await simulation.runSteps(STEPS);
    expect(recorded(model, simulation)).toEqual(first);
    simulation.reset({ seed: 4 });
    await simulation.runSteps(STEPS);
    const second = recorded(model, simulation);
    expect(second).not.toEqual(first);
    simulation.reset();
    await simulation.runSteps(STEPS);
    expect(recorded(model, simulation)).toEqual(second);
    using fresh = await simulate(model, { inputs, seed: 4, firstItem: 2 });
    await fresh.runSteps(STEPS);
    expect(recorded(model, fresh)).toEqual(second);
  });

  it('leaves snapshots whole: one of another seed goes on as if nothing had been reset', async () => {
    const model = await drawing();
    using simulation = await simulate(model, { inputs, seed: 5, firstItem: 9 });
    await simulation.runSteps(12);
    const saved = simulation.snapshot();
    await simulation.runSteps(STEPS - 12);
    const end = simulation.snapshot();
    simulation.reset({ seed: 6, firstItem: 0 });
    await simulation.runSteps(4);
    simulation.restore(saved);
    await simulation.runSteps(STEPS - 12);
    expect(simulation.snapshot()).toEqual(end);
    using other = await simulate(model, { inputs });
    other.restore(saved);
    await other.runSteps(STEPS - 12);
    expect(other.snapshot()).toEqual(end);
  });

  it.each([
    [{ seed: Number.NaN }, 'reset: seed must be a whole number, but NaN was given'],
    [{ seed: 'abc' }, "reset: seed must be a whole number, but 'abc' was given"],
    [{ seed: 1.5 }, 'reset: seed must be a whole number, but 1.5 was given'],
    [{ firstItem: -1 }, 'reset: firstItem must be a whole number >= 0, but -1 was given'],
    [{ firstItem: 0.5 }, 'reset: firstItem must be a whole number >= 0, but 0.5 was given'],
    [{ seeed: 1 }, "reset: there is no option 'seeed'; there are seed, firstItem"],
  ])('refuses %j and resets nothing', async (options, message) => {
    using simulation = await simulate(await drawing(), { inputs });
    await simulation.runSteps(3);
    const reset = () => Reflect.apply(simulation.reset, simulation, [options]);
    expect(reset).toThrow(ValidationError);
    expect(reset).toThrow(message);
    expect(simulation.step).toBe(3);
  });

  it('of an engine that has no other draws refuses a seed and a first item, and resets nothing', async () => {
    const resets: string[] = [];
    await using runtime = await oldRuntime(resets);
    using simulation = await runtime.simulate(await drawing(), { inputs });
    await simulation.runSteps(3);
    expect(simulation.reseeds).toBe(false);
    for (const options of [{ seed: 1 }, { firstItem: 1 }, { seed: 1, firstItem: 1 }]) {
      expect(() => simulation.reset(options)).toThrow(UnsupportedError);
      expect(simulation.step).toBe(3);
    }
    expect(resets).toEqual([]);
    simulation.reset();
    expect([resets, simulation.step]).toEqual([['reset'], 0]);
    await expect(runtime.simulate(await drawing(), { inputs, firstItem: 1 })).rejects.toThrow(UnsupportedError);
  });
});

describe('evaluate on an engine that has no other draws', () => {
  const data = dataset({ x: samplesOf([5, 4, 2], new Float64Array(40).fill(0.5)), labels: new Int32Array(5), classes: 2 });

  it('is refused in batches where items draw, and runs side by side', async () => {
    await using runtime = await oldRuntime();
    const model = await drawing();
    await expect(runtime.evaluate(model, { data, probe: 'noise', batch: 2 })).rejects.toThrow(UnsupportedError);
    await expect(runtime.evaluate(model, { data, probe: 'noise', batch: 2 })).rejects.toThrow('give batch: 5');
    const { outputs } = await runtime.evaluate(model, { data, probe: 'noise', batch: 5 });
    await using sound = await createRuntime(reference());
    expect((await sound.evaluate(model, { data, probe: 'noise', batch: 2 })).outputs).toEqual(outputs);
  });

  it('runs as ever where nothing is drawn', async () => {
    const net = new Network();
    net.probe(net.input(2, { label: 'in' }), { label: 'out' });
    const model = await build(net);
    await using runtime = await oldRuntime();
    expect((await runtime.evaluate(model, { data, probe: 'out', batch: 2 })).count).toBe(5);
  });
});

describe('a run', () => {
  it('refuses hold that is neither true nor false', async () => {
    using simulation = await simulate(await drawing(), { inputs });
    const run = Reflect.apply(simulation.runSteps, simulation, [3, { hold: 'yes' }]);
    await expect(run).rejects.toThrow("runSteps: hold must be true or false, but 'yes' was given");
    expect(simulation.step).toBe(0);
  });
});

describe('simulate', () => {
  it.each([
    [{ seed: Number.NaN }, 'seed must be a whole number, but NaN was given'],
    [{ seed: 'abc' }, "seed must be a whole number, but 'abc' was given"],
    [{ seed: 0.5 }, 'seed must be a whole number'],
    [{ seed: null }, 'seed must be a whole number'],
    [{ seed: Number.POSITIVE_INFINITY }, 'seed must be a whole number'],
    [{ firstItem: -1 }, 'firstItem must be a whole number >= 0'],
    [{ firstItem: 'a' }, 'firstItem must be a whole number >= 0'],
    [{ precision: 'float16' }, "precision must be 'float64' or 'float32', but 'float16' was given"],
    [{ precision: 64 }, "precision must be 'float64' or 'float32', but 64 was given"],
    [{ hold: 'yes' }, "hold must be true or false, but 'yes' was given"],
    [{ backend: 5 }, "unknown backend '5'"],
    [{ batch: '2' }, 'batch must be a whole number >= 1'],
    [{ dt: '0.001' }, 'dt must be a time in seconds > 0'],
    [{ functions: 5 }, 'functions: they go by name'],
    [{ functions: { wave: 7 } }, 'functions: wave must be a function of (time, x)'],
    [{ definitions: {} }, 'definitions must be a list'],
    [{ definitions: ['walk'] }, 'definitions[0] must be what defineProcess'],
  ])('refuses %j', async (options, message) => {
    const model = await drawing();
    const simulated = Reflect.apply(simulate, undefined, [model, { inputs, ...options }]);
    await expect(simulated).rejects.toThrow(ValidationError);
    await expect(simulated).rejects.toThrow(message);
  });
});
