import { build, responseCurves, tuningCurves } from '@rheobase/build';
import {
  adaptiveLif,
  direct,
  izhikevich,
  lif,
  mapParameters,
  Network,
  type NeuronRecord,
  poissonSpiking,
  rate,
  regularSpiking,
  relu,
  sigmoid,
  stochasticSpiking,
  tanh,
  tensor,
} from '@rheobase/core';
import { checkModel, type Model, type ModelEnsemble, rateTwin, withTensors } from '@rheobase/model';
import { lower } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

async function modelOf(neuronType: NeuronRecord, options = {}) {
  const net = new Network({ seed: 1 });
  net.ensemble(4, 1, { label: 'e', neuronType, ...options });
  return build(net);
}

const edited = (model: Model, change: Partial<ModelEnsemble>): Model => ({
  ...model,
  ensembles: model.ensembles.map(ensemble => ({ ...ensemble, ...change })),
});

describe('build', () => {
  it('draws the voltages of spiking types alone, also in wrappers', async () => {
    const drawn = async (neuron: NeuronRecord) =>
      Object.keys((await modelOf(neuron, { gain: 1, bias: 0 })).ensembles[0]?.initialState ?? {});
    expect(await drawn(adaptiveLif())).toEqual(['voltage']);
    expect(await drawn(izhikevich())).toEqual(['voltage']);
    expect(await drawn(regularSpiking(tanh()))).toEqual(['voltage']);
    expect(await drawn(poissonSpiking(lif()))).toEqual(['voltage']);
    expect(await drawn(stochasticSpiking(tanh()))).toEqual([]);
  });

  it('names an ensemble whose gain cannot be', async () => {
    await expect(modelOf(sigmoid(), { maxRates: 100 })).rejects.toMatchObject({ name: 'BuildError', object: 'e', code: 'invalid-gain' });
    await expect(modelOf(tanh(), { maxRates: 500 })).rejects.toMatchObject({ name: 'ValidationError', object: 'e' });
  });

  it('leaves nothing of neurons in a direct ensemble', async () => {
    const net = new Network();
    const e = net.ensemble(30, 3, { label: 'e', neuronType: direct(), radius: 7, gain: 2, bias: 1 });
    net.probe(e, { label: 'p' });
    const model = await build(net);
    expect([e.size, e.neurons.size, e.current.size]).toEqual([0, 0, 0]);
    expect(model.ensembles[0]).toMatchObject({ neurons: 0, dimensions: 3, encoders: null, gain: null, bias: null });
    expect(model.probes[0]).toMatchObject({ size: 3, decoders: null });
    expect(lower(model, { dt: 0.001 }).operators.some(({ kind }) => kind === 'neurons')).toBe(false);
  });
});

describe('given draws', () => {
  it('are read from a table in place of a stream', async () => {
    const model = await modelOf(stochasticSpiking(relu()));
    const stream = lower(model, { dt: 0.001 });
    expect(stream.signals.get('e.random')?.random).not.toBe(null);
    const given = edited(withTensors(model, [['u', tensor([2, 4], new Float64Array(8).fill(0.5))]]), { draws: 'u' });
    const program = lower(given, { dt: 0.001 });
    expect(program.signals.has('e.random')).toBe(false);
    expect(program.operators.find(({ kind }) => kind === 'table')).toMatchObject({ out: 'e.draws', rows: 2 });
  });

  it.each([
    ['another type', poissonSpiking(relu()), [2, 4], 0.5, 'neuron type with given draws is poissonSpiking'],
    ['another number of neurons', stochasticSpiking(relu()), [2, 3], 0.5, 'shape of draws is [2,3]'],
    ['a number outside', stochasticSpiking(relu()), [2, 4], 1, 'a given draw is 1'],
  ] as const)('are refused for %s', async (_what, neuron, shape, u, sentence) => {
    const model = await modelOf(neuron);
    const values = tensor(shape, new Float64Array(shape[0] * shape[1]).fill(u));
    expect(refusal(() => checkModel(edited(withTensors(model, [['u', values]]), { draws: 'u' }))).message).toContain(sentence);
  });
});

describe('rate twins', () => {
  it('of wrappers are their base, heights multiplied', async () => {
    const twin = async (neuron: NeuronRecord) => rateTwin(await modelOf(neuron, { gain: 1, bias: 0 })).ensembles[0]?.neuronType;
    expect(await twin(regularSpiking(tanh()))).toEqual(tanh());
    expect(await twin(poissonSpiking(relu({ amplitude: 2 }), { amplitude: 3 }))).toEqual(relu({ amplitude: 6 }));
    expect(await twin(adaptiveLif())).toMatchObject({ type: 'adaptiveLifRate', tauN: 1 });
    await expect(twin(izhikevich())).rejects.toThrow('e: this izhikevich neuron has no rate twin');
    await expect(twin(stochasticSpiking(sigmoid(), { amplitude: 2 }))).rejects.toThrow('has no rate twin');
  });
});

describe('rates', () => {
  it('of wrappers are those of their base, whatever the amplitude, as in Nengo', () => {
    for (const wrap of [regularSpiking, stochasticSpiking, poissonSpiking]) {
      const neuron = mapParameters(wrap(relu({ amplitude: 2 }), { amplitude: 0.5 }), value =>
        typeof value === 'number' ? value : Number.NaN,
      );
      expect(rate(neuron, 3)).toBe(6);
    }
  });
});

describe('curves', () => {
  it('start at the intercept and reach the max rate at the end of the encoder', async () => {
    const model = await modelOf(lif(), { maxRates: 200, intercepts: 0.5, radius: 2, encoders: [[1], [-1], [1], [-1]] });
    const response = responseCurves(model, 'e', [0.5, 0.6, 1]);
    expect(Array.from(response.outputs.subarray(0, 4))).toEqual([0, 0, 0, 0]);
    expect(response.outputs[4]).toBeGreaterThan(0);
    for (const rate of response.outputs.subarray(8)) expect(rate).toBeCloseTo(200, 6);
    const tuning = tuningCurves(model, 'e');
    expect([tuning.points, tuning.inputs[0], tuning.inputs[100]]).toEqual([101, -2, 2]);
    expect(tuning.outputs[0]).toBe(0);
    expect(tuning.outputs[1]).toBeCloseTo(200, 6);
    expect(tuning.outputs.at(-2)).toBeCloseTo(200, 6);
  });

  it('are refused where there are no neurons or no inputs', async () => {
    const net = new Network();
    net.ensemble(4, 2, { label: 'wide' });
    net.ensemble(4, 2, { label: 'bare', neuronType: direct() });
    const model = await build(net);
    expect(refusal(() => tuningCurves(model, 'wide')).message).toContain('wide represents 2 dimensions; give the values');
    expect(refusal(() => tuningCurves(model, 'wide', [1, 2, 3])).message).toContain('values of shape [3]');
    expect(refusal(() => responseCurves(model, 'bare')).message).toContain('bare: a direct ensemble has no neurons');
  });
});
