import { build } from '@rheobase/build';
import { convolution, Network, relu } from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { ensembleAt } from '@rheobase/model';
import { layers } from '@rheobase/networks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelsOf } from '../src/channels.js';
import { diagnosisOf, layerDiagnosis } from '../src/diagnosis.js';
import { percentile, thresholdsOf } from '../src/thresholds.js';

describe('percentile', () => {
  it('interpolates between neighbours in order of size', () => {
    const values = Float64Array.of(5, 1, 3);
    expect([0, 25, 50, 75, 100].map(percent => percentile(values, percent))).toEqual([1, 2, 3, 4, 5]);
    expect(percentile(values, 90)).toBeCloseTo(4.6, 12);
    expect(values).toEqual(Float64Array.of(5, 1, 3));
    expect(percentile(Float64Array.of(10, 9), 100)).toBe(10);
    expect(percentile(Float64Array.of(-100, 20, 3), 50)).toBe(3);
  });

  it('is 0 for no values', () => expect(percentile(new Float64Array(0), 99)).toBe(0));

  it('has about so many per cent of the values below it, and grows with them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (list, percent) => {
          const values = Float64Array.from(list);
          const found = percentile(values, percent);
          const below = list.filter(x => x < found).length;
          const notAbove = list.filter(x => x <= found).length;
          const place = ((list.length - 1) * percent) / 100;
          expect(below).toBeLessThanOrEqual(Math.ceil(place) + 1e-9);
          expect(notAbove).toBeGreaterThanOrEqual(Math.floor(place) + 1 - (found < Math.max(...list) ? 0 : 1e-9) - 1e-9);
          expect(percentile(values, Math.min(percent + 10, 100))).toBeGreaterThanOrEqual(found - 1e-9);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('channelsOf', () => {
  it('takes the last axis of a layer of images, and every neuron where there is one axis', async () => {
    const net = new Network();
    const { conv2d, dense } = layers(net, { neurons: relu(), gain: 1, bias: 0 });
    const c = conv2d(net.input(25), { label: 'conv', shape: [5, 5, 1], filters: 3 });
    dense(c, 4, { label: 'dense' });
    const model = await build(net);
    const conv = channelsOf(model, ensembleAt(model, 'conv'));
    expect(conv).toMatchObject({ count: 3, shape: [1, 1, 3] });
    expect([0, 1, 2, 3, 26].map(conv.channelOf)).toEqual([0, 1, 2, 0, 2]);
    const flat = channelsOf(model, ensembleAt(model, 'dense'));
    expect(flat).toMatchObject({ count: 4, shape: [4] });
    expect([0, 1, 2, 3].map(flat.channelOf)).toEqual([0, 1, 2, 3]);
  });

  it('takes the first axis where the convolution has its channels first', async () => {
    const net = new Network();
    const transform = convolution({ inputShape: [1, 4, 4], filters: 2, channelsLast: false });
    const cells = net.ensemble(8, 1, { label: 'c', neuronType: relu(), encoders: null, gain: 1, bias: 0, shape: transform.outputShape });
    net.connect(net.input(16), cells.neurons, { transform, synapse: null });
    const model = await build(net);
    const found = channelsOf(model, ensembleAt(model, 'c'));
    expect(found).toMatchObject({ count: 2, shape: [2, 1, 1] });
    expect([0, 3, 4, 7].map(found.channelOf)).toEqual([0, 0, 1, 1]);
  });
});

/** Currents of two positions of two channels, three items. */
const currents = samplesOf([3, 1, 4], [1, 10, 2, -5, 3, 20, 4, -6, -1, 30, 0, -7]);
const two = { count: 2, shape: [1, 2], channelOf: (neuron: number) => neuron % 2 };

describe('thresholdsOf', () => {
  it('takes the percentile of each channel’s rectified currents', () => {
    expect(thresholdsOf(currents, two, 100)).toMatchObject({ thresholds: Float64Array.of(4, 30), clipped: 0, dead: 0 });
    const half = thresholdsOf(currents, two, 50);
    // Channel 0: 0 0 1 2 3 4; channel 1: 0 0 0 10 20 30.
    expect(half.thresholds).toEqual(Float64Array.of(1.5, 5));
    expect(half.clipped).toBeCloseTo(6 / 12, 12);
    expect(half.active).toBeCloseTo(7 / 12, 12);
  });

  it('expects the mean over neurons and items of current by threshold, at most 1', () => {
    expect(thresholdsOf(currents, two, 100).meanRate).toBeCloseTo((10 / 4 + 60 / 30) / 12, 12);
    expect(thresholdsOf(currents, two, 50).meanRate).toBeCloseTo((1 / 1.5 + 3 + 3) / 12, 12);
  });

  it('gives a channel that never fires the threshold of the layer', () => {
    const silent = samplesOf([2, 1, 2], [-1, 3, -2, 5]);
    expect(thresholdsOf(silent, two, 100)).toMatchObject({ thresholds: Float64Array.of(5, 5), dead: 0.5 });
    const all = samplesOf([1, 1, 2], [-1, -1]);
    expect(thresholdsOf(all, two, 100)).toMatchObject({ thresholds: Float64Array.of(1, 1), dead: 1, active: 0, meanRate: 0 });
  });
});

describe('the diagnosis', () => {
  it('tells thresholds, rates and fractions of each layer', () => {
    const found = layerDiagnosis('c', 4, thresholdsOf(currents, two, 100), 1000);
    expect(found).toMatchObject({
      path: 'c',
      neurons: 4,
      channels: 2,
      threshold: { lowest: 4, mean: 17, highest: 30 },
      dead: 0,
      clipped: 0,
    });
    expect(found.expectedRateHz).toBeCloseTo((1000 * 4.5) / 12, 9);
  });

  it('has no limit on the number of channels', () => {
    const count = 300_000;
    const wide = samplesOf([1, 1, count], new Float64Array(count).fill(2));
    const statistics = thresholdsOf(wide, { count, shape: [count], channelOf: neuron => neuron }, 100);
    expect(layerDiagnosis('c', count, statistics, 1000).threshold).toEqual({ lowest: 2, mean: 2, highest: 2 });
  });

  it('warns of silent and of clipped layers, with a remedy', () => {
    const half = layerDiagnosis('bad', 4, thresholdsOf(currents, two, 50), 1000);
    const silent = layerDiagnosis('mute', 2, thresholdsOf(samplesOf([1, 1, 2], [-1, -1]), two, 100), 1000);
    const fine = layerDiagnosis('good', 4, thresholdsOf(currents, two, 100), 1000);
    expect(diagnosisOf([fine, half, silent]).warnings).toEqual([
      'bad: 50.0 % of its currents exceed their threshold; raise the percentile',
      'mute: 100.0 % of its channels never fire on the calibration data; calibrate on more or other data',
    ]);
    expect(diagnosisOf([]).quantisationError(50)).toBe(0.01);
  });
});
