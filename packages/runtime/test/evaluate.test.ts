import { build } from '@rheobase/build';
import { dense, lif, lowpass, maxPool, Network, pooling, spikingRelu, ValidationError } from '@rheobase/core';
import { dataset, repeatSteps, samplesOf } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { agreement, argmaxOf, createRuntime, type Runtime } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const runtime: Runtime = await createRuntime(reference());

/** The input itself as logits. */
async function identity(options: { readonly sampleEvery?: number; readonly keep?: number } = {}): Promise<Model> {
  const net = new Network();
  net.probe(net.input(3, { label: 'in' }), { label: 'out', ...options });
  return build(net);
}

/** Two items of four steps; the largest element of a step changes over time. */
const moving = dataset({
  x: samplesOf(
    [2, 4, 3],
    [
      [9, 0, 0, 0, 2, 0, 0, 2, 0, 0, 2, 1],
      [0, 0, 5, 0, 6, 0, 0, 1, 0, 1, 0, 0],
    ].flat(),
  ),
  labels: Int32Array.of(1, 0),
  classes: 3,
});

describe('evaluate', () => {
  it('reads the class from the last step', async () => {
    const found = await runtime.evaluate(await identity(), { data: moving, probe: 'out' });
    expect(found).toMatchObject({ accuracy: 1, correct: 2, count: 2, activity: null });
    expect(found.predictionsOverTime.map(row => Array.from(row))).toEqual([
      [0, 2],
      [1, 1],
      [1, 1],
      [1, 0],
    ]);
    expect(found.accuracyOverTime).toEqual([0, 0.5, 0.5, 1]);
    expect(Array.from(found.predictions)).toEqual([1, 0]);
    expect(found.outputs).toEqual({ shape: [2, 1, 3], data: Float64Array.of(0, 2, 1, 1, 0, 0) });
    expect(found.seconds).toBeGreaterThanOrEqual(0);
  });

  it('reads it from the mean over the steps so far where asked', async () => {
    const found = await runtime.evaluate(await identity(), { data: moving, probe: 'out', read: 'mean' });
    expect(found.predictionsOverTime.map(row => Array.from(row))).toEqual([
      [0, 2],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(found.accuracy).toBe(0);
    expect(Array.from(found.outputs.data)).toEqual([9 / 4, 6 / 4, 1 / 4, 1 / 4, 7 / 4, 5 / 4]);
  });

  it('gives the same whatever the batch', async () => {
    const x = samplesOf(
      [7, 2, 3],
      Float64Array.from({ length: 42 }, (_, i) => Math.sin(i * i)),
    );
    const data = dataset({ x, labels: Int32Array.of(0, 1, 2, 0, 1, 2, 0) });
    const net = new Network({ seed: 1 });
    const cells = net.ensemble(30, 3, { neuronType: lif() });
    net.connect(net.input(3, { label: 'in' }), cells, { synapse: null });
    net.probe(cells, { label: 'out', synapse: lowpass(0.005) });
    const model = await build(net);
    const shown = repeatSteps(data, 10);
    const { seconds: _all, ...whole } = await runtime.evaluate(model, { data: shown, probe: 'out', activity: true });
    for (const batch of [1, 3, 7]) {
      const { seconds: _parts, ...parts } = await runtime.evaluate(model, { data: shown, probe: 'out', batch, activity: true });
      expect(parts).toEqual(whole);
    }
  });

  it('reads every step, also of a probe that samples or keeps few', async () => {
    const whole = await runtime.evaluate(await identity(), { data: moving, probe: 'out', read: 'mean' });
    for (const options of [{ sampleEvery: 0.003 }, { keep: 1 }]) {
      const found = await runtime.evaluate(await identity(options), { data: moving, probe: 'out', read: 'mean' });
      expect(found.predictionsOverTime).toEqual(whole.predictionsOverTime);
      expect(found.outputs).toEqual(whole.outputs);
    }
  });

  it('refuses a batch that is no whole number of items', async () => {
    const model = await identity();
    for (const batch of [0, -1, 1.5, Number.NaN]) {
      await expect(runtime.evaluate(model, { data: moving, probe: 'out', batch })).rejects.toMatchObject({
        name: 'ValidationError',
        code: 'invalid-parameter',
        given: batch,
      });
    }
  });

  it.each<[string, object, string]>([
    ["neurons: 'rates'", { neurons: 'rates' }, "neurons must be one of 'asModelled', 'rate', but 'rates' was given; did you mean 'rate'?"],
    ["read: 'mode'", { read: 'mode' }, "read must be one of 'last', 'mean', but 'mode' was given"],
    ['a read that is no word', { read: 1 }, "read must be one of 'last', 'mean', but 1 was given"],
    ['no data', { data: undefined }, 'evaluate: data is missing'],
    ['no items', { data: moving.slice(0, 0) }, 'evaluate: the dataset is empty'],
    [
      'no steps',
      { data: dataset({ x: samplesOf([2, 0, 3], []), labels: [0, 0] }) },
      'evaluate: the dataset is empty; its 2 items have no steps',
    ],
    ['label 1.5', { data: { ...moving, labels: [1, 1.5] } }, 'evaluate: label 1.5 of item 1 is not a whole number'],
    [
      'a label beyond the probe',
      { data: dataset({ ...moving, labels: [1, 3], classes: 4 }) },
      'evaluate: label 3 of item 1 has no value in probe out',
    ],
    ['x that is not finite', { data: { ...moving, x: samplesOf([2, 4, 3], Array(24).fill(Number.NaN)) } }, 'evaluate: x has NaN in item 0'],
  ])('refuses %s before the run', async (_, wrong, message) => {
    const asked = runtime.evaluate(await identity(), { data: moving, probe: 'out', ...wrong });
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toBeInstanceOf(ValidationError);
  });

  it('names node and both sizes where the data do not fit', async () => {
    const data = dataset({ x: samplesOf([1, 1, 4], [1, 2, 3, 4]), labels: Int32Array.of(0) });
    const failed = runtime.evaluate(await identity(), { data, probe: 'out' });
    await expect(failed).rejects.toThrow('evaluate: input node in takes 3 values a step, but the data have 4');
    await expect(failed).rejects.toMatchObject({ name: 'ValidationError', code: 'size-mismatch', object: 'in', given: 4, allowed: '3' });
  });

  it('asks for the input node where there are several or the name is wrong', async () => {
    const net = new Network();
    net.probe(net.input(3, { label: 'one' }), { label: 'out' });
    net.input(3, { label: 'two' });
    const model = await build(net);
    await expect(runtime.evaluate(model, { data: moving, probe: 'out' })).rejects.toThrow('the model has one, two');
    await expect(runtime.evaluate(await identity(), { data: moving, probe: 'out', input: 'x' })).rejects.toThrow('the model has in');
  });

  it('lists the probes for an unknown one', async () => {
    await expect(runtime.evaluate(await identity(), { data: moving, probe: 'x' })).rejects.toThrow(
      "no probe 'x' in this model; it has out",
    );
  });

  it('runs the rate twin of spiking neurons where asked', async () => {
    const net = new Network();
    const cells = net.ensemble(3, 1, { label: 'c', neuronType: spikingRelu(), encoders: null, gain: 1, bias: 0 });
    net.connect(net.input(3, { label: 'in' }), cells.neurons, { synapse: null });
    net.probe(cells.neurons, { label: 'out' });
    const model = await build(net);
    const found = await runtime.evaluate(model, { data: moving, probe: 'out', neurons: 'rate', activity: true });
    expect(Array.from(found.outputs.data)).toEqual([0, 2, 1, 1, 0, 0]);
    expect(found.activity).toBeNull();
  });
});

describe('activity', () => {
  it('counts spikes, rates and synaptic operations as by hand', async () => {
    const net = new Network();
    const cells = net.ensemble(2, 1, {
      label: 'c',
      neuronType: spikingRelu({ amplitude: 0.5 }),
      encoders: null,
      gain: 1,
      bias: 0,
      initialState: { voltage: 0 },
    });
    net.connect(net.input(2, { label: 'in' }), cells.neurons, { synapse: null });
    const out = net.passthrough(3, { label: 'sum' });
    net.connect(cells.neurons, out, {
      transform: dense([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      synapse: null,
    });
    net.connect(cells.neurons.at(1), net.passthrough(1, { label: 'single' }), { synapse: null });
    net.probe(out, { label: 'out' });
    const data = dataset({
      x: samplesOf(
        [2, 4, 2],
        [
          [1000, 500, 1000, 500, 1000, 500, 1000, 500],
          [0, 2000, 0, 2000, 0, 2000, 0, 2000],
        ].flat(),
      ),
      labels: Int32Array.of(0, 0),
      classes: 3,
    });
    const { activity } = await runtime.evaluate(await build(net), { data, probe: 'out', activity: true });
    // Item 0: spikes of neuron 0 in every step, of neuron 1 in steps 2 and 4; item 1: two spikes of neuron 1 in every step.
    expect(activity?.overTime.map(({ spikesPerItem }) => spikesPerItem)).toEqual([3 / 2, 7 / 2, 10 / 2, 14 / 2]);
    expect(activity?.overTime.map(({ synopsPerItem }) => synopsPerItem)).toEqual([
      (3 + 8) / 2,
      (3 + 8 + 7 + 8) / 2,
      (26 + 3 + 8) / 2,
      (37 + 7 + 8) / 2,
    ]);
    expect(activity?.overTime[3]?.meanRateHz).toBeCloseTo(14 / (2 * 2 * 0.004), 9);
    expect(activity?.rates.c).toBeCloseTo(14 / (2 * 2 * 0.004), 9);
  });

  it.each(['average', 'largest'] as const)('counts the 100 weights that a spike meets behind the %s of a window', async pool => {
    const net = new Network();
    const options = { neuronType: spikingRelu(), encoders: null, gain: 1, bias: 0, initialState: { voltage: 0 } };
    const cells = net.ensemble(4, 1, { ...options, label: 'cells' }).neurons;
    net.connect(net.input(4, { label: 'in' }), cells, { synapse: null });
    const pooled = pool === 'average' ? net.passthrough(1) : net.node(maxPool({ inputShape: [4, 1], poolSize: 4 }));
    const windows = pool === 'average' ? { transform: pooling({ inputShape: [4, 1], poolSize: 4 }) } : {};
    net.connect(cells, pooled, { ...windows, synapse: null });
    const weights = dense(Array.from({ length: 100 }, () => [1]));
    const out = net.ensemble(100, 1, { ...options, label: 'b' }).neurons;
    net.connect(pooled, out, { transform: weights });
    net.probe(out, { label: 'out' });
    const data = dataset({ x: samplesOf([1, 1, 4], [1000, 1000, 0, 0]), labels: Int32Array.of(0), classes: 100 });
    const { activity } = await runtime.evaluate(await build(net), { data, probe: 'out', activity: true });
    expect(activity?.overTime).toEqual([expect.objectContaining({ spikesPerItem: 2, synopsPerItem: 200 })]);
  });
});

describe('reading classes', () => {
  it('takes the first largest element', () => {
    expect([argmaxOf([1, 3, 3]), argmaxOf([-2, -1]), argmaxOf([0, 0]), argmaxOf([])]).toEqual([1, 1, 0, 0]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 }),
        values => argmaxOf(values) === values.indexOf(Math.max(...values)),
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  it('compares answers item by item', () => {
    expect(agreement([1, 2, 3, 4], Int32Array.of(1, 0, 3, 0))).toBe(0.5);
    expect(agreement([], [])).toBe(0);
    expect(() => agreement([1, 2], [1, 2, 3])).toThrow('agreement: 2 classes cannot be compared with 3');
  });
});
