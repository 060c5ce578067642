import { build } from '@rheobase/build';
import { lif, lowpass, Network } from '@rheobase/core';
import { checkModel, type Model, modelFromBytes, modelToBytes } from '@rheobase/model';
import { describe, expect, it } from 'vitest';

async function model(): Promise<Model> {
  const net = new Network({ seed: 1 });
  const a = net.ensemble(4, 1, { label: 'a', neuronType: lif() });
  net.connect(net.input(1, { label: 'in' }), a, { label: 'c', synapse: lowpass(0.01) });
  net.probe(a.neurons, { label: 'p' });
  return build(net);
}

const changed = <K extends 'ensembles' | 'connections' | 'probes'>(given: Model, kind: K, fields: Partial<Model[K][number]>): Model => ({
  ...given,
  [kind]: given[kind].map(object => ({ ...object, ...fields })),
});

describe('values that no record of core would have are found in a model', () => {
  it.each<[string, (m: Model) => Model, string]>([
    ['a negative time constant of a synapse', m => changed(m, 'connections', { synapse: { type: 'lowpass', tau: -0.01 } }), 'lowpass: tau'],
    [
      'a denominator of a synapse that is zero',
      m =>
        changed(m, 'connections', {
          synapse: { type: 'linearFilter', numerator: [1], denominator: [0, 0], analog: true, method: 'zoh' },
        }),
      'linearFilter: denominator',
    ],
    ['a radius of zero', m => changed(m, 'ensembles', { radius: 0 }), 'a: radius is 0'],
    ['more neurons than can be', m => changed(m, 'ensembles', { neurons: 1e12 }), 'a: '],
    [
      'a membrane that grows',
      m => changed(m, 'ensembles', { neuronType: { type: 'lif', tauRc: -0.02, tauRef: 0.002, minVoltage: 0, amplitude: 1 } }),
      'a: lif: tauRc must be > 0, but -0.02 was given',
    ],
    ['a probe that keeps nothing', m => changed(m, 'probes', { keep: 0 }), 'p: keep is 0'],
    ['a probe of elements that are not there', m => probing(m, [99]), 'p: element number is 99, but must be 0 to 3'],
    [
      'a probe of an attribute that is not there',
      m => probing(m, null, 'speed'),
      "p: what it reads of a is 'speed', but must be output, current, voltage",
    ],
    ['a probe of another size', m => changed(m, 'probes', { size: 7 }), 'p: size is 7, but must be 4'],
  ])('%s', async (_what, change, sentence) => {
    const wrong = change(await model());
    expect(() => checkModel(wrong)).toThrow(sentence);
    expect(() => modelFromBytes(modelToBytes(wrong))).toThrow(sentence);
  });
});

const probing = (m: Model, slice: readonly number[] | null, attribute = 'output'): Model =>
  changed(m, 'probes', { target: { path: 'a', port: 'neurons', attribute, slice } });

describe('a model document of a later release', () => {
  it('is refused where it says something this release does not know', async () => {
    const given = await model();
    const later: Model = { ...given, connections: given.connections.map(c => ({ ...c, plasticity: 'short-term' })) };
    expect(() => modelFromBytes(modelToBytes(later))).toThrow("connections[0]: field 'plasticity' is not known to this release");
  });
});
