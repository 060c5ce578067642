import { build } from '@rheobase/build';
import { lowpass, Network } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { lower, standardPasses } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, test } from 'vitest';
import { wasm } from '../src/index.js';
import { planProgram } from '../src/plan/plan-program.js';

/** Two functions of the time that share a count of their calls, and what each saw. */
function counting() {
  const seen: string[] = [];
  const net = new Network({ seed: 1 });
  const node = (name: string) =>
    net.function(
      (time: number) => {
        seen.push(`${name} ${time.toFixed(3)}`);
        return [seen.length];
      },
      0,
      1,
      { label: name },
    );
  const out = net.passthrough(1, { label: 'out' });
  for (const name of ['a', 'b']) net.connect(node(name), out, { synapse: null });
  net.probe(out, { label: 'probe' });
  return { net, seen };
}

const planOf = async (net: Network) => {
  const program = lower(await build(net), { dt: 0.001, passes: standardPasses });
  return planProgram(program, 'float64', 1);
};

describe('functions of the time alone', () => {
  test('are called ahead, so that a run never leaves the module', async () => {
    const { net } = counting();
    const { parts, ahead } = await planOf(net);
    expect(parts.filter(part => 'host' in part)).toEqual([]);
    expect(ahead.size).toBe(2);
  });

  test('are called in the order in which steps would call them', async () => {
    const called = async (backend: string) => {
      const { net, seen } = counting();
      await using runtime = await createRuntime(reference(), wasm());
      using simulation = await runtime.simulate(await build(net), { backend });
      await simulation.runSteps(3);
      return { seen, data: Array.from(simulation.data('probe').data) };
    };
    expect(await called('wasm')).toEqual(await called('reference'));
  });

  test('are called step by step where another function takes what the network computes', async () => {
    const { net, seen } = counting();
    const echo = net.function((_time: number, x: Float64Array) => [x[0] ?? 0], 1, 1, { label: 'echo' });
    net.connect(net.constant([1]), echo, { synapse: lowpass(0.01) });
    const { parts, ahead } = await planOf(net);
    expect(parts.filter(part => 'host' in part)).toHaveLength(3);
    expect(ahead.size).toBe(0);
    expect(seen).toEqual([]);
  });

  test('stop the run where they throw, naming object and time', async () => {
    const net = new Network({ seed: 1 });
    const failing = net.function((time: number) => (time > 0.0025 ? [Number.NaN] : [time]), 0, 1, { label: 'failing' });
    net.probe(failing, { label: 'probe' });
    await using runtime = await createRuntime(wasm());
    using simulation = await runtime.simulate(await build(net), { backend: 'wasm' });
    await expect(simulation.runSteps(10)).rejects.toThrow(/failing: its function returned NaN as element 0 at t = 0.003 s/);
    await expect(simulation.runSteps(1)).rejects.toThrow(/reset it/);
    simulation.reset();
    await simulation.runSteps(2);
    expect(Array.from(simulation.data('probe').data)).toEqual([0.001, 0.002]);
  });
});

describe('probes', () => {
  test('copy what they record in the steps that they record, and are read after any other', async () => {
    const net = new Network({ seed: 1 });
    const input = net.input(1, { label: 'in' });
    const a = net.ensemble(5, 1, { label: 'a' });
    net.connect(input, a);
    net.probe(a.neurons, { label: 'spikes', sampleEvery: 0.003 });
    const { probes, signals } = await planOf(net);
    // The copy is made by the record itself.
    expect(Array.from(probes.keys())).toEqual(['spikes']);
    expect(signals.size).toBeGreaterThan(0);
    const rows = Float64Array.from({ length: 90 }, () => 0.9);
    const run = async (backend: string, chunks: readonly number[]) => {
      await using runtime = await createRuntime(reference(), wasm());
      const inputs = { in: { shape: [1, 90, 1] as const, data: rows } };
      using simulation = await runtime.simulate(await build(net), { backend, inputs });
      for (const steps of chunks) await simulation.runSteps(steps);
      return Array.from(simulation.data('spikes').data);
    };
    const expected = await run('reference', [90]);
    expect(expected.some(value => value !== 0)).toBe(true);
    expect(await run('wasm', [90])).toEqual(expected);
    expect(await run('wasm', [1, 30, 2, 57])).toEqual(expected);
  });
});
