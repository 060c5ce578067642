import { build, responseCurves, tuningCurves } from '@rheobase/build';
import { adaptiveLif, direct, lif, lifRate, Network, type NeuronRecord, relu, sigmoid, spikingRelu, tanh, uniform } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const cells = (net: Network, dimensions: number, neuronType: NeuronRecord) =>
  net.ensemble(12, dimensions, { label: 'a', neuronType, maxRates: uniform(220, 380), intercepts: uniform(-0.8, 0.6), radius: 1.5 });

describe('tuning curves', () => {
  it.each([
    lifRate(),
    relu(),
    sigmoid(),
    tanh(),
  ])('of rates are what a simulation gives for a value that is held: $type', async neuronType => {
    for (const value of [
      [0.4, -1.1],
      [-0.9, 0.2],
    ]) {
      const net = new Network({ seed: 1 });
      const ensemble = cells(net, 2, neuronType);
      net.connect(net.constant(value), ensemble, { synapse: null });
      const rates = net.probe(ensemble.neurons);
      const { outputs, points } = tuningCurves(await build(net), 'a', [value]);
      expect(points).toBe(1);
      expect(farthest((await observed(net, 2)).last(rates), Array.from(outputs))).toBeLessThan(1e-9);
    }
  });

  it.each([lif(), spikingRelu()])('of spikes are their rates: $type', async neuronType => {
    const net = new Network({ seed: 2 });
    const ensemble = cells(net, 2, neuronType);
    net.connect(net.constant([0.7, 0.9]), ensemble, { synapse: null });
    const spikes = net.probe(ensemble.neurons);
    const { outputs } = tuningCurves(await build(net), 'a', [[0.7, 0.9]]);
    expect(farthest((await observed(net, 2000)).mean(spikes, 0, 2000), Array.from(outputs))).toBeLessThan(1);
  });

  it('of one dimension run by default from minus to plus the radius', async () => {
    const net = new Network({ seed: 3 });
    cells(net, 1, lif());
    const model = await build(net);
    const { inputs, outputs, points } = tuningCurves(model, 'a');
    expect([points, inputs[0], inputs[points - 1], outputs.length]).toEqual([101, -1.5, 1.5, 101 * 12]);
    const again = tuningCurves(
      model,
      'a',
      Array.from(inputs, x => [x]),
    );
    expect(again.outputs).toEqual(outputs);
    for (let i = 0; i < 12; i++) expect(Math.max(outputs[i] ?? 0, outputs[100 * 12 + i] ?? 0)).toBeGreaterThan(219);
  });

  it('are refused for an ensemble without neurons', async () => {
    const net = new Network();
    net.ensemble(10, 2, { label: 'exact', neuronType: direct() });
    const model = await build(net);
    expect(() => tuningCurves(model, 'exact', [[0, 0]])).toThrow('exact: a direct ensemble has no neurons and so no tuning curves');
  });
});

describe('response curves', () => {
  it.each([
    lif(),
    lifRate(),
    relu(),
    spikingRelu(),
    adaptiveLif(),
  ])('start at the intercept and reach the highest rate at the end of the encoder, whatever the radius: $type', async neuronType => {
    const net = new Network({ seed: 4 });
    net.ensemble(5, 3, { label: 'a', neuronType, maxRates: [210, 230, 250, 270, 290], intercepts: [-0.9, -0.5, 0, 0.3, 0.7], radius: 3 });
    const { outputs } = responseCurves(await build(net), 'a', [-0.9, -0.5, 0, 0.3, 0.7, 1]);
    const row = (p: number) => Array.from(outputs.subarray(5 * p, 5 * p + 5));
    expect(farthest(row(5), [210, 230, 250, 270, 290])).toBeLessThan(1e-6);
    for (let p = 0; p < 5; p++)
      row(p).forEach((rate, i) => void (i < p ? expect(rate).toBeGreaterThan(0) : expect(rate).toBeLessThan(1e-6)));
  });

  it('are refused for an ensemble without neurons', async () => {
    const net = new Network();
    net.ensemble(10, 2, { label: 'exact', neuronType: direct() });
    const model = await build(net);
    expect(() => responseCurves(model, 'exact')).toThrow('exact: a direct ensemble has no neurons and so no response curves');
  });
});
