import { build } from '@rheobase/build';
import { builtin, choice, dense, lowpass, Network, networkFromJSON, networkToJSON, relu } from '@rheobase/core';
import { type EnsembleArray, ensembleArray } from '@rheobase/networks';

import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { rmse, simulated } from './simulated.js';

const smooth = { synapse: lowpass(0.03) };

describe('an ensemble array', () => {
  it('is a subnetwork with a path for every part, whose names do not depend on how many ensembles there are', () => {
    const net = new Network();
    const whole = net.subnetwork({ label: 'memory' });
    const array = ensembleArray(whole, 5, 3, { label: 'a', dimensions: 2 });
    array.addOutput('squares', builtin('square'));
    expect(net.ensembles.map(({ path }) => path)).toEqual(['memory/a/ensemble0', 'memory/a/ensemble1', 'memory/a/ensemble2']);
    expect(net.nodes.map(({ path, sizeOut }) => [path, sizeOut])).toEqual([
      ['memory/a/input', 6],
      ['memory/a/output', 6],
      ['memory/a/squares', 6],
    ]);
    const smaller = new Network();
    ensembleArray(smaller, 5, 2, { label: 'memory/a', dimensions: 2 });
    expect(net.ensembles.slice(0, 2).map(e => e.settings.seed)).toEqual(smaller.ensembles.map(e => e.settings.seed));
  });

  it('multiplies two matrices through products of their elements', async () => {
    const net = new Network({ seed: 123 });
    const [a, b] = [
      [0.5, -0.5],
      [
        [0.8, 0.3],
        [0.2, -0.7],
      ],
    ];
    const pairs = ensembleArray(net, 200, 4, { label: 'pairs', dimensions: 2 });
    // Pair (i, j) holds a[i] and b[i][j]; column j of the result sums over i.
    for (const [i, factor] of a.entries()) {
      for (const [j, other] of (b[i] ?? []).entries()) {
        const at = 2 * (2 * i + j);
        net.connect(net.constant([factor, other]), pairs.input.at(at, at + 1), { synapse: null });
      }
    }
    const products = pairs.addOutput('products', builtin('product'));
    const result = net.passthrough(2, { label: 'result' });
    net.connect(products, result, {
      transform: dense([
        [1, 0, 1, 0],
        [0, 1, 0, 1],
      ]),
      synapse: null,
    });
    const probe = net.probe(result, smooth);
    const found = (await simulated(net, 400)).mean(probe, 200, 400);
    expect(rmse([found], [[0.3, 0.5]])).toBeLessThan(0.06);
  });

  it('represents several dimensions in each ensemble', async () => {
    const net = new Network({ seed: 1 });
    const value = [0.6, -0.4, 0.1, -0.8];
    const array = ensembleArray(net, 150, 2, { dimensions: 2 });
    net.connect(net.constant(value), array.input);
    const probe = net.probe(array.output, smooth);
    expect(rmse([(await simulated(net, 300)).mean(probe, 150, 300)], [value])).toBeLessThan(0.03);
  });

  it('decodes one function of all ensembles, or one of each, whatever their sizes', async () => {
    const net = new Network({ seed: 2 });
    const array = ensembleArray(net, 150, 3);
    net.connect(net.constant([0.5, -0.5, 0.8]), array.input, { synapse: null });
    const squares = net.probe(array.addOutput('squares', builtin('square')), smooth);
    const each = array.addOutput('each', [x => [x[0] ?? 0], x => [-(x[0] ?? 0), 1], builtin('abs')]);
    const mixed = net.probe(each, smooth);
    expect(each.sizeOut).toBe(4);
    const data = await simulated(net, 300);
    expect(rmse([data.mean(squares, 150, 300)], [[0.25, 0.25, 0.64]])).toBeLessThan(0.04);
    expect(rmse([data.mean(mixed, 150, 300)], [[0.5, 0.5, 1, 0.8]])).toBeLessThan(0.04);
  });

  it('takes encoders, rates and intercepts as arrays, for each ensemble the same', async () => {
    const net = new Network({ seed: 3 });
    const encoders = Array.from({ length: 40 }, (_, i) => [i % 2 === 0 ? 1 : -1]);
    const intercepts = Array.from({ length: 40 }, (_, i) => -0.9 + 0.045 * i);
    const array = ensembleArray(net, 40, 2, { ensemble: { encoders, intercepts, maxRates: intercepts.map(x => 200 + 100 * x) } });
    for (const { settings } of array.ensembles) expect(settings.intercepts).toMatchObject({ type: 'samples' });
    net.connect(net.constant([0.3, -0.6]), array.input, { synapse: null });
    const probe = net.probe(array.output, smooth);
    expect(rmse([(await simulated(net, 300)).mean(probe, 150, 300)], [[0.3, -0.6]])).toBeLessThan(0.03);
  });

  it('takes encoders and points chosen among vectors, with rates and intercepts as arrays, for each ensemble by itself', async () => {
    const net = new Network({ seed: 3 });
    const axes = choice(
      [
        [1, 0],
        [-1, 0],
        [0, 1],
      ],
      [1, 1, 2],
    );
    const intercepts = Array.from({ length: 60 }, (_, i) => -0.9 + 0.03 * i);
    const maxRates = intercepts.map(x => 200 + 100 * x);
    const array = ensembleArray(net, 60, 2, { dimensions: 2, ensemble: { encoders: axes, evalPoints: axes, intercepts, maxRates } });
    for (const { settings } of array.ensembles) {
      expect([settings.intercepts, settings.maxRates].map(given => given.type === 'samples' && Array.from(given.values.data))).toEqual([
        intercepts,
        maxRates,
      ]);
    }
    net.connect(array.output, net.passthrough(4));
    const model = await build(net);
    const drawn = array.ensembles.map(({ path }) => Array.from(model.tensors.get(`${path}.encoders`)?.data ?? []));
    const rows = (values: readonly number[]) => Array.from({ length: values.length / 2 }, (_, i) => values.slice(2 * i, 2 * i + 2).join());
    for (const values of drawn) expect(new Set(rows(values))).toEqual(new Set(['1,0', '-1,0', '0,1']));
    expect(drawn[0]).not.toEqual(drawn[1]);
    expect(rows(drawn.flat()).filter(each => each === '0,1').length).toBeGreaterThan(40);
    const points = Array.from(model.tensors.get(`${array.ensembles[0]?.path}.evalPoints`)?.data ?? []);
    expect(new Set(rows(points))).toEqual(new Set(['1,0', '-1,0', '0,1']));
  });

  it('takes options of each ensemble as a list, distributions and arrays among them', async () => {
    const net = new Network({ seed: 3 });
    const ensemble = [
      { encoders: [[1], [-1], [1]], intercepts: [-0.5, 0, 0.5], neuronType: relu() },
      { encoders: [[-1], [-1], [1]], intercepts: choice([0.1]), radius: 2 },
    ];
    const array = ensembleArray(net, 3, 2, { ensemble });
    const model = await build(net);
    const encoders = array.ensembles.map(({ path }) => Array.from(model.tensors.get(`${path}.encoders`)?.data ?? []));
    expect(encoders).toEqual([
      [1, -1, 1],
      [-1, -1, 1],
    ]);
    expect(array.ensembles.map(({ settings }) => [settings.neuronType.type, settings.radius])).toEqual([
      ['relu', 1],
      ['lif', 2],
    ]);
    expect(refusal(() => ensembleArray(new Network(), 3, 3, { ensemble })).message).toContain('options of 2 ensembles were given for 3');
  });

  it('takes options of each ensemble by its index', () => {
    const array = ensembleArray(new Network(), 10, 3, { ensemble: index => ({ radius: index + 1 }) });
    expect(array.ensembles.map(({ settings }) => settings.radius)).toEqual([1, 2, 3]);
  });

  it('inherits defaults through nesting, the innermost first', () => {
    const net = new Network({ defaults: { ensemble: { neuronType: relu(), radius: 2 }, connection: { synapse: lowpass(0.1) } } });
    const array = ensembleArray(net.subnetwork({ defaults: { ensemble: { radius: 3 } } }), 10, 1);
    expect(array.ensembles[0]?.settings).toMatchObject({ neuronType: { type: 'relu' }, radius: 3 });
    expect(net.connections.every(({ synapse }) => synapse === null)).toBe(true);
  });

  it('is silenced through its neuron input', async () => {
    const net = new Network({ seed: 4 });
    const array = ensembleArray(net, 50, 2);
    net.connect(net.constant([0.7, 0.7]), array.input, { synapse: null });
    const stop = net.function(time => [time > 0.2 ? 1 : 0], 0, 1);
    net.connect(stop, array.addNeuronInput(), { transform: dense(Array.from({ length: 100 }, () => [-4])), synapse: null });
    const probe = net.probe(array.output, { synapse: lowpass(0.01) });
    const data = await simulated(net, 400);
    expect(rmse([data.mean(probe, 150, 200)], [[0.7, 0.7]])).toBeLessThan(0.08);
    expect(data.mean(probe, 350, 400).map(x => Math.abs(x) < 1e-6)).toEqual([true, true]);
  });

  it('gives the spikes of its neurons, ensemble after ensemble', async () => {
    const net = new Network({ seed: 5 });
    const array = ensembleArray(net, 20, 2);
    net.connect(net.constant([1, -1]), array.input, { synapse: null });
    const all = net.probe(array.addNeuronOutput());
    const own = array.ensembles.map(({ neurons }) => net.probe(neurons));
    const data = await simulated(net, 50);
    const [first = [], second = []] = own.map(probe => data.rows(probe));
    expect(data.rows(all)).toEqual(first.map((row, n) => [...row, ...(second[n] ?? [])]));
    expect(first.flat().some(x => x > 0) && second.flat().some(x => x > 0)).toBe(true);
  });

  it('refuses as many functions as there are no ensembles for, and functions that cannot be called', () => {
    const array: EnsembleArray = ensembleArray(new Network(), 10, 3, { label: 'a' });
    const error = refusal(() => array.addOutput('two', [builtin('square'), builtin('square')]));
    expect(error.message).toContain('a: 2 functions were given for 3 ensembles');
    expect(
      refusal(() =>
        array.addOutput('bad', () =>
          [1].map(() => {
            throw new Error('no');
          }),
        ),
      ).message,
    ).toContain('a/bad');
  });

  it('is written to a document with every built-in function', () => {
    const net = new Network();
    ensembleArray(net, 10, 2).addOutput('steps', builtin('step', { threshold: 0.25 }), { synapse: lowpass(0.01) });
    const again = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))));
    expect(networkToJSON(again)).toEqual(networkToJSON(net));
    expect(again.connections.at(-1)).toMatchObject({ function: { name: 'step', threshold: 0.25 } });
  });
});
