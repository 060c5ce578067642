import { build } from '@rheobase/build';
import {
  alpha,
  brownNoise,
  choice,
  defineProcess,
  filteredNoise,
  hostFunction,
  Network,
  networkFromJSON,
  networkToJSON,
  type ProcessRecord,
  pdf,
  piecewise,
  presentInput,
  samples,
  uniform,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { type Model, modelFromBytes, modelToBytes } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { observed } from './observed.js';

const walk = defineProcess({
  name: 'walk',
  version: '1',
  state: { at: 'out' },
  step: ({ state: { at = new Float64Array(0) }, random, out }) => {
    for (let i = 0; i < out.length; i++) out[i] = at[i] = (at[i] ?? 0) + random.normal();
  },
});
const growing = hostFunction('growing', '1', t => [t, 2 * t]);

const drawn: readonly (readonly [string, ProcessRecord])[] = [
  ['white noise', whiteNoise()],
  ['white noise of given numbers', whiteNoise({ distribution: choice([1, 2, 5], [1, 2, 1]) })],
  ['white noise of a density', whiteNoise({ distribution: pdf([-1, 0, 1], [0.25, 0.5, 0.25]) })],
  ['filtered noise', filteredNoise({ synapse: alpha(0.01), distribution: uniform(-1, 1) })],
  ['Brownian noise', brownNoise()],
  ['a white signal', whiteSignal({ period: 0.1, high: 200 })],
  ["a user's process", walk()],
];
const fixed: readonly (readonly [string, ProcessRecord])[] = [
  ['filtered noise of one number', filteredNoise({ synapse: alpha(1), distribution: choice([0.5]) })],
  ['filtered noise of equal samples', filteredNoise({ synapse: alpha(1), distribution: samples([0.5, 0.5]) })],
  ['filtered noise of one number, uniform', filteredNoise({ synapse: alpha(1), distribution: uniform(0.5, 0.5) })],
  [
    'rows in turn',
    presentInput(
      [
        [1, 2],
        [3, -4],
      ],
      0.002,
    ),
  ],
  [
    'pieces',
    piecewise({
      times: [0.002, 0.004],
      values: [
        [1, 2],
        [3, 4],
      ],
    }),
  ],
  ['pieces with functions', piecewise({ times: [0.002], values: [growing], size: 2 })],
];

/** Four ensembles of two neurons with one record as their noise: given, given again, by default, and by default in a network within. */
function sharing(noise: ProcessRecord, noiseSeed?: number): Network {
  const own = noiseSeed === undefined ? {} : { noiseSeed };
  const net = new Network({ seed: 3, defaults: { ensemble: { encoders: null, gain: 5, bias: [2, 3], noise, ...own } } });
  const part = net.subnetwork({ label: 'part' });
  const ensembles = [
    net.ensemble(2, 1, { label: 'a', noise }),
    net.ensemble(2, 1, { label: 'b', noise, ...own }),
    net.ensemble(2, 1, { label: 'c' }),
    part.ensemble(2, 1, { label: 'd' }),
  ];
  for (const { neurons, path } of ensembles) net.probe(neurons, { label: `${path} current`, attribute: 'current' });
  return net;
}

/** The currents of each ensemble, bias and noise. */
async function currents(of: Network | Model): Promise<readonly (readonly (readonly number[])[])[]> {
  const found = await observed(of, 30);
  return of.probes.map(probe => found.rows(probe));
}

describe('one process that is the noise of several ensembles, given or by default', () => {
  it.each(fixed)('is the same for all, each with a state of its own: %s', async (_name, noise) => {
    const [a = [], ...others] = await currents(sharing(noise));
    expect(others).toEqual([a, a, a]);
    expect(new Set(a.map(([first]) => first)).size).toBeGreaterThan(1);
  });

  it.each(drawn)('is drawn for each of them: %s', async (_name, noise) => {
    const all = await currents(sharing(noise));
    expect(new Set(all.map(rows => JSON.stringify(rows))).size).toBe(4);
  });

  it.each(drawn)('is the same for all where it has a seed of its own: %s', async (_name, noise) => {
    const [a, ...others] = await currents(sharing(noise, 7));
    expect(others).toEqual([a, a, a]);
    const [other] = await currents(sharing(noise, 8));
    expect(other).not.toEqual(a);
  });

  it.each([...drawn, ...fixed])('gives the same numbers in copies of the network and of its model: %s', async (name, noise) => {
    for (const net of [sharing(noise), sharing(noise, 7)]) {
      const model = await build(net);
      const wanted = await currents(model);
      const given = { functions: { growing }, definitions: [walk.definition] };
      const document = networkToJSON(net);
      expect(await currents(networkFromJSON(JSON.parse(JSON.stringify(document)), given))).toEqual(wanted);
      expect(await currents(net)).toEqual(wanted);
      if (name === 'pieces with functions' || name === "a user's process") continue;
      expect(await currents(modelFromBytes(modelToBytes(model)))).toEqual(wanted);
      expect(await currents(structuredClone(model))).toEqual(wanted);
    }
  });
});
