import { build } from '@rheobase/build';
import {
  type Connection,
  type ConnectionOptions,
  dense,
  type Endpoint,
  leastSquaresL2,
  lifRate,
  lowpass,
  Network,
  type NeuronRecord,
  pes,
  sourceSize,
  uniform,
  voja,
} from '@rheobase/core';
import { freezeRules } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const zero = (size: number) => () => new Float64Array(size);
const none = (rows: number, columns: number) => dense(Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0)));

interface Lesson {
  readonly net: Network;
  readonly learned: Connection;
  /** Where what has been learned is seen; its elements are to become `wanted`. */
  readonly seen: Endpoint;
  readonly wanted: readonly number[];
  readonly steps?: number;
}

/** How far the values are from those wanted where nothing is learned, and at the end of a run that learns. */
async function taught({ net, learned, seen, wanted, steps = 800 }: Lesson) {
  const error = net.passthrough(wanted.length);
  net.connect(seen, error, { synapse: lowpass(0.01) });
  net.connect(net.constant(wanted), error, { transform: -1, synapse: null });
  net.connect(error, learned.rule(), { synapse: null });
  const value = net.probe(seen, { synapse: lowpass(0.03) });
  const weights = net.probe(learned, { attribute: 'weights', sampleEvery: 0.15 });
  const model = await build(net);
  const [control, found] = [await observed(freezeRules(model), 300), await observed(model, steps)];
  expect(control.rows(weights)[1]).toEqual(control.rows(weights)[0]);
  expect(found.rows(weights)[1]).not.toEqual(found.rows(weights)[0]);
  return { before: farthest(control.mean(value), wanted), after: farthest(found.mean(value), wanted) };
}

/** A network that shows a vector to an ensemble. */
function shown(vector: readonly number[], seed = 1) {
  const net = new Network({ seed });
  const pre = net.ensemble(80, vector.length, { label: 'pre' });
  net.connect(net.constant(vector), pre, { synapse: null });
  return { net, pre, post: net.ensemble(80, vector.length, { label: 'post' }) };
}

const rule = pes({ learningRate: 2e-3 });

function expectLearned({ before, after }: { readonly before: number; readonly after: number }, within = 0.06): void {
  expect(before).toBeGreaterThan(0.3);
  expect(after).toBeLessThan(within);
}

describe('prescribed error sensitivity teaches a connection', () => {
  it('from an ensemble to an ensemble', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const learned = net.connect(pre, post, { function: zero(2), learningRule: rule });
    expectLearned(await taught({ net, learned, seen: post, wanted: [-0.5, 0.5] }));
  });

  it('from an ensemble to the neurons of another, by an error in its dimensions', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const learned = net.connect(pre, post.neurons, { transform: none(80, 2), learningRule: pes({ learningRate: 2e-3 }) });
    expectLearned(await taught({ net, learned, seen: post, wanted: [-0.5, 0.5] }));
  });

  it('from neurons to an ensemble', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const learned = net.connect(pre.neurons, post, { transform: none(2, 80), learningRule: rule });
    expectLearned(await taught({ net, learned, seen: post, wanted: [-0.5, 0.5] }));
  });

  it('from neurons to neurons', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const learned = net.connect(pre.neurons, post.neurons, { transform: none(80, 80), learningRule: rule });
    expectLearned(await taught({ net, learned, seen: post, wanted: [-0.5, 0.5] }));
  });

  it('between some neurons of each, and leaves the others alone', async () => {
    const { net, pre, post } = shown([0.7]);
    const [from, to] = [Array.from({ length: 40 }, (_, i) => 2 * i), Array.from({ length: 60 }, (_, i) => 79 - i)];
    const learned = net.connect(pre.neurons.at(...from), post.neurons.at(...to), { transform: none(60, 40), learningRule: rule });
    const current = net.probe(post.neurons, { attribute: 'current' });
    expect(net.probe(learned, { attribute: 'weights' }).size).toBe(60 * 40);
    const result = await taught({ net, learned, seen: post, wanted: [-0.6] });
    expectLearned(result);
    const found = await observed(net, 200);
    const moved = (n: number) => found.line(current, n).at(-1) !== found.line(current, n)[0];
    expect(Array.from({ length: 20 }, (_, n) => moved(n))).toEqual(Array.from({ length: 20 }, () => false));
    expect(to.some(moved)).toBe(true);
  });

  it('to some dimensions of an ensemble, and leaves the others alone', async () => {
    const { net, pre, post } = shown([0.5, -0.5, 0.2]);
    net.connect(net.constant([0.4]), post.at(1));
    const learned = net.connect(pre.at(0), post.at(2), { function: zero(1), learningRule: rule });
    const whole = net.probe(post, { synapse: lowpass(0.03) });
    expectLearned(await taught({ net, learned, seen: post.at(2), wanted: [-0.6] }));
    expect(farthest((await observed(net, 800)).mean(whole), [0, 0.4, -0.6])).toBeLessThan(0.08);
  });

  it('to dimensions listed in any order: element k of the error is that of element k of the list', async () => {
    const { net, pre, post } = shown([0.5, -0.5, 0.2]);
    const order = [2, 0] as const;
    const learned = net.connect(pre.at(1, 0), post.at(...order), { function: zero(2), learningRule: rule });
    expect(learned.rule().size).toBe(2);
    const whole = net.probe(post, { synapse: lowpass(0.03) });
    expectLearned(await taught({ net, learned, seen: post.at(...order), wanted: [-0.6, 0.4] }));
    expect(farthest((await observed(net, 800)).mean(whole), [0.4, 0, -0.6])).toBeLessThan(0.08);
  });

  it('of an ensemble to itself, in one of its dimensions', async () => {
    const net = new Network({ seed: 2 });
    const both = net.ensemble(120, 2, { label: 'both' });
    net.connect(net.constant([0.6]), both.at(0), { synapse: null });
    const learned = net.connect(both.at(0), both.at(1), { function: zero(1), learningRule: rule });
    const first = net.probe(both.at(0), { synapse: lowpass(0.03) });
    expectLearned(await taught({ net, learned, seen: both.at(1), wanted: [0.5] }));
    expect((await observed(net, 800)).mean(first)[0]).toBeCloseTo(0.6, 1);
  });

  it('with an error of several dimensions that a node computes', async () => {
    const { net, pre } = shown([0.5, -0.5, 0.3]);
    const end = net.passthrough(3);
    const learned = net.connect(pre, end, { function: zero(3), learningRule: rule });
    const error = net.function((_t, x) => [(x[0] ?? 0) + 0.3, (x[1] ?? 0) - 0.4, x[2] ?? 0], 3, 3);
    net.connect(end, error, { synapse: lowpass(0.01) });
    net.connect(error, learned.rule());
    const value = net.probe(end, { synapse: lowpass(0.03) });
    expect(farthest((await observed(net, 800)).mean(value), [-0.3, 0.4, 0])).toBeLessThan(0.06);
  });

  it('before its transform: what decoders and transform make together is learned', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const transform = dense([
      [0, -1],
      [2, 0],
    ]);
    const learned = net.connect(pre, post, { transform, learningRule: rule });
    const { before, after } = await taught({ net, learned, seen: post, wanted: [-0.5, 0.1] });
    expect(before).toBeGreaterThan(0.5);
    expect(after).toBeLessThan(0.06);
  });

  it('by an error encoded as the neurons encode in that step, where another rule changes their encoders', async () => {
    const net = new Network({ seed: 4 });
    const [pre, post] = [net.ensemble(5, 1, { neuronType: lifRate() }), net.ensemble(7, 2, { neuronType: lifRate(), radius: 1.5 })];
    net.connect(net.constant([0.4, -0.6]), post, { synapse: null, learningRule: voja({ learningRate: 0.5, postSynapse: null }) });
    const learned = net.connect(pre, post, {
      function: zero(2),
      solver: leastSquaresL2({ weights: true }),
      learningRule: pes({ preSynapse: null }),
    });
    net.connect(net.constant([3, -2]), learned.rule(), { synapse: null });
    const encoders = net.probe(post, { attribute: 'scaledEncoders' });
    const [delta, activities] = [net.probe(learned.rule(), { attribute: 'delta' }), net.probe(pre.neurons)];
    const found = await observed(net, 20);
    const [first, last] = [found.rows(encoders)[0] ?? [], found.last(encoders)];
    expect(farthest(first, last)).toBeGreaterThan(0.1);
    const wanted = Array.from({ length: 7 }, (_, i) =>
      found.last(activities).map(a => ((-1e-4 * 0.001) / 5) * (3 * (last[2 * i] ?? 0) - 2 * (last[2 * i + 1] ?? 0)) * a),
    ).flat();
    expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(1e-6);
    expect(farthest(found.last(delta), wanted)).toBeLessThan(1e-15);
  });

  it('that was solved for full weights', async () => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const learned = net.connect(pre, post, { function: zero(2), solver: leastSquaresL2({ weights: true }), learningRule: rule });
    expect(net.probe(learned, { attribute: 'weights' }).size).toBe(80 * 80);
    expectLearned(await taught({ net, learned, seen: post, wanted: [-0.5, 0.5] }));
  });

  it.each([
    ['ensemble', 'node'],
    ['neurons', 'node'],
    ['a slice of an ensemble', 'a slice of a node'],
    ['a slice of neurons', 'an ensemble'],
    ['a slice of neurons', 'a slice of an ensemble'],
  ] as const)('from %s to %s', async (from, to) => {
    const { net, pre, post } = shown([0.5, -0.5]);
    const node = net.passthrough(2);
    const source = {
      ensemble: pre,
      neurons: pre.neurons,
      'a slice of an ensemble': pre.at(1),
      'a slice of neurons': pre.neurons.at(...Array.from({ length: 50 }, (_, i) => i)),
    }[from];
    const target = { node, 'a slice of a node': node.at(1), 'an ensemble': post, 'a slice of an ensemble': post.at(1) }[to];
    const size = to.startsWith('a slice') ? 1 : 2;
    const start: ConnectionOptions = from.endsWith('neurons') ? { transform: none(size, sourceSize(source)) } : { function: zero(size) };
    const learned = net.connect(source, target, { ...start, learningRule: rule });
    expectLearned(await taught({ net, learned, seen: target, wanted: [-0.5, 0.4].slice(0, size) }));
  });

  it('where what it delivers is fed back as its error without any synapse', async () => {
    const { net, pre } = shown([0.8]);
    const end = net.passthrough(1);
    const learned = net.connect(pre, end, { function: zero(1), synapse: null, learningRule: pes({ learningRate: 5e-4 }) });
    net.connect(end, learned.rule(), { synapse: null });
    net.connect(net.constant([0.5]), learned.rule(), { synapse: null, transform: -1 });
    const value = net.probe(end, { synapse: lowpass(0.03) });
    const found = await observed(net, 1000);
    expect(found.mean(value, 0, 10)[0]).toBeLessThan(0.2);
    expect(found.mean(value, 800, 1000)[0]).toBeCloseTo(0.5, 1);
  });
});

describe('how fast it teaches', () => {
  const course = async (dt: number, options: Parameters<typeof pes>[0], neuronType?: NeuronRecord) => {
    const net = new Network({ seed: 3 });
    const pre = net.ensemble(60, 1, { label: 'pre', intercepts: uniform(-1, 0.5), ...(neuronType ? { neuronType } : {}) });
    net.connect(net.constant([0.5]), pre, { synapse: null });
    const end = net.passthrough(1);
    const learned = net.connect(pre, end, { function: zero(1), learningRule: pes(options) });
    net.connect(end, learned.rule());
    net.connect(net.constant([1]), learned.rule(), { transform: -1 });
    const value = net.probe(end, { synapse: lowpass(0.02), sampleEvery: 0.02 });
    return (await observed(net, Math.round(0.2 / dt), { dt })).line(value);
  };

  it('does not depend on the step: ten times as many steps learn the same in the same time', async () => {
    const [coarse, fine] = [await course(0.001, { learningRate: 2e-3 }), await course(0.0001, { learningRate: 2e-3 })];
    expect(farthest(coarse, fine)).toBeLessThan(0.05);
    expect(coarse.at(-1)).toBeGreaterThan(0.5);
  });

  it('depends on the filter of the activities: a slow one starts later', async () => {
    const fast = await course(0.001, { learningRate: 1e-3, preSynapse: null });
    const usual = await course(0.001, { learningRate: 1e-3, preSynapse: lowpass(0.005) });
    const slow = await course(0.001, { learningRate: 1e-3, preSynapse: lowpass(2) });
    expect(farthest(fast, usual)).toBeLessThan(0.1);
    expect(slow.at(-1) ?? 1).toBeLessThan((usual.at(-1) ?? 0) / 2);
  });
});
