import { build, tuningCurves } from '@rheobase/build';
import { defineNeuron, Network, networkFromJSON, networkToJSON, poissonSpiking, stochasticSpiking, uniform } from '@rheobase/core';
import { modelFromBytes, modelToBytes } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { drive } from './run.js';

const leaky = defineNeuron({
  name: 'leaky',
  version: '2',
  parameters: { tau: 0.02 },
  state: { level: 0 },
  step: ({ dt, current, state, parameters }) => {
    state.level += (dt / parameters.tau) * (Math.max(current, 0) - state.level);
    return state.level;
  },
  rates: current => Math.max(current, 0),
});

describe('a neuron type of one’s own', () => {
  it('runs its step neuron by neuron, with parameters per neuron', async () => {
    const found = await drive(
      leaky({ tau: [0.01, 0.04] }),
      [...Array(30)].map(() => [100, 100]),
      { states: ['level'] },
    );
    [0.01, 0.04].forEach((tau, k) => {
      expect(found('output')[2 * 29 + k]).toBeCloseTo(100 * (1 - (1 - 0.001 / tau) ** 30), 9);
    });
    expect(found('level')).toEqual(found('output'));
  });

  it('starts where it says, and can be the base of spikes', async () => {
    const drifting = defineNeuron({
      name: 'drifting',
      version: '1',
      state: { place: uniform(2, 3), other: 5 },
      step: ({ state }) => state.place + state.other,
    });
    const found = await drive(stochasticSpiking(drifting()), [[0, 0, 0]], { states: ['rateOut', 'place'] });
    expect(Array.from(found('place')).every(x => x >= 2 && x < 3)).toBe(true);
    expect(new Set(found('place')).size).toBe(3);
    expect(Array.from(found('rateOut'))).toEqual(Array.from(found('place'), x => x + 5));
  });

  it('is tuned on its rates, and decodes what it represents', async () => {
    const net = new Network({ seed: 2 });
    const cells = net.ensemble(40, 1, { label: 'cells', neuronType: leaky({ tau: 0.005 }) });
    net.connect(net.constant([0.6]), cells, { synapse: null });
    const probe = net.probe(cells);
    const model = await build(net);
    const { outputs } = tuningCurves(model, 'cells', [-1, 1]);
    expect(Math.max(...outputs)).toBeLessThanOrEqual(405);
    expect(outputs.every(x => x >= 0)).toBe(true);
    await using runtime = await createRuntime(reference());
    using simulation = await runtime.simulate(model);
    await simulation.runSteps(100);
    expect(simulation.data(probe).data.at(-1)).toBeCloseTo(0.6, 1);
  });

  it('is known to documents by name and version, and handed in again', async () => {
    const net = new Network({ seed: 2 });
    const cells = net.ensemble(5, 1, { label: 'cells', neuronType: poissonSpiking(leaky()), encoders: null, gain: 1, bias: 500 });
    const probe = net.probe(cells.neurons);
    const record = async (model: Awaited<ReturnType<typeof build>>, definitions = [leaky.definition]) => {
      await using runtime = await createRuntime(reference());
      using simulation = await runtime.simulate(model, { definitions });
      await simulation.runSteps(40);
      return Array.from(simulation.data(probe).data);
    };
    const model = await build(net);
    const expected = await record(model, []);
    expect(expected.some(x => x > 0)).toBe(true);
    const read = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))), { definitions: [leaky.definition] });
    expect(await record(await build(read), [])).toEqual(expected);
    const stored = modelFromBytes(modelToBytes(model));
    expect(await record(stored)).toEqual(expected);
    await expect(record(stored, [])).rejects.toThrow("cells: neuron type 'leaky' (version 2) is not at hand");
  });

  it('that gives no number is named with its neuron and current', async () => {
    const broken = defineNeuron({ name: 'broken', version: '1', step: ({ current }) => 1 / (current - 1) });
    await expect(drive(broken(), [[0, 1]])).rejects.toThrow(
      "neuron type 'broken': its step returned Infinity for neuron 1 in a current of 1",
    );
  });
});
