import { describe, expect, it } from 'vitest';
import { components } from './golden-components.js';
import { goldenFile, nengoFile } from './golden-file.js';

/** What the golden suite makes of a component file, perhaps changed. */
const results = (name: string, change: (file: ReturnType<typeof nengoFile>) => void = () => undefined) => {
  const file = nengoFile(name);
  change(file);
  expect(components.matches(name, file)).toBe(true);
  return components.run(name, file);
};

describe('neuron types give the numbers of Nengo', () => {
  it.each([
    ['component_gain_bias', 15],
    ['component_gain_bias_numeric', 1],
    ['component_rates', 16],
  ])('%s, %i cases', async (name, count) => {
    const found = await results(name);
    expect(found.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(found).toHaveLength(count);
  });

  it('32 cases of searched gains, biases and their inverse for random parameters', async () => {
    const file = goldenFile('component_gain_bias_search');
    const found = await components.run('component_gain_bias_search', file);
    expect(found.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(found).toHaveLength(32);
  });

  it.each(['component_gain_bias', 'component_gain_bias_numeric'])('a wrong gain in %s is noticed', async name => {
    const found = await results(name, file => {
      file.cases[0].gain[1] *= 1 + 1e-5;
    });
    expect(found[0]).toMatchObject({ status: 'failed', failure: { object: 'gain', at: 1 } });
  });

  it('a wrong rate is noticed', async () => {
    const found = await results('component_rates', file => {
      file.cases[15].rates[26] += 1;
    });
    expect(found[15]).toMatchObject({ status: 'failed', failure: { object: 'rates', at: 26 } });
  });
});
