import { build } from '@rheobase/build';
import { convert } from '@rheobase/conversion';
import { lif, maxPool, Network, relu, tensor, UnsupportedError, ValidationError, whiteNoise } from '@rheobase/core';
import { repeatSteps, samplesOf } from '@rheobase/data';
import { float64Of, hashModel } from '@rheobase/model';
import { layers } from '@rheobase/networks';
import { agreement, argmaxOf, withActivityProbes } from '@rheobase/runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolutional, images, largestGap, outputs, runner, runtime, shallow, unlabelled } from './rate-network.js';

const classes = (found: Float64Array, size: number) =>
  Array.from({ length: found.length / size }, (_, i) => argmaxOf(found.subarray(i * size, (i + 1) * size)));

describe('calibration', () => {
  it('takes a seed, and draws for each item by its index', async () => {
    const net = new Network();
    const a = net.ensemble(4, 1, { label: 'a', neuronType: relu(), encoders: null, gain: 1, bias: 0, noise: whiteNoise({ scale: false }) });
    net.connect(net.input(4, { label: 'in' }), a.neurons, { synapse: null });
    net.probe(a.neurons, { label: 'out' });
    const model = await build(net);
    const data = samplesOf([50, 1, 4], new Float64Array(200).fill(1));
    const found = async (seed?: number) =>
      (await convert(model, { runner, data, ...(seed === undefined ? {} : { seed }) })).diagnosis.layers;
    expect(await found()).toEqual(await found(0));
    expect(await found(1)).not.toEqual(await found(0));
    // Were all items drawn alike, each channel would have one current or none.
    expect((await found())[0]?.active).toBeGreaterThan(0.7);
    expect((await found())[0]?.active).toBeLessThan(1);
    await expect(convert(model, { runner, data, seed: Number.NaN })).rejects.toThrow(
      'convert: seed must be a whole number, but NaN was given',
    );
  });
});

describe('a converted network', () => {
  it('with one hidden layer is off by half a spike of each neuron at most, after any number of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(1, 0.25), async (seed, amplitude) => {
        const x = images(seed, 6, 6);
        const rates = await shallow(seed, amplitude);
        const { model, diagnosis } = await convert(rates, { runner, data: x, percentile: 100 });
        const expected = await outputs(rates, x);
        const transform = model.connections.find(c => c.pre.path === 'hidden')?.transform;
        const weights = transform?.type === 'dense' ? float64Of(model, transform.weights) : new Float64Array(0);
        const neuron = model.ensembles[0]?.neuronType;
        const threshold =
          neuron?.type === 'integrateAndFire' && typeof neuron.threshold !== 'number'
            ? float64Of(model, neuron.threshold.tensor)
            : new Float64Array(0);
        for (const steps of [1, 2, 7, 40]) {
          const found = await outputs(model, x, steps);
          found.forEach((value, i) => {
            const row = weights.subarray((i % 3) * 10, (i % 3) * 10 + 10);
            const bound =
              row.reduce((sum, weight, k) => sum + Math.abs(weight) * (threshold[k] ?? 0) * 1000 * amplitude, 0) *
              diagnosis.quantisationError(steps);
            expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThanOrEqual(bound + 1e-9);
          });
        }
      }),
      { numRuns: 6, seed: 1 },
    );
  });

  it('of convolution, pooling and dense layers comes closer to the rate network with more steps, and to its answers', async () => {
    const x = images(11, 12, 72);
    for (const seed of [1, 2, 3]) {
      const rates = await convolutional(seed);
      const expected = await outputs(rates, x);
      const scale = Math.max(...expected.map(Math.abs));
      for (const spikes of ['binary', 'signed'] as const) {
        const { model } = await convert(rates, { runner, data: x, percentile: 100, spikes });
        const gaps: number[] = [];
        const agreements: number[] = [];
        for (const steps of [10, 60, 360]) {
          const found = await outputs(model, x, steps);
          gaps.push(largestGap(found, expected) / scale);
          agreements.push(agreement(classes(found, 5), classes(expected, 5)));
        }
        expect(gaps[1]).toBeLessThan(0.5 * (gaps[0] ?? 0));
        expect(gaps[2]).toBeLessThan(0.5 * (gaps[1] ?? 0));
        expect(gaps[2]).toBeLessThan(0.02);
        expect(agreements[2]).toBeGreaterThanOrEqual(11 / 12);
      }
    }
  });

  it('fires about as often as the diagnosis expects', async () => {
    const x = images(5, 20, 72);
    const { model, diagnosis } = await convert(await convolutional(4), { runner, data: x });
    const { activity } = await runtime.evaluate(model, { data: repeatSteps(unlabelled(x), 200), probe: 'out', activity: true });
    expect(diagnosis.layers.map(({ path }) => path)).toEqual(['conv', 'hidden']);
    for (const { path, expectedRateHz } of diagnosis.layers) {
      expect(expectedRateHz).toBeGreaterThan(10);
      expect(Math.abs((activity?.rates[path] ?? 0) / expectedRateHz - 1)).toBeLessThan(0.05);
    }
  });

  it('has integrate-and-fire neurons with thresholds per channel that start half-way, and leaves the source as it is', async () => {
    const rates = await convolutional(1);
    const before = hashModel(rates);
    const { model } = await convert(rates, { runner, data: images(1, 5, 72), maxRate: 500 });
    expect(hashModel(rates)).toBe(before);
    for (const { neuronType, path } of model.ensembles) {
      if (neuronType.type !== 'integrateAndFire') throw new Error(`${path} does not spike`);
      expect(neuronType).toMatchObject({ tauRc: null, reset: { to: 'subtract' }, refractory: 0, spikes: { range: 'binary' }, floor: null });
      if (typeof neuronType.threshold === 'number' || typeof neuronType.initial === 'number') throw new Error('one threshold for all');
      const threshold = float64Of(model, neuronType.threshold.tensor);
      expect(threshold.length).toBe(path === 'conv' ? 4 : 12);
      expect(Array.from(float64Of(model, neuronType.initial.tensor))).toEqual(Array.from(threshold, x => x / 2));
      expect(neuronType.amplitude).toEqual(neuronType.threshold);
    }
    expect(withActivityProbes(model).probes).toHaveLength(3);
  });

  it('converges through max pooling, which passes on the growth of the largest sum', async () => {
    const net = new Network({ seed: 1 });
    const { conv2d, maxPool2d, dense } = layers(net, { neurons: relu(), gain: 1, bias: 0 });
    const pooled = maxPool2d(conv2d(net.input(16, { label: 'in' }), { shape: [4, 4, 1], filters: 3, padding: 'same' }), { label: 'pool' });
    net.probe(dense(pooled, 2, { neurons: null }), { label: 'out' });
    const rates = await build(net);
    const x = images(2, 10, 16);
    const { model } = await convert(rates, { runner, data: x, percentile: 100, spikes: 'signed' });
    expect(model.nodes.find(({ path }) => path === 'pool')?.record).toMatchObject({ type: 'maxPool', mode: 'runningMax' });
    const expected = await outputs(rates, x);
    const largest = Math.max(...expected.map(Math.abs));
    expect(largestGap(await outputs(model, x, 50), expected)).toBeLessThan(0.02 * largest);
    expect(largestGap(await outputs(model, x, 400), expected)).toBeLessThan(0.0025 * largest);
  });
});

describe('convert refuses', () => {
  const data = images(1, 2, 6);

  it('layers that are not relu, by name', async () => {
    const net = new Network();
    const { dense } = layers(net, { neurons: relu() });
    net.probe(dense(dense(net.input(6), 3, { label: 'fine' }), 3, { label: 'spikes', neurons: lif() }));
    const failed = convert(await build(net), { runner, data });
    await expect(failed).rejects.toThrow('spikes: convert turns relu neurons into spiking ones, but these are lif');
    await expect(failed).rejects.toMatchObject({ name: 'UnsupportedError', object: 'spikes', given: 'lif', allowed: 'relu' });
  });

  it('networks without neurons', async () => {
    const net = new Network();
    net.node(maxPool({ inputShape: [2, 2, 1] }));
    net.input(6);
    await expect(convert(await build(net), { runner, data })).rejects.toThrow('no neurons to convert, so nothing would spike');
  });

  it('amplitudes that differ within a layer', async () => {
    const net = new Network();
    const cells = net.ensemble(2, 1, {
      label: 'c',
      neuronType: relu({ amplitude: tensor([2], [1, 2]) }),
      encoders: null,
      gain: 1,
      bias: 0,
    });
    net.connect(net.input(2), cells.neurons, { synapse: null });
    const failed = convert(await build(net), { runner, data: images(1, 2, 2) });
    await expect(failed).rejects.toThrow(UnsupportedError);
    await expect(failed).rejects.toThrow('c: convert needs one amplitude');
  });

  it.each([
    ['percentile', { percentile: 0 }],
    ['percentile', { percentile: 100.1 }],
    ['percentile', { percentile: Number.NaN }],
    ['maxRate', { maxRate: 0 }],
    ['maxRate', { maxRate: Number.POSITIVE_INFINITY }],
    ['data', { data: samplesOf([0, 1, 6], []) }],
    ['data', { data: samplesOf([2, 0, 6], []) }],
  ])('%s of %o', async (name, wrong) => {
    const failed = convert(await shallow(1), { runner, data, ...wrong });
    await expect(failed).rejects.toThrow(ValidationError);
    await expect(failed).rejects.toThrow(`convert: ${name} must be`);
  });

  it.each<[string, object]>([
    ['runner', { data }],
    ['data', { runner }],
    ['data', { runner, data: [1, 2] }],
  ])('%s that is none: %o', async (name, given) => {
    const failed: unknown = Reflect.apply(convert, undefined, [await shallow(1), given]);
    await expect(failed).rejects.toThrow(ValidationError);
    await expect(failed).rejects.toThrow(`convert: ${name} must be`);
  });

  it('data of another size than the input', async () => {
    for (const size of [5, 7])
      await expect(convert(await shallow(1), { runner, data: images(1, 2, size) })).rejects.toMatchObject({ code: 'size-mismatch' });
  });

  it('a runner that leaves a layer out, by name', async () => {
    const forgetful = { name: 'forgetful', activations: async () => new Map() };
    await expect(convert(await shallow(1), { runner: forgetful, data })).rejects.toThrow(
      'convert: runner forgetful gave no currents for hidden',
    );
  });
});
