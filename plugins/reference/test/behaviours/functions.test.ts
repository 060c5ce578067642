import { build } from '@rheobase/build';
import { builtin, dense, lowpass, Network, piecewise, samples, uniform } from '@rheobase/core';
import { connectionAt, float64Of } from '@rheobase/model';
import { runProcess } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const slow = lowpass(0.05);

describe('a function on a connection', () => {
  it('acts before the transform', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = net.ensemble(200, 1);
    net.connect(net.constant([-0.8]), ensemble);
    const end = net.passthrough(3);
    net.connect(ensemble, end, {
      function: x => [(x[0] ?? 0) * (x[0] ?? 0), -(x[0] ?? 0)],
      transform: dense([
        [2, 0],
        [0, 3],
        [1, -1],
      ]),
    });
    const value = net.probe(end, { synapse: slow });
    expect(farthest((await observed(net, 400)).mean(value), [1.28, 2.4, -0.16])).toBeLessThan(0.1);
  });

  it('sees the elements of a slice in their order, exactly where it starts from a node', async () => {
    const net = new Network();
    const node = net.constant([1, 2, 3, 4]);
    const end = net.passthrough(2);
    net.connect(node.at(3, 1), end.at(1), { function: x => [10 * (x[0] ?? 0) + (x[1] ?? 0)], synapse: null });
    net.connect(node.at(-1, -1, 0), end.at(0), { function: builtin('sum'), synapse: null });
    const value = net.probe(end);
    expect((await observed(net, 1)).last(value)).toEqual([9, 42]);
  });

  it('of a slice of an ensemble is decoded from the values of that slice', async () => {
    const net = new Network({ seed: 2 });
    const ensemble = net.ensemble(250, 3);
    net.connect(net.constant([0.5, -0.6, 0.3]), ensemble);
    const end = net.passthrough(2);
    net.connect(ensemble.at(1), end.at(0), { function: builtin('square') });
    net.connect(ensemble.at(2, 0), end.at(1), { function: builtin('sum') });
    const value = net.probe(end, { synapse: slow });
    expect(farthest((await observed(net, 400)).mean(value), [0.36, 0.8])).toBeLessThan(0.08);
  });

  it('needs no name: closures, bound and computed functions all run', async () => {
    const net = new Network();
    const times = (factor: number) => (x: Float64Array) => x.map(v => factor * v);
    class Offset {
      readonly by = 5;
      add(x: Float64Array): Float64Array {
        return x.map(v => v + this.by);
      }
    }
    const offset = new Offset();
    const [node, ends] = [net.constant([2]), [net.passthrough(1), net.passthrough(1), net.passthrough(1)]];
    const made = [times(3), offset.add.bind(offset), builtin('cube')];
    const probes = ends.map((end, i) => {
      net.connect(node, end, { function: made[i] ?? times(0), synapse: null });
      return net.probe(end);
    });
    const found = await observed(net, 1);
    expect(probes.map(probe => found.last(probe)[0])).toEqual([6, 7, 8]);
  });

  it('may return a number in place of a vector of one: on connections, in nodes, in pieces of a signal', async () => {
    const twice = (x: Float64Array) => 2 * (x[0] ?? 0);
    const values = async (scalar: boolean): Promise<readonly (readonly number[])[]> => {
      const as = <A extends readonly unknown[]>(f: (...given: A) => number) => (scalar ? f : (...given: A) => [f(...given)]);
      const net = new Network({ seed: 5 });
      const ensemble = net.ensemble(50, 1);
      const node = net.function(
        as((t: number, x: Float64Array) => t + (x[0] ?? 0)),
        1,
        1,
      );
      const pieces = net.process(piecewise({ times: [0.002, 0.004], values: [as((t: number) => 10 * t), 3], size: 1 }));
      const end = net.passthrough(1);
      net.connect(pieces, node, { synapse: null });
      net.connect(node, ensemble);
      net.connect(ensemble, end, { function: as(twice) });
      net.connect(node, end, { function: as(twice), synapse: null });
      const probes = [node, pieces, end].map(object => net.probe(object));
      const found = await observed(net, 10);
      return probes.map(probe => found.line(probe));
    };
    const scalars = await values(true);
    expect(scalars).toEqual(await values(false));
    expect(scalars[1]?.slice(0, 5)).toEqual([0, 0.02, 0.03, 3, 3]);
    expect(scalars[0]?.slice(0, 3)).toEqual([0.001, 0.022, 0.033]);
    const process = piecewise({ times: [0], values: [t => t] });
    expect(Array.from(runProcess(process, { steps: 3 }).data)).toEqual([0.001, 0.002, 0.003]);
  });

  it('may be any whose result fits the target, through its transform or without one; others are refused', () => {
    const net = new Network();
    const [ensemble, end] = [net.ensemble(10, 2), net.passthrough(1)];
    const matrix = dense([[1, 1]]);
    expect(() => net.connect(ensemble, end, { function: x => [x[0] ?? 0] })).not.toThrow();
    expect(() => net.connect(ensemble, end, { function: x => x, transform: matrix })).not.toThrow();
    expect(() => net.connect(ensemble, end, { function: x => x })).toThrow('carries 2 values, but');
    expect(() => net.connect(ensemble, end, { function: x => [x[0] ?? 0], transform: matrix })).toThrow('takes 2 values');
    expect(() => net.connect(ensemble, end, { function: x => [...x, 1], transform: matrix })).toThrow('takes 2 values');
  });

  it('may be given by its values at points', async () => {
    const net = new Network({ seed: 3 });
    const ensemble = net.ensemble(60, 2);
    const points = Array.from({ length: 300 }, (_, i) => [Math.cos(i) * (i / 300), Math.sin(i) * (i / 300)]);
    const square = (x: readonly number[]) => x.map(v => v * v);
    const end = net.passthrough(2);
    const shared = { evalPoints: samples(points), seed: 1 };
    net.connect(ensemble, end, { ...shared, label: 'called', function: builtin('square') });
    net.connect(ensemble, end, { ...shared, label: 'listed', targets: points.map(square) });
    const model = await build(net);
    const [called, listed] = ['called', 'listed'].map(path => Array.from(float64Of(model, connectionAt(model, path).decoders ?? '')));
    expect(called?.length).toBe(120);
    expect(listed).toEqual(called);
  });

  it('given by values needs as many points as values, and points that are given', () => {
    const net = new Network();
    const [ensemble, end] = [net.ensemble(10, 1), net.passthrough(1)];
    const targets = [[1], [2], [3]];
    expect(() => net.connect(ensemble, end, { targets, evalPoints: [[0], [1]] })).toThrow(
      'do not have one row for each of the 2 evalPoints',
    );
    expect(() => net.connect(ensemble, end, { targets })).toThrow('targets need evalPoints given as values');
    expect(() => net.connect(ensemble, end, { targets, evalPoints: uniform(-1, 1) })).toThrow('targets need evalPoints given as values');
    expect(() => net.connect(net.constant([1]), end, { targets, evalPoints: [[0], [1], [2]] })).toThrow('for decoded connections');
  });
});

describe('evaluation points of a connection', () => {
  /** The points for which decoders are solved: those with which the function is called, the zeros that find its size aside. */
  async function seen(radius: number, options: { evalPoints?: readonly (readonly number[])[]; scaleEvalPoints?: boolean }) {
    const net = new Network({ seed: 4 });
    const ensemble = net.ensemble(20, 1, { radius, evalPoints: [[0.1], [-0.3], [0.7]] });
    const points: number[] = [];
    const end = net.passthrough(1);
    net.connect(ensemble, end, {
      ...options,
      function: x => {
        points.push(x[0] ?? 0);
        return x;
      },
    });
    points.length = 0;
    await build(net);
    return Array.from(new Set(points));
  }

  it('are those of its own, else those of the ensemble', async () => {
    expect(await seen(1, {})).toEqual([0.1, -0.3, 0.7]);
    expect(await seen(1, { evalPoints: [[0.5], [0.25]] })).toEqual([0.5, 0.25]);
  });

  it('are multiplied by the radius unless they say that they are not to be', async () => {
    expect(await seen(2, { evalPoints: [[0.5], [0.25]] })).toEqual([1, 0.5]);
    expect(await seen(2, { evalPoints: [[0.5], [0.25]], scaleEvalPoints: false })).toEqual([0.5, 0.25]);
  });

  it('decide where a function is met well', async () => {
    const net = new Network({ seed: 5 });
    const ensemble = net.ensemble(100, 1);
    net.connect(net.constant([0.8]), ensemble);
    const ends = [net.passthrough(1), net.passthrough(1)] as const;
    const step = (x: Float64Array) => [(x[0] ?? 0) > 0.5 ? 1 : 0];
    net.connect(ensemble, ends[0], { function: step, evalPoints: uniform(-1, 0) });
    net.connect(ensemble, ends[1], { function: step, evalPoints: uniform(0, 1) });
    const [outside, inside] = ends.map(end => net.probe(end, { synapse: slow }));
    const found = await observed(net, 300);
    if (!outside || !inside) throw new Error('unreachable');
    expect(found.mean(inside)[0]).toBeGreaterThan(0.8);
    expect(found.mean(outside)[0]).toBeLessThan(0.5);
  });
});

describe('weights of a connection', () => {
  const matrix = [
    [1, 2],
    [0, -1],
    [0.5, 0],
  ] as const;

  it('are probed as decoders under their transform where something is decoded', async () => {
    const net = new Network({ seed: 6 });
    const ensemble = net.ensemble(12, 2);
    const whole = net.connect(ensemble, net.passthrough(3), { label: 'whole', transform: dense(matrix) });
    const plain = net.connect(ensemble, net.passthrough(2), { label: 'plain' });
    const [full, bare] = [whole, plain].map(target => net.probe(target, { attribute: 'weights' }));
    if (!full || !bare) throw new Error('unreachable');
    const model = await build(net);
    const [decoders = [], alone = []] = ['whole', 'plain'].map(path =>
      Array.from(float64Of(model, connectionAt(model, path).decoders ?? '')),
    );
    const product = matrix.flatMap(([a, b]) => Array.from({ length: 12 }, (_, n) => a * (decoders[n] ?? 0) + b * (decoders[12 + n] ?? 0)));
    const found = await observed(net, 2);
    expect([full.size, bare.size]).toEqual([3 * 12, 2 * 12]);
    expect(farthest(found.last(full), product)).toBeLessThan(1e-15);
    expect(found.last(bare)).toEqual(alone);
    expect(found.rows(bare)[0]).toEqual(alone);
  });

  it('are probed as the transform alone where nothing is decoded', async () => {
    const net = new Network();
    const end = net.passthrough(3);
    const cells = net.ensemble(2, 1, { encoders: null });
    const [transform, neural, one, factor] = [
      net.connect(net.constant([1, 2]), end, { transform: dense(matrix) }),
      net.connect(cells.neurons, end, { transform: dense(matrix) }),
      net.connect(net.constant([1, 2, 3]), end),
      net.connect(net.constant([1, 2, 3]), end, { transform: 4 }),
    ].map(target => net.probe(target, { attribute: 'weights' }));
    if (!transform || !neural || !one || !factor) throw new Error('unreachable');
    const found = await observed(net, 2);
    for (const probe of [transform, neural]) expect(found.rows(probe)).toEqual([matrix.flat(), matrix.flat()]);
    expect([found.last(one), found.last(factor)]).toEqual([[1], [4]]);
  });

  it('may be drawn, anew for every seed, and are the same for the same one', async () => {
    const drawn = async (seed: number) => {
      const net = new Network();
      const end = net.passthrough(40);
      const connection = net.connect(net.constant([1, -1, 2]), end, {
        seed,
        synapse: null,
        transform: dense({ shape: [40, 3], init: uniform(-0.5, 0.25) }),
      });
      const [weights, value] = [net.probe(connection, { attribute: 'weights' }), net.probe(end)];
      const found = await observed(net, 1);
      return { weights: found.last(weights), value: found.last(value) };
    };
    const [first, again, other] = [await drawn(1), await drawn(1), await drawn(2)];
    expect(again).toEqual(first);
    expect(other.weights.filter((w, i) => w === first.weights[i])).toEqual([]);
    expect(Math.min(...first.weights)).toBeGreaterThanOrEqual(-0.5);
    expect(Math.max(...first.weights)).toBeLessThan(0.25);
    expect(new Set(first.weights).size).toBe(120);
    const [a = 0, b = 0, c = 0] = first.weights;
    expect(first.value[0]).toBeCloseTo(a - b + 2 * c, 12);
  });
});
