import { wasm as own } from '@rheobase/plugin-wasm';
import { build, createRuntime, dataset, lowpass, type Model, Network, reference, samplesOf, wasm } from 'rheobase';
import { describe, expect, it, vi } from 'vitest';

/** A sine through spiking neurons, with noise, so that equal bits say something. */
async function channel(): Promise<Model> {
  const net = new Network({ label: 'channel', seed: 3 });
  const stimulus = net.input(1, { label: 'stimulus' });
  const a = net.ensemble(40, 1, { label: 'a' });
  net.connect(stimulus, a, { synapse: null });
  net.probe(a, { label: 'out', synapse: lowpass(0.01) });
  return build(net);
}

const sine = samplesOf(
  [1, 200, 1],
  Float64Array.from({ length: 200 }, (_, n) => Math.sin(n / 20)),
);

async function outputs(model: Model, backend?: string): Promise<Float64Array> {
  await using runtime = await createRuntime();
  using simulation = await runtime.simulate(model, { inputs: sine, ...(backend === undefined ? {} : { backend }) });
  await simulation.runSteps(200);
  return Float64Array.from(simulation.data('out').data);
}

/** Runs what follows where there is no WebAssembly, as on pages that forbid it. */
async function withoutWebAssembly<T>(use: () => Promise<T>): Promise<T> {
  vi.stubGlobal('WebAssembly', undefined);
  try {
    return await use();
  } finally {
    vi.unstubAllGlobals();
  }
}

describe('the runtime of the package rheobase', () => {
  it('brings wasm and the reference, and runs on wasm in float64', async () => {
    await using runtime = await createRuntime();
    expect(runtime.backends.map(({ name }) => name).sort()).toEqual(['reference', 'wasm']);
    using simulation = await runtime.simulate(await channel());
    expect(simulation.backend).toBe('wasm');
  });

  it('gives the bits of the reference', async () => {
    const model = await channel();
    const [fast, slow] = [await outputs(model), await outputs(model, 'reference')];
    expect(fast).toEqual(slow);
    expect(new Set(fast).size).toBeGreaterThan(100);
  });

  it('evaluates on wasm as well, to the answers of the reference', async () => {
    const asked: string[] = [];
    await using runtime = await createRuntime(own({ activity: operators => asked.push(`${operators.length > 0}`) }));
    const data = dataset({ x: sine, labels: [0], classes: 1 });
    const model = await channel();
    const fast = await runtime.evaluate(model, { data, probe: 'out' });
    expect(asked.length).toBeGreaterThan(0);
    const slow = await runtime.evaluate(model, { data, probe: 'out', backend: 'reference' });
    expect(fast.outputs).toEqual(slow.outputs);
  });

  it('takes a backend that is given in place of its own, and prefers what it is told', async () => {
    await using runtime = await createRuntime(reference({ passes: [] }), wasm(), { preferred: ['reference'] });
    expect(runtime.plugins).toHaveLength(2);
    using simulation = await runtime.simulate(await channel());
    expect(simulation.backend).toBe('reference');
  });

  it('runs on the reference, with one warning, where there is no WebAssembly', async () => {
    const model = await channel();
    const told: string[] = [];
    const found = await withoutWebAssembly(async () => {
      await using runtime = await createRuntime({ warn: message => told.push(message) });
      for (const _ of [1, 2]) {
        using simulation = await runtime.simulate(model, { inputs: sine });
        expect(simulation.backend).toBe('reference');
        await simulation.runSteps(200);
        if (_ === 2) return Float64Array.from(simulation.data('out').data);
      }
      return new Float64Array(0);
    });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^backend wasm cannot run .*WebAssembly.*; backend reference runs the model instead$/);
    expect(found).toEqual(await outputs(model, 'reference'));
  });

  it('computes in float64 where float32 is asked for and there is no WebAssembly, and says so', async () => {
    const told: string[] = [];
    await withoutWebAssembly(async () => {
      await using runtime = await createRuntime({ warn: message => told.push(message) });
      using simulation = await runtime.simulate(await channel(), { precision: 'float32' });
      expect(simulation.backend).toBe('reference');
    });
    expect(told).toContain("reference: precision 'float32' was asked for, but it computes in float64, which is slower");
  });

  it('rejects wasm by name where there is no WebAssembly', async () => {
    await withoutWebAssembly(async () => {
      await using runtime = await createRuntime({ warn: () => undefined });
      await expect(runtime.simulate(await channel(), { backend: 'wasm' })).rejects.toMatchObject({
        name: 'UnsupportedError',
        code: 'refused',
      });
    });
  });

  it('rejects what is no plugin, as the runtime without backends does', async () => {
    const made: unknown = Reflect.apply(createRuntime, undefined, [wasm]);
    await expect(made).rejects.toThrow('call it, as in createRuntime(reference())');
  });
});
