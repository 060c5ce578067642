import { build } from '@rheobase/build';
import {
  alpha,
  type Definition,
  defineSynapse,
  filteredNoise,
  frequencyResponse,
  lowpass,
  Network,
  networkFromJSON,
  networkToJSON,
  pes,
  presentInput,
  relu,
  type SynapseRecord,
  synapseNode,
} from '@rheobase/core';
import { modelFromBytes, modelToBytes } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { filt } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const twice = defineSynapse({
  name: 'twice',
  version: '1',
  parameters: { tau: 0.01 },
  transferFunction: ({ tau }) => ({ numerator: [1], denominator: [tau, 1] }),
});

/** A lowpass by its steps. */
const stepped = defineSynapse({
  name: 'stepped',
  version: '1',
  parameters: { tau: 0.01 },
  state: { level: 1, before: 2 },
  step: ({ dt, x, state, parameters, out }) => {
    for (let i = 0; i < x.length; i++) {
      const a = 1 - dt / parameters.tau;
      const level = a * (state.level[i] ?? 0) + (1 - a) * (x[i] ?? 0);
      state.level[i] = level;
      state.before[2 * i] = state.before[2 * i + 1] ?? 0;
      state.before[2 * i + 1] = level;
      out[i] = level;
    }
  },
});

function network(synapse: SynapseRecord | null, delaySteps = 0): Network {
  const net = new Network({ seed: 1 });
  const input = net.process(
    presentInput(
      [
        [1, 2],
        [3, 0],
        [-1, 4],
        [0, 1],
        [5, 2],
      ],
      0.001,
    ),
    { label: 'in' },
  );
  const out = net.passthrough(2, { label: 'out' });
  net.connect(input, out, { label: 'c', synapse, delaySteps });
  net.probe(out, { label: 'sent', synapse: null });
  net.probe(out, { label: 'filtered', synapse });
  return net;
}

async function samples(network: Network, plugin: typeof wasm | typeof reference, definitions: readonly Definition[] = [], batch = 1) {
  const model = await build(network);
  const runtime = await createRuntime(plugin(), { warn: () => undefined });
  using simulation = await runtime.simulate(modelFromBytes(modelToBytes(model)), { definitions, batch });
  await simulation.runSteps(20);
  const snapshot = simulation.snapshot();
  await simulation.runSteps(5);
  const after = Array.from(simulation.data('filtered').data.slice(-10));
  simulation.restore(snapshot);
  await simulation.runSteps(5);
  expect(Array.from(simulation.data('filtered').data.slice(-10))).toEqual(after);
  return [simulation.data('sent').data, simulation.data('filtered').data];
}

describe('a synapse of the user', () => {
  it('with a transfer function is what linearFilter makes of it, on every backend', async () => {
    const { numerator, denominator } = { numerator: [1], denominator: [0.02, 1] };
    const expected = filt({ type: 'linearFilter', numerator, denominator, analog: true, method: 'zoh' }, [1, 2, 3, 0, 0]);
    expect(filt(twice({ tau: 0.02 }), [1, 2, 3, 0, 0])).toEqual(expected);
    expect(frequencyResponse(twice(), [1, 10])).toEqual(frequencyResponse(lowpass(0.01), [1, 10]));
    const defs = [twice.definition];
    expect(await samples(network(twice()), wasm, defs)).toEqual(await samples(network(twice()), reference, defs));
  });

  it.each([0, 3])('with a step runs in connections and probes, with %i steps of delay, the same on both backends', async delay => {
    const defs = [stepped.definition];
    const one = await samples(network(stepped(), delay), reference, defs);
    expect(await samples(network(stepped(), delay), wasm, defs)).toEqual(one);
    expect(one[0]?.some(x => x !== 0)).toBe(true);
    const two = await samples(network(stepped(), delay), reference, defs, 2);
    expect(await samples(network(stepped(), delay), wasm, defs, 2)).toEqual(two);
    expect(two[0]?.length).toBe(2 * (one[0]?.length ?? 0));
  });

  it('with a step filters signals, line by line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 20 }), x => {
        const doubled = filt(
          stepped({ tau: 0.004 }),
          x.map(value => [value, 2 * value]),
        ).data;
        const single = filt(stepped({ tau: 0.004 }), x).data;
        for (const [k, value] of single.entries()) expect([doubled[2 * k], doubled[2 * k + 1]]).toEqual([value, 2 * value]);
      }),
    );
  });

  it('stands in nodes, noise and learning rules', async () => {
    const net = new Network({ seed: 2 });
    const a = net.ensemble(4, 1, { label: 'a', neuronType: relu(), noise: filteredNoise({ synapse: stepped() }) });
    const out = net.passthrough(1, { label: 'out' });
    const node = net.node(synapseNode(stepped({ tau: 0.02 }), 1));
    net.connect(a, node, { synapse: null });
    net.connect(node, out, { synapse: null });
    const learning = net.connect(a, out, { learningRule: pes({ preSynapse: stepped() }) });
    net.connect(out, learning.rule(0), { synapse: twice() });
    net.probe(out, { label: 'filtered', synapse: null });
    const run = async (plugin: typeof wasm | typeof reference) => {
      const runtime = await createRuntime(plugin(), { warn: () => undefined });
      using simulation = await runtime.simulate(await build(net));
      await simulation.runSteps(30);
      return simulation.data('filtered').data;
    };
    expect(await run(wasm)).toEqual(await run(reference));
  });

  it('is known to documents by name and version, and found again among definitions', async () => {
    const json = JSON.parse(JSON.stringify(networkToJSON(network(stepped({ tau: 0.02 })))));
    expect(json.connections[0].synapse).toEqual({ type: 'customSynapse', name: 'stepped', version: '1', parameters: { tau: 0.02 } });
    const defs = [stepped.definition];
    expect(await samples(networkFromJSON(json, { definitions: defs, functions: {} }), reference, defs)).toEqual(
      await samples(network(stepped({ tau: 0.02 })), reference, defs),
    );
    await expect(samples(network(stepped()), reference)).rejects.toThrow(
      "c: synapse 'stepped' (version 1) is not at hand; pass its definition",
    );
  });

  it('is reported as slow by wasm if it has a step', async () => {
    const warned: string[] = [];
    const runtime = await createRuntime(wasm(), { warn: message => void warned.push(message) });
    using simulation = await runtime.simulate(await build(network(stepped())));
    await simulation.runSteps(1);
    expect(warned.join()).toContain('c: a synapse of the user has no kernel');
  });

  it.each<[() => unknown, string]>([
    [() => defineSynapse(JSON.parse('{"name":"x","version":"1"}')), 'either transferFunction or step must be given'],
    [() => defineSynapse({ name: '', version: '1', step: () => undefined }), 'name, version, and either'],
    [
      () => defineSynapse({ name: 'x', version: '1', state: { a: 0 }, step: () => undefined }),
      "x: state 'a' must be a whole number >= 1, but 0",
    ],
    [() => stepped(JSON.parse('{"tua":1}')), "stepped: there is no parameter 'tua'; there are tau"],
    [() => stepped({ tau: Number.NaN }), 'stepped: tau must be a finite number, but NaN was given'],
    [() => filt({ ...stepped(), ...JSON.parse('{"versoin":1}') }, [1]), "filt: synapse: there is no field 'versoin'"],
    [() => frequencyResponse(stepped(), [1]), 'customSynapse: it has no transfer function'],
    [() => filt(alpha(JSON.parse('"x"')), [1]), "alpha: tau must be a time in seconds >= 0, but 'x' was given"],
  ])('refuses what it cannot hold: %#', (make, message) => {
    expect(refusal(make).message).toContain(message);
  });
});
