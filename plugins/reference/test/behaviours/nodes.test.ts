import { constant, lowpass, Network, table, tensor } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { observed } from './observed.js';

describe('a node', () => {
  it('gives the value of its function at the time of the step, dt being the first', async () => {
    const net = new Network();
    const node = net.function(t => [Math.sin(t), t], 0, 2);
    const value = net.probe(node);
    const found = await observed(net, 100, { dt: 0.002 });
    found.rows(value).forEach((row, n) => void expect(row).toEqual([Math.sin((n + 1) * 0.002), (n + 1) * 0.002]));
  });

  it('that gives a signal is read as it is, and through the filter of a probe a step later', async () => {
    const net = new Network();
    const node = net.function(t => [Math.sin(30 * t)], 0, 1);
    const [raw, smooth] = [net.probe(node), net.probe(node, { synapse: lowpass(0.01) })];
    const found = await observed(net, 80);
    let y = 0;
    for (const [n, x] of found.line(raw).entries()) {
      expect(x).toBe(Math.sin(30 * ((n + 1) * 0.001)));
      expect(found.line(smooth)[n]).toBeCloseTo(y, 12);
      y = Math.exp(-0.1) * y + (1 - Math.exp(-0.1)) * x;
    }
  });

  it('acts on what comes in within the same step', async () => {
    const net = new Network();
    const source = net.function(t => [t], 0, 1);
    const node = net.function((t, x) => [t + 10 * (x[0] ?? 0)], 1, 1);
    net.connect(source, node, { synapse: null });
    const value = net.probe(node);
    const line = (await observed(net, 50)).line(value);
    line.forEach((x, n) => void expect(x).toBeCloseTo(11 * (n + 1) * 0.001, 12));
  });

  it('that nothing is connected to runs all the same, with zeros as its input', async () => {
    const net = new Network();
    const calls: number[] = [];
    net.function(
      t => {
        calls.push(t);
        return [];
      },
      0,
      0,
    );
    const open = net.function((t, x) => [t, x.length, ...x], 2, 4);
    const value = net.probe(open);
    calls.length = 0;
    const found = await observed(net, 3);
    expect(calls).toEqual([0.001, 0.002, 0.003]);
    expect(found.last(value)).toEqual([0.003, 2, 0, 0]);
  });

  it('takes in without giving out: what it is called with is what arrives', async () => {
    const net = new Network();
    const seen: (readonly number[])[] = [];
    const sink = net.function(
      (t, x) => {
        seen.push([t, ...x]);
        return [];
      },
      2,
      0,
    );
    net.connect(
      net.function(t => [t, -t], 0, 2),
      sink,
      { synapse: null },
    );
    seen.length = 0;
    await observed(net, 2);
    expect(seen).toEqual([
      [0.001, 0.001, -0.001],
      [0.002, 0.002, -0.002],
    ]);
    expect(() => net.connect(sink, net.passthrough(1))).toThrow('carries 0 values');
  });

  it('is called with an input of its own: changing or keeping it changes nothing else', async () => {
    const net = new Network();
    const source = net.constant([1, 2]);
    const kept: Float64Array[] = [];
    const spoils = net.function(
      (_t, x) => {
        kept.push(x);
        x.fill(99);
        return [0];
      },
      2,
      1,
    );
    const reads = net.function((_t, x) => x.map(v => v), 2, 2);
    net.connect(source, spoils, { synapse: null });
    net.connect(source, reads, { synapse: null });
    const value = net.probe(reads);
    const found = await observed(net, 3);
    expect(found.rows(value)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(Array.from(kept.at(-1) ?? [])).toEqual([99, 99]);
  });

  it('may give its input back, changed or whole, and keep what it gave for later', async () => {
    const net = new Network();
    let last: Float64Array | null = null;
    const node = net.function(
      (_t, x) => {
        x[0] = (x[0] ?? 0) + (last?.[0] ?? 0);
        last = x;
        return x;
      },
      1,
      1,
    );
    net.connect(net.constant([1]), node, { synapse: null });
    const value = net.probe(node);
    last = null;
    expect((await observed(net, 4)).line(value)).toEqual([1, 2, 3, 4]);
  });

  it('may give lists and every kind of typed array, also windows onto larger ones', async () => {
    const net = new Network();
    const large = Float64Array.from({ length: 10 }, (_, i) => i / 4);
    const made: (() => ArrayLike<number>)[] = [
      () => [0.5, 1.25],
      () => Float32Array.of(0.5, 1.25),
      () => large.subarray(2, 4),
      () => Int8Array.of(-1, 7),
      () => large.filter((_, i) => i % 4 === 1),
    ];
    const probes = made.map(make => net.probe(net.function(() => Array.from(make()), 0, make().length)));
    const typed = net.probe(net.function(() => large.subarray(2, 4), 0, 2));
    const found = await observed(net, 2);
    expect(probes.map(probe => found.last(probe))).toEqual([
      [0.5, 1.25],
      [0.5, 1.25],
      [0.5, 0.75],
      [-1, 7],
      [0.25, 1.25, 2.25],
    ]);
    expect(found.last(typed)).toEqual([0.5, 0.75]);
  });

  it('holds constants given as a number, a list or a tensor that starts within a larger array', async () => {
    const net = new Network();
    const large = Float64Array.from([9, 8, 7, 6, 5]);
    const nodes = [net.constant(3), net.constant([1, -2]), net.node(constant(tensor([2], large.subarray(1, 3))))];
    const probes = nodes.map(node => net.probe(node));
    large.fill(0);
    const found = await observed(net, 2);
    expect(probes.map(probe => found.rows(probe)[0])).toEqual([[3], [1, -2], [8, 7]]);
    expect(probes.map(probe => found.last(probe))).toEqual([[3], [1, -2], [8, 7]]);
  });

  it('shows one row a step of columns that are strided in the array they come from', async () => {
    const net = new Network();
    const columns = [1, 10, 2, 20, 3, 30];
    const transposed = [0, 1].map(c => columns.filter((_, i) => i % 2 === c));
    const value = net.probe(net.node(table(transposed)));
    expect((await observed(net, 3)).rows(value)).toEqual([
      [1, 2, 3],
      [10, 20, 30],
      [10, 20, 30],
    ]);
  });

  it('passes on the sum of what comes in, in the same step and unfiltered', async () => {
    const net = new Network();
    const through = net.passthrough(2);
    net.connect(
      net.function(t => [t], 0, 1),
      through.at(0),
      { synapse: null },
    );
    net.connect(net.constant([1, 2]), through, { synapse: null });
    const value = net.probe(through);
    const [first, second] = (await observed(net, 2)).rows(value);
    expect(first).toEqual([1.001, 2]);
    expect(second).toEqual([1.002, 2]);
  });

  it('that passes on adds no filter: two synapses on the way are those two alone', async () => {
    const net = new Network();
    const source = net.function(t => [t > 0.0095 ? 1 : 0], 0, 1);
    const through = net.passthrough(1);
    net.connect(source, through, { synapse: lowpass(0.004) });
    const [filtered, within, straight] = [net.passthrough(1), net.passthrough(1), net.passthrough(1)];
    net.connect(through, filtered, { synapse: lowpass(0.002) });
    net.connect(through, within, { synapse: null });
    net.connect(source, straight, { synapse: lowpass(0.004) });
    const [whole, direct, one] = [net.probe(filtered), net.probe(within), net.probe(straight)];
    const again = net.probe(straight, { synapse: lowpass(0.002) });
    const found = await observed(net, 40);
    expect(found.line(direct)).toEqual(found.line(one));
    expect(found.line(whole)).toEqual(found.line(again));
    expect(found.line(direct)[10]).toBeCloseTo(1 - Math.exp(-0.25), 9);
  });

  it('may feed itself and others in a circle, as long as a synapse lies on the way', async () => {
    const net = new Network();
    const [a, b] = [net.passthrough(1), net.function((_t, x) => [(x[0] ?? 0) + 1], 1, 1)];
    net.connect(a, b, { synapse: null });
    net.connect(b, a, { synapse: lowpass(0) });
    const value = net.probe(b);
    expect((await observed(net, 5)).line(value)).toEqual([1, 2, 3, 4, 5]);
  });

  it('may delay by keeping what it was given', async () => {
    const net = new Network();
    const line = [0, 0, 0];
    const node = net.function(
      (_t, x) => {
        line.push(x[0] ?? 0);
        return [line.shift() ?? 0];
      },
      1,
      1,
    );
    net.connect(
      net.function(t => [Math.round(t * 1000)], 0, 1),
      node,
      { synapse: null },
    );
    const value = net.probe(node);
    expect((await observed(net, 6)).line(value)).toEqual([0, 0, 0, 1, 2, 3]);
  });
});
