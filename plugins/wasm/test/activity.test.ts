import { build } from '@rheobase/build';
import { defineNeuron, dense, lowpass, Network } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, test } from 'vitest';
import { type OperatorActivity, printActivity, wasm } from '../src/index.js';
import { apart, channel, hosted } from './threads-networks.js';

async function activityOf(current: number): Promise<readonly OperatorActivity[]> {
  const net = new Network({ seed: 1 });
  const a = net.ensemble(40, 1, { label: 'a', encoders: null, gain: 1, bias: current });
  const b = net.passthrough(3, { label: 'b' });
  const transform = Array.from({ length: 3 }, (_, r) => Array.from({ length: 40 }, (_, c) => r + c));
  net.connect(a.neurons, b, { label: 'spikes', transform: dense(transform), synapse: null });
  net.probe(b, { synapse: lowpass(0.01) });
  let heard: readonly OperatorActivity[] = [];
  await using runtime = await createRuntime(wasm({ activity: operators => (heard = operators) }));
  const simulation = await runtime.simulate(await build(net), { dt: 0.001 });
  await simulation.runSteps(200);
  simulation[Symbol.dispose]();
  return heard;
}

describe('activity', () => {
  test('is counted: silent neurons are no events', async () => {
    expect(await activityOf(0.5)).toEqual([{ source: 'spikes', kind: 'matVec', elements: 40, events: 0, byEvents: 200, inFull: 0 }]);
  });

  test('decides the way: where most neurons fire at once, everything is taken', async () => {
    const [operator, ...others] = await activityOf(1e6);
    expect(others).toEqual([]);
    expect(operator?.inFull).toBeGreaterThan(50);
    expect((operator?.inFull ?? 0) + (operator?.byEvents ?? 0)).toBe(200);
    // Neurons with a refractory time of two steps fire in about every third.
    expect((operator?.events ?? 0) / (200 * 40)).toBeGreaterThan(0.25);
  });

  test.each([
    ['items', channel, 5],
    ['parts of the network', apart, 1],
    ['items beside a function of the user', hosted, 3],
  ])('is the same on several threads, which share %s', async (_, make, batch) => {
    const model = await build(make());
    const sines = (size: number) =>
      samplesOf(
        [batch, 60, size],
        Float64Array.from({ length: batch * 60 * size }, (_value, i) => Math.sin(0.07 * i)),
      );
    const inputs = Object.fromEntries(
      model.nodes.flatMap(({ path, record }) => (record.type === 'input' ? [[path, sines(record.size)]] : [])),
    );
    const heard: (readonly OperatorActivity[])[] = [];
    await using runtime = await createRuntime(wasm({ activity: operators => heard.push(operators) }), { warn: () => undefined });
    for (const threads of [1, 2, 3]) {
      const simulation = await runtime.simulate(model, { inputs, batch, threads });
      await simulation.runSteps(20);
      await simulation.runSteps(1);
      simulation.reset();
      await simulation.runSteps(60);
      simulation[Symbol.dispose]();
    }
    const [one, ...others] = heard;
    expect(one?.some(({ events }) => events > 0)).toBe(true);
    for (const { byEvents, inFull } of one ?? []) expect(byEvents + inFull).toBe(81 * batch);
    expect(others).toEqual([one, one]);
  });

  test('is printed, a line for each operator', () => {
    const operator = { source: 'a->b', kind: 'matVec' as const, elements: 10, events: 50, byEvents: 90, inFull: 10 };
    expect(printActivity([operator, { ...operator, events: 0, byEvents: 100, inFull: 0 }])).toBe(
      'matVec       a->b: 5.00 % of 10 active; by events in 90 of 100, else in full\nmatVec       a->b: 0.00 % of 10 active; by events',
    );
  });
});

describe('what has no kernel', () => {
  test('runs on the host, with a warning that names it and says what it costs', async () => {
    const leaky = defineNeuron({
      name: 'leaky',
      version: '1',
      state: { voltage: 0 },
      step: ({ dt, current, state }) => {
        const { voltage = 0 } = state;
        const next = voltage + dt * current;
        state.voltage = next >= 1 ? 0 : next;
        return next >= 1 ? 1 / dt : 0;
      },
      rates: current => Math.max(current, 0),
    });
    const net = new Network({ seed: 1 });
    const a = net.ensemble(4, 1, { label: 'own', neuronType: leaky(), gain: 1, bias: 100 });
    net.probe(a.neurons);
    const heard: string[] = [];
    await using runtime = await createRuntime(wasm(), { warn: message => void heard.push(message) });
    using simulation = await runtime.simulate(await build(net));
    await simulation.runSteps(20);
    expect(heard).toEqual([
      "wasm: own: neuron type 'leaky' has no kernel, so it runs on the host at the speed of the reference backend, and every step leaves WebAssembly for it",
    ]);
  });
});

test('activity is told to a function alone', () => {
  expect(() => wasm({ activity: JSON.parse('3') })).toThrow('wasm: activity must be a function of a list of operators, but 3 was given');
});
