import { build } from '@rheobase/build';
import {
  brownNoise,
  defineProcess,
  exponential,
  filteredNoise,
  lifRate,
  Network,
  networkFromJSON,
  networkToJSON,
  type ProcessRecord,
  scatteredHypersphere,
  uniform,
  ValidationError,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { hashModel, modelFromBytes, modelToBytes } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { runProcess } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { wasm } from '../src/index.js';

const walk = defineProcess({
  name: 'walk',
  version: '1',
  state: { at: 'out' },
  step: ({ state, random, out }) => {
    for (let i = 0; i < out.length; i++) {
      const at = (state.at?.[i] ?? 0) + random.normal();
      if (state.at) state.at[i] = at;
      out[i] = at;
    }
  },
});

const processes: readonly (readonly [string, ProcessRecord])[] = [
  ['whiteSignal', whiteSignal({ period: 0.1, high: 100 })],
  ['whiteNoise', whiteNoise()],
  ['whiteNoise, uniform', whiteNoise({ distribution: uniform(-1, 2) })],
  ['whiteNoise, exponential', whiteNoise({ distribution: exponential(2) })],
  ['whiteNoise, drawn on the host', whiteNoise({ distribution: scatteredHypersphere() })],
  ['filteredNoise', filteredNoise()],
  ['brownNoise', brownNoise()],
  ['customProcess', walk()],
];

const STEPS = 40;

/** What the only probe of a network records in a simulation with a seed. */
async function recorded(net: Network, backend: string, seed: number): Promise<readonly number[]> {
  await using runtime = await createRuntime(reference(), wasm(), { warn: () => undefined });
  using simulation = await runtime.simulate(await build(net), { backend, seed });
  await simulation.runSteps(STEPS);
  return Array.from(simulation.data(net.probes[0]?.path ?? '').data);
}

/** A process as a node, or as the noise of neurons whose currents are probed. */
function network(process: ProcessRecord, place: 'node' | 'noise', seed?: number): Network {
  const net = new Network({ seed: 3 });
  if (place === 'node') {
    net.probe(net.process(process, { size: 3, ...(seed === undefined ? {} : { seed }) }));
    return net;
  }
  const noiseSeed = seed === undefined ? {} : { noiseSeed: seed };
  const a = net.ensemble(3, 1, { neuronType: lifRate(), gain: 1, bias: 0, noise: process, ...noiseSeed });
  net.probe(a.neurons, { attribute: 'current' });
  return net;
}

for (const backend of ['reference', 'wasm']) {
  describe(`a process with a seed of its own, on ${backend}`, () => {
    for (const place of ['node', 'noise'] as const) {
      for (const [name, process] of processes) {
        it(`${name} as ${place} is the same signal in every simulation`, async () => {
          const first = await recorded(network(process, place, 7), backend, 0);
          expect(new Set(first).size).toBeGreaterThan(STEPS);
          expect(await recorded(network(process, place, 7), backend, 1)).toEqual(first);
          expect(await recorded(network(process, place, 7), backend, 123_456)).toEqual(first);
          expect(await recorded(network(process, place, 8), backend, 0)).not.toEqual(first);
          expect(first).toEqual(Array.from(runProcess(process, { steps: STEPS, size: 3, seed: 7 }).data));
        });

        it(`${name} as ${place} follows the simulation's seed where it has none`, async () => {
          const first = await recorded(network(process, place), backend, 0);
          expect(await recorded(network(process, place), backend, 0)).toEqual(first);
          expect(await recorded(network(process, place), backend, 1)).not.toEqual(first);
        });
      }
    }
  });
}

describe('documents of processes with seeds of their own', () => {
  const both = (seed?: number): Network => {
    const net = network(whiteSignal({ period: 0.1, high: 100 }), 'node', seed);
    net.ensemble(3, 1, { label: 'noisy', noise: whiteNoise(), ...(seed === undefined ? {} : { noiseSeed: seed }) });
    return net;
  };

  it('a network keeps them', async () => {
    const net = both(7);
    const back = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))));
    expect(networkToJSON(back)).toEqual(networkToJSON(net));
    expect(hashModel(await build(back))).toBe(hashModel(await build(net)));
    expect(await recorded(back, 'reference', 5)).toEqual(await recorded(net, 'reference', 0));
  });

  it('a model keeps them', async () => {
    const model = await build(both(7));
    const back = modelFromBytes(modelToBytes(model));
    expect(back.nodes).toEqual(model.nodes);
    expect(back.ensembles[0]?.noise).toEqual(model.ensembles[0]?.noise);
    expect(model.ensembles[0]?.noise).toMatchObject({ seed: 7, ownSeed: true });
  });

  it('neither mentions what was not given', async () => {
    const net = both();
    expect(JSON.stringify(networkToJSON(net))).not.toMatch(/ownSeed|noiseSeed/);
    const model = await build(net);
    expect(JSON.stringify([model.nodes, model.ensembles])).not.toContain('ownSeed');
    const back = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))));
    expect(hashModel(await build(back))).toBe(hashModel(model));
  });
});

describe('noiseSeed', () => {
  it('is refused where there is no noise, and where it is no whole number', () => {
    const net = new Network();
    expect(() => net.ensemble(3, 1, { label: 'a', noiseSeed: 7 })).toThrow(ValidationError);
    expect(() => net.ensemble(3, 1, { label: 'a', noiseSeed: 7 })).toThrow(
      'a: noiseSeed must be given together with noise, but 7 was given',
    );
    expect(() => net.ensemble(3, 1, { label: 'a', noise: whiteNoise(), noiseSeed: 1.5 })).toThrow(ValidationError);
  });
});
