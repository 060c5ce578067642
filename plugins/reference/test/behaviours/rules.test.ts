import {
  bcm,
  defineLearningRule,
  dense,
  type LearningRuleRecord,
  leastSquaresL2,
  lifRate,
  lowpass,
  Network,
  oja,
  pes,
  rls,
  uniform,
  voja,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, observed, rowsOf, simulationOf } from './observed.js';

describe('recursive least squares teaches', () => {
  /** What 60 neurons have learned to give for a value that goes up and down: largest difference from `wanted` in the last half second. */
  async function difference(wanted: readonly ((x: number) => number)[], options: { spiking: boolean; learningRate: number }) {
    const net = new Network({ seed: 1 });
    const pre = net.ensemble(60, 1, { label: 'pre', ...(options.spiking ? {} : { neuronType: lifRate() }) });
    const source = net.function(t => [Math.sin(12 * t)], 0, 1);
    net.connect(source, pre, { synapse: null });
    const end = net.passthrough(wanted.length);
    const learned = net.connect(pre, end, {
      function: () => new Float64Array(wanted.length),
      synapse: null,
      learningRule: rls({ learningRate: options.learningRate, preSynapse: options.spiking ? lowpass(0.02) : null }),
    });
    const target = net.function((_t, x) => wanted.map(f => f(x[0] ?? 0)), 1, wanted.length);
    net.connect(source, target, { synapse: null });
    net.connect(end, learned.rule(), { synapse: options.spiking ? lowpass(0.02) : null });
    net.connect(target, learned.rule(), { synapse: options.spiking ? lowpass(0.02) : null, transform: -1 });
    const synapse = options.spiking ? lowpass(0.02) : null;
    const [got, meant] = [net.probe(end, { synapse }), net.probe(target, { synapse })];
    const found = await observed(net, 2000);
    const rows = found.rows(meant).slice(1500);
    const differences = found
      .rows(got)
      .slice(1500)
      .map((row, n) => farthest(row, rows[n] ?? []));
    return differences.reduce((sum, x) => sum + x, 0) / differences.length;
  }

  it('rates a function of one value', async () => {
    expect(await difference([x => x * x], { spiking: false, learningRate: 1 })).toBeLessThan(0.02);
  });

  it('spikes a function of one value', async () => {
    expect(await difference([x => -x], { spiking: true, learningRate: 0.1 })).toBeLessThan(0.12);
  });

  it('several functions at once, each element by its own error', async () => {
    expect(await difference([x => x, x => 1 - x, x => x * x], { spiking: false, learningRate: 1 })).toBeLessThan(0.03);
  });
});

describe('rules without an error', () => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  /** Weights of 6 neurons that drive 4, every 0.1 s, under a rule; the first three neurons are active. */
  async function weights(rule: LearningRuleRecord | null) {
    const net = new Network({ seed: 2 });
    const cells = (size: number, label: string, bias: readonly number[] | number) =>
      net.ensemble(size, 1, { label, neuronType: lifRate(), encoders: null, gain: 1, bias });
    const [pre, post] = [cells(6, 'pre', [3, 2, 1.5, 0, 0, 0]), cells(4, 'post', 1.1)];
    const learned = net.connect(pre.neurons, post.neurons, {
      transform: dense({ shape: [4, 6], init: uniform(1e-3, 2e-3) }),
      ...(rule ? { learningRule: rule } : {}),
    });
    const probe = net.probe(learned, { attribute: 'weights', sampleEvery: 0.1 });
    return (await observed(net, 1000)).rows(probe);
  }
  const active = (row: readonly number[] = []) => row.filter((_, i) => i % 6 < 3);
  const silent = (row: readonly number[] = []) => row.filter((_, i) => i % 6 >= 3);

  it('strengthen what is active together, where oja holds lengths and leaves silent inputs alone at first order', async () => {
    const [first, last] = [
      (await weights(oja({ learningRate: 1e-6, beta: 0 })))[0],
      (await weights(oja({ learningRate: 1e-6, beta: 0 }))).at(-1),
    ];
    expect(Math.min(...active(last).map((w, i) => w - (active(first)[i] ?? 0)))).toBeGreaterThan(0);
    expect(silent(last)).toEqual(silent(first));
  });

  it('forget with beta: weights of silent inputs fall', async () => {
    const rows = await weights(oja({ learningRate: 1e-6, beta: 100 }));
    expect(mean(silent(rows.at(-1)))).toBeLessThan(mean(silent(rows[0])) * 0.9);
    expect(Math.min(...silent(rows.at(-1)))).toBeGreaterThan(0);
  });

  it('strengthen inputs of neurons that are more active than they have been, under bcm', async () => {
    const rows = await weights(bcm({ learningRate: 1e-8, thetaSynapse: lowpass(5) }));
    expect(mean(active(rows.at(-1)))).toBeGreaterThan(mean(active(rows[0])) * 1.05);
    expect(silent(rows.at(-1))).toEqual(silent(rows[0]));
  });

  it('change nothing where there is none, and each in its own way', async () => {
    const none = await weights(null);
    expect(none.at(-1)).toEqual(none[0]);
    const [a, b] = [await weights(bcm({ learningRate: 1e-8 })), await weights(oja({ learningRate: 1e-7 }))];
    expect(a.at(-1)).not.toEqual(b.at(-1));
  });
});

describe('vector oja', () => {
  async function encoders(options: { gate?: number; learningRate?: number; values?: readonly number[] }) {
    const net = new Network({ seed: 3 });
    const post = net.ensemble(40, 2, { label: 'post', intercepts: 0.2 });
    const learned = net.connect(net.constant(options.values ?? [0.6, 0.8]), post, {
      synapse: null,
      learningRule: voja({ learningRate: options.learningRate ?? 0.1 }),
    });
    if (options.gate !== undefined) net.connect(net.constant([options.gate]), learned.rule(), { synapse: null });
    const probe = net.probe(post, { attribute: 'scaledEncoders', sampleEvery: 0.05 });
    const rows = (await observed(net, 500)).rows(probe);
    const along = (row: readonly number[] = []) =>
      Array.from({ length: 40 }, (_, i) => {
        const [x = 0, y = 0] = row.slice(2 * i, 2 * i + 2);
        return (0.6 * x + 0.8 * y) / Math.hypot(x, y);
      });
    return { first: along(rows[0]), last: along(rows.at(-1)) };
  }

  it('turns the encoders of neurons that fire towards what they are shown and leaves silent ones', async () => {
    const { first, last } = await encoders({});
    const fired = first.flatMap((x, i) => (x > 0.4 ? [i] : []));
    expect(fired.length).toBeGreaterThan(3);
    for (const i of fired) expect(last[i]).toBeGreaterThan(0.99);
    for (const [i, x] of first.entries()) if (x < 0) expect(last[i]).toBe(x);
  });

  it('is gated by what is sent to it: -1 stops it, less is slower, more is faster', async () => {
    const turned = async (gate: number) => {
      const { first, last } = await encoders({ gate, learningRate: 0.001 });
      return last.reduce((sum, x, i) => sum + x - (first[i] ?? 0), 0);
    };
    const [stopped, half, whole, double] = [await turned(-1), await turned(-0.5), await turned(0), await turned(1)];
    expect(stopped).toBe(0);
    expect(half).toBeGreaterThan(0.05);
    expect(whole).toBeGreaterThan(1.3 * half);
    expect(double).toBeGreaterThan(1.3 * whole);
  });
});

describe('a learning rule', () => {
  it.each([
    ['pes', pes({ learningRate: 1e-2 })],
    ['rls', rls({ learningRate: 1e-1 })],
    ['bcm', bcm({ learningRate: 1e-7 })],
    ['oja', oja({ learningRate: 1e-6 })],
    ['voja', voja({ learningRate: 1e-1 })],
  ])('starts again from the same weights, encoders and traces after a reset: %s', async (_name, rule) => {
    const net = new Network({ seed: 4 });
    const [pre, post] = [net.ensemble(20, 1, { label: 'pre' }), net.ensemble(15, 1, { label: 'post' })];
    net.connect(net.constant([0.7]), pre);
    const solver = leastSquaresL2({ weights: rule.type === 'bcm' || rule.type === 'oja' });
    const learned = net.connect(pre, post, { solver, learningRule: rule });
    if (learned.rule().size > 0) net.connect(post, learned.rule());
    const delta = net.probe(learned.rule(), { attribute: 'delta' });
    const weights = net.probe(learned, { attribute: 'weights' });
    const encoders = net.probe(post, { attribute: 'scaledEncoders' });
    using simulation = await simulationOf(net);
    const all = () => [delta, weights, encoders].map(probe => rowsOf(simulation, probe));
    await simulation.runSteps(80);
    const first = all();
    expect(first[0]?.flat().some(x => x !== 0)).toBe(true);
    simulation.reset();
    await simulation.runSteps(80);
    expect(all()).toEqual(first);
  });

  it('between slices has weights of just those, from views on either side', async () => {
    const net = new Network({ seed: 5 });
    const [pre, post] = [net.ensemble(10, 3, { label: 'pre' }), net.ensemble(8, 3, { label: 'post' })];
    net.connect(net.constant([1, 1, 1]), pre);
    const neurons = net.connect(pre.neurons.at(0, 2, 4), post.neurons.at(7, 1), {
      transform: dense({ shape: [2, 3], init: uniform(0, 1e-3) }),
      learningRule: [bcm({ learningRate: 1e-7 }), oja({ learningRate: 1e-6 })],
    });
    const decoded = net.connect(pre.at(1), post.at(2, 0), { function: x => [x[0] ?? 0, 0], learningRule: [pes(), rls()] });
    expect([decoded.rule(0).size, decoded.rule(1).size]).toEqual([2, 2]);
    net.connect(net.constant([0.5, -1]), decoded.rule(0));
    net.connect(net.constant([0.5]), decoded.rule(1).at(1));
    const shapes = [
      net.probe(neurons, { attribute: 'weights' }),
      net.probe(neurons.rule(0), { attribute: 'theta' }),
      net.probe(neurons.rule(1), { attribute: 'preFiltered' }),
      net.probe(decoded, { attribute: 'weights' }),
    ];
    expect(shapes.map(({ size }) => size)).toEqual([6, 2, 3, 20]);
    const found = await observed(net, 100);
    for (const probe of shapes) expect(found.last(probe)).not.toEqual(found.rows(probe)[0]);
  });

  it('that changes what a connection does not have is refused by name', () => {
    const net = new Network();
    const [a, b, node] = [net.ensemble(5, 1), net.ensemble(5, 1), net.passthrough(1)];
    const own = defineLearningRule({ name: 'own', version: '1', modifies: 'weights', step: () => undefined });
    expect(() => net.connect(a, b, { learningRule: bcm() })).toThrow('cannot learn with bcm: it changes weights between neurons');
    expect(() => net.connect(a, b, { learningRule: own() })).toThrow('cannot learn with own: it changes weights between neurons');
    expect(() => net.connect(a, node, { learningRule: voja() })).toThrow('cannot learn with voja: it changes encoders');
    expect(() => net.connect(node, a, { learningRule: pes() })).toThrow('cannot learn with pes: it changes decoders');
    expect(() => net.connect(node, a, { learningRule: rls() })).toThrow('cannot learn with rls: it changes decoders');
    const modifies: 'weights' = JSON.parse('"radius"');
    expect(() => defineLearningRule({ name: 'odd', version: '1', modifies, step: () => undefined })()).toThrow(
      "odd: modifies must be one of 'decoders', 'weights', 'encoders', but 'radius' was given",
    );
  });
});
