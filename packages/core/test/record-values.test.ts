import { describe, expect, it } from 'vitest';
import * as core from '../src/index.js';
import { Network } from '../src/index.js';

const json = (text: string) => JSON.parse(text);

describe('values that are no record where one is needed', () => {
  const net = new Network();

  it.each<[string, () => unknown, string]>([
    [
      'the synapse of filtered noise',
      () => core.filteredNoise({ synapse: json('0.01') }),
      'filteredNoise: synapse must be a record such as lowpass(0.005)',
    ],
    ['no synapse of filtered noise', () => core.filteredNoise({ synapse: json('null') }), 'but null was given'],
    [
      'the synapse of a process',
      () => core.filtered(json('0.01')),
      'of type lowpass, alpha, linearFilter, triangle, customSynapse, but 0.01 was given',
    ],
    ['the synapse of a node', () => core.synapseNode(json('"lowpass"'), 1), "but 'lowpass' was given"],
    [
      'a distribution of noise',
      () => core.whiteNoise({ distribution: json('{"type":"normal"}') }),
      "whiteNoise: distribution must be a record such as gaussian(0, 1), of type uniform, gaussian, exponential, uniformHypersphere, quasirandomSequence, scatteredHypersphere, choice, samples, pdf, sqrtBeta, subvectorLength, cosineSimilarity, but a record of type 'normal' was given",
    ],
    ['a word for max rates', () => net.ensemble(3, 1, { maxRates: json('"high"') }), "but 'high' was given"],
    ['no evaluation points', () => net.ensemble(3, 1, { evalPoints: json('null') }), 'but null was given'],
    ['evaluation points of an unknown type', () => net.ensemble(3, 1, { evalPoints: json('{"type":"grid"}') }), "of type 'grid' was given"],
    ['a word for weights', () => core.dense({ shape: [2, 2], init: json('"glorot"') }), "but 'glorot' was given"],
    ['options of a function node', () => net.function(() => 1, 0, json('null')), 'function: options go by name'],
  ])('%s are refused', (_, make, message) => {
    expect(make).toThrow(core.ValidationError);
    expect(make).toThrow(message);
  });

  it('a Set or a Map are no options', () => {
    const node = net.passthrough(3);
    for (const given of [new Set([1]), new Map([['start', 1]])]) {
      expect(() => node.at(Object(given))).toThrow('options go by name');
      expect(() => net.ensemble(3, 1, Object(given))).toThrow('options go by name');
    }
  });
});
