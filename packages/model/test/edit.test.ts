import { activities, build, resolve, strip } from '@rheobase/build';
import {
  alpha,
  integrateAndFire,
  lif,
  lifRate,
  lowpass,
  Network,
  type NeuronRecord,
  relu,
  softLif,
  spikingRelu,
  tensor,
} from '@rheobase/core';
import {
  biasOf,
  connectionAt,
  ensembleAt,
  float64Of,
  gainOf,
  type Model,
  rateTwin,
  scaleRates,
  tensorOf,
  withNeurons,
  withSynapses,
  withTensors,
} from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { relativeError } from '../../conformance/test/golden-file.js';

async function modelOf(neuronType: NeuronRecord): Promise<Model> {
  const net = new Network();
  const x = net.input(2, { label: 'x' });
  const a = net.ensemble(30, 2, { label: 'a', neuronType, radius: 1.5, evalPointCount: 60 });
  const b = net.ensemble(10, 2, { label: 'b', neuronType, evalPointCount: 60 });
  net.connect(x, a, { label: 'in' });
  net.connect(a, b, { label: 'ab' });
  net.probe(b, { label: 'p' });
  return build(net);
}

const points = Float64Array.from({ length: 40 }, (_, i) => Math.sin(3 * i));
const spiking = await modelOf(lif());
const linear = await modelOf(relu());

describe('withSynapses', () => {
  it('changes synapses alone: every tensor stays the same object', () => {
    const edited = withSynapses(spiking, alpha(0.1));
    expect(edited.connections.map(c => c.synapse)).toEqual([alpha(0.1), alpha(0.1)]);
    for (const [id, value] of spiking.tensors) expect(edited.tensors.get(id)).toBe(value);
    expect(edited.ensembles).toBe(spiking.ensembles);
    expect(spiking.connections.map(c => c.synapse)).toEqual([lowpass(0.005), lowpass(0.005)]);
  });

  it('touches the selected connections and names an unknown one', () => {
    expect(withSynapses(spiking, null, ['ab']).connections.map(c => c.synapse)).toEqual([lowpass(0.005), null]);
    const error = refusal(() => withSynapses(spiking, null, ['ba']));
    expect(error.message).toContain("there is no object 'ba' to edit; there are in, ab");
  });
});

describe('withNeurons', () => {
  it('changes the type of the selected ensembles and drops their states', () => {
    const edited = withNeurons(spiking, relu({ amplitude: 2 }), ['a']);
    expect(edited.ensembles.map(e => e.neuronType.type)).toEqual(['relu', 'lif']);
    expect(ensembleAt(edited, 'a')).toMatchObject({ neuronType: { type: 'relu', amplitude: 2 }, initialState: {}, gain: 'a.gain' });
    expect(ensembleAt(edited, 'b')).toBe(ensembleAt(spiking, 'b'));
  });

  it('makes one tensor object one tensor of all its ensembles, and never changes one that others keep', () => {
    const tau = tensor([1], [0.05]);
    const tauIn = (model: Model, path: string) => ensembleAt(model, path).neuronType;
    const edited = withNeurons(spiking, lif({ tauRc: tau, tauRef: tau }));
    expect(tauIn(edited, 'b')).toEqual(tauIn(edited, 'a'));
    expect(tauIn(edited, 'b')).toMatchObject({ tauRc: { tensor: 'a.lif.tauRc' }, tauRef: { tensor: 'a.lif.tauRc' } });
    expect(edited.tensors.size).toBe(spiking.tensors.size + 1);
    const again = withNeurons(edited, lif({ tauRc: tensor([1], [0.1]) }), ['a']);
    expect(tauIn(again, 'a')).toMatchObject({ tauRc: { tensor: 'a.lif.tauRc.2' } });
    expect(tensorOf(again, 'a.lif.tauRc')).toBe(tau);
  });

  it('keeps one value per neuron as a tensor, and refuses another count', () => {
    const edited = withNeurons(spiking, lifRate({ tauRc: new Array<number>(30).fill(0.05) }), ['a']);
    expect(activities(edited, ensembleAt(edited, 'a'), points)).toEqual(
      activities(
        withNeurons(spiking, lifRate({ tauRc: 0.05 }), ['a']),
        ensembleAt(withNeurons(spiking, lifRate({ tauRc: 0.05 }), ['a']), 'a'),
        points,
      ),
    );
    expect(refusal(() => withNeurons(spiking, lifRate({ tauRc: [0.05, 0.1] }), ['a'])).message).toContain('a: shape of tauRc');
    expect(refusal(() => withNeurons(spiking, relu(), ['c'])).code).toBe('unknown-path');
  });
});

describe('scaleRates', () => {
  it.each([
    relu(),
    spikingRelu({ amplitude: 3 }),
    relu({ amplitude: tensor([1], [2]) }),
  ])('multiplies gain and bias of $type and keeps its outputs', async neuronType => {
    const model = await modelOf(neuronType);
    const edited = scaleRates(model, 7);
    for (const path of ['a', 'b']) {
      const [before, after] = [ensembleAt(model, path), ensembleAt(edited, path)];
      expect(
        relativeError(
          gainOf(edited, after),
          gainOf(model, before).map(x => 7 * x),
        ),
      ).toBe(0);
      expect(
        relativeError(
          biasOf(edited, after),
          biasOf(model, before).map(x => 7 * x),
        ),
      ).toBe(0);
      expect(relativeError(activities(edited, after, points), activities(model, before, points))).toBeLessThan(1e-14);
    }
  });

  it('is exact for powers of two, and undone by its inverse', () => {
    const edited = scaleRates(scaleRates(linear, 4), 0.25);
    expect(gainOf(edited, ensembleAt(edited, 'a'))).toEqual(gainOf(linear, ensembleAt(linear, 'a')));
    expect(activities(scaleRates(linear, 4), ensembleAt(scaleRates(linear, 4), 'a'), points)).toEqual(
      activities(linear, ensembleAt(linear, 'a'), points),
    );
  });

  it('serves one tensor that is gain and amplitude at once', async () => {
    const both = tensor([3], [2, 4, 8]);
    const net = new Network();
    net.ensemble(3, 1, { label: 'a', neuronType: relu({ amplitude: both }), gain: both, bias: 1 });
    const model = await build(net);
    expect(ensembleAt(model, 'a')).toMatchObject({ gain: 'a.amplitude', neuronType: { amplitude: { tensor: 'a.amplitude' } } });
    const edited = scaleRates(model, 2);
    expect(Array.from(gainOf(edited, ensembleAt(edited, 'a')))).toEqual([4, 8, 16]);
    expect(Array.from(tensorOf(edited, 'a.scaled.amplitude').data)).toEqual([1, 2, 4]);
    expect(activities(edited, ensembleAt(edited, 'a'), points)).toEqual(activities(model, ensembleAt(model, 'a'), points));
  });

  it('names tensors by their role: scaling again adds none, and a tensor that another ensemble shares stays as it is', () => {
    const once = scaleRates(linear, 2);
    expect(ensembleAt(once, 'a')).toMatchObject({ gain: 'a.scaled.gain', bias: 'a.scaled.bias' });
    const twice = scaleRates(once, 2);
    expect(Array.from(twice.tensors.keys())).toEqual(Array.from(once.tensors.keys()));
    const tied = { ...once, ensembles: once.ensembles.map(e => (e.path === 'b' ? { ...e, gain: 'a.scaled.gain', neurons: 30 } : e)) };
    const edited = scaleRates(tied, 2, ['a']);
    expect(ensembleAt(edited, 'a').gain).toBe('a.scaled.gain.2');
    expect(tensorOf(edited, 'a.scaled.gain')).toBe(tensorOf(once, 'a.scaled.gain'));
  });

  it('touches the selected ensembles alone', () => {
    const edited = scaleRates(linear, 2, ['b']);
    expect(ensembleAt(edited, 'a')).toBe(ensembleAt(linear, 'a'));
    expect(ensembleAt(edited, 'b').neuronType).toEqual({ type: 'relu', amplitude: 0.5 });
  });

  it.each([lif(), lifRate(), softLif(), integrateAndFire()])('refuses $type by the name of the ensemble', async neuronType => {
    const model = await modelOf(neuronType);
    const error = refusal(() => scaleRates(model, 2));
    expect([error.name, error.code, error.object]).toEqual(['UnsupportedError', 'not-homogeneous', 'a']);
    expect(error.message).toContain(neuronType.type);
  });

  it('refuses currents that go past the gain, and factors that are not above zero', async () => {
    const net = new Network();
    net.connect(net.input(1, { label: 'x' }), net.ensemble(1, 1, { label: 'a', neuronType: relu() }).current);
    const model = await build(net);
    expect(refusal(() => scaleRates(model, 2)).object).toBe('x->a');
    for (const factor of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(refusal(() => scaleRates(linear, factor)).code).toBe('invalid-parameter');
  });
});

describe('resolve', () => {
  it('of an unchanged model gives the same decoders bit for bit', () => {
    const again = resolve(spiking);
    for (const [id, value] of spiking.tensors) expect(again.tensors.get(id)).toEqual(value);
  });

  it('after withNeurons gives the decoders that building with those neurons gives', async () => {
    const soft = softLif({ sigma: 0.05 });
    const built = await modelOf(soft);
    const edited = resolve(withNeurons(spiking, soft));
    expect(tensorOf(edited, 'ab.decoders')).toEqual(tensorOf(built, 'ab.decoders'));
    expect(tensorOf(edited, 'p.decoders')).toEqual(tensorOf(built, 'p.decoders'));
    expect(tensorOf(edited, 'ab.decoders')).not.toEqual(tensorOf(spiking, 'ab.decoders'));
  });

  it('follows changed encoders', () => {
    const turned = withTensors(spiking, [
      [
        'a.encoders',
        tensor(
          [30, 2],
          float64Of(spiking, 'a.encoders').map(x => -x),
        ),
      ],
    ]);
    expect(tensorOf(resolve(turned), 'ab.decoders')).not.toEqual(tensorOf(spiking, 'ab.decoders'));
  });

  it('is refused by name after strip, which drops points and targets alone', () => {
    const bare = strip(spiking);
    const dropped = Array.from(spiking.tensors.keys()).filter(id => !bare.tensors.has(id));
    expect(dropped.sort()).toEqual(['a.evalPoints', 'ab.targets', 'b.evalPoints', 'p.targets']);
    const error = refusal(() => resolve(bare));
    expect([error.code, error.object]).toEqual(['stripped', 'ab']);
    expect(tensorOf(bare, 'ab.decoders')).toBe(tensorOf(spiking, 'ab.decoders'));
    expect(connectionAt(bare, 'ab').solve).toBeNull();
  });
});

describe('rateTwin', () => {
  it.each<[NeuronRecord, object]>([
    [lif({ amplitude: 3, tauRc: 0.01 }), { type: 'lifRate', tauRc: 0.01, tauRef: 0.002, amplitude: 3 }],
    [spikingRelu({ amplitude: 3 }), { type: 'relu', amplitude: 3 }],
    [integrateAndFire({ threshold: 4, amplitude: 2 }), { type: 'relu', amplitude: 0.5 }],
    [integrateAndFire({ tauRc: 0.02, refractory: 0.001, reset: 'zero' }), { type: 'lifRate', tauRc: 0.02, tauRef: 0.001, amplitude: 1 }],
    [relu(), { type: 'relu', amplitude: 1 }],
    [softLif(), softLif()],
  ])('of $type has the same rates without spikes', async (neuronType, expected) => {
    const model = await modelOf(neuronType);
    const twin = rateTwin(model);
    expect(ensembleAt(twin, 'a')).toMatchObject({ neuronType: expected, initialState: {} });
    expect(relativeError(activities(twin, ensembleAt(twin, 'a'), points), activities(model, ensembleAt(model, 'a'), points))).toBeLessThan(
      1e-14,
    );
    for (const [id, value] of model.tensors) expect(twin.tensors.get(id)).toBe(value);
  });

  it('is refused by name where there is none', async () => {
    const resets = [integrateAndFire({ reset: 0.2 }), integrateAndFire({ reset: -1, tauRc: 0.02 })];
    for (const neuronType of [integrateAndFire({ refractory: 0.002 }), ...resets]) {
      const model = await modelOf(neuronType);
      const error = refusal(() => rateTwin(model));
      expect([error.name, error.object]).toEqual(['UnsupportedError', 'a']);
    }
  });
});

it('an edit refuses a synapse that is no record, and one path in place of a list', async () => {
  const model = await modelOf(lif());
  expect(refusal(() => withSynapses(model, JSON.parse('0.01'))).message).toContain(
    'withSynapses: synapse must be a record such as lowpass(0.005)',
  );
  for (const edit of [() => withSynapses(model, null, JSON.parse('"a"')), () => withNeurons(model, relu(), JSON.parse('"a"'))])
    expect(refusal(edit).message).toBe("which objects to edit must be 'all' or a list of their paths, but a was given");
});
