import { build } from '@rheobase/build';
import {
  defineLearningRule,
  dense,
  type Endpoint,
  hostFunction,
  leastSquaresL2,
  lifRate,
  Network,
  networkFromJSON,
  networkToJSON,
  type SignalWidth,
} from '@rheobase/core';
import { checkModel, connectionAt, hashModel, modelFromBytes, modelToBytes } from '@rheobase/model';
import { lower, printProgram } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { observed, simulationOf } from './behaviours/observed.js';

const ones = (rows: number, columns: number) => dense(Array.from({ length: rows }, () => new Array<number>(columns).fill(1)));

/** A function that gives the same whatever it is given. */
const giving = (...values: readonly number[]) => hostFunction(`giving ${values}`, '1', () => values);

type Modified = 'decoders' | 'weights' | 'encoders';

/** A rule that keeps what was sent to it last, with a signal of some width. */
const keeping = (signal: SignalWidth, modifies: Modified = 'decoders', kept = 1) =>
  defineLearningRule({
    name: `keeping ${signal} ${modifies} ${kept}`,
    version: '1',
    modifies,
    signal,
    state: { kept },
    step: ({ error, state, delta }) => {
      state.kept?.set(error);
      delta.fill(1e-4 * (error[0] ?? 0));
    },
  });

function ends() {
  const net = new Network({ seed: 1 });
  const [a, b] = [net.ensemble(10, 3, { label: 'a', neuronType: lifRate() }), net.ensemble(7, 2, { label: 'b', neuronType: lifRate() })];
  return { net, a, b, n: net.passthrough(4, { label: 'n' }) };
}

type Ends = ReturnType<typeof ends>;

/** Connections of every kind, with the sizes that Nengo gives rules of size_in 'pre', 'post', 'mid', 'pre_state' and 'post_state' on them. */
const kinds: readonly (readonly [
  string,
  (from: Ends) => readonly [Endpoint, Endpoint, NonNullable<Parameters<Network['connect']>[2]>],
  Modified,
  readonly number[],
])[] = [
  [
    'decoded, to an ensemble',
    ({ a, b }) => [a, b, { function: giving(1, 2, 3, 4, 5), transform: ones(2, 5) }],
    'decoders',
    [3, 2, 5, 3, 2],
  ],
  ['decoded, to a node', ({ a, n }) => [a, n, { function: giving(1, 1, 1, 1) }], 'decoders', [3, 4, 4, 3, 4]],
  ['between slices', ({ a, b }) => [a.at(0, 1), b.at(0), { function: giving(1) }], 'decoders', [2, 1, 1, 2, 1]],
  ['between neurons', ({ a, b }) => [a.neurons, b.neurons, { transform: ones(7, 10) }], 'weights', [10, 7, 10, 3, 2]],
  [
    'between some neurons',
    ({ a, b }) => [a.neurons.at(0, 1, 2, 3), b.neurons.at(0, 1, 2), { transform: ones(3, 4) }],
    'weights',
    [4, 3, 4, 3, 2],
  ],
  ['from neurons', ({ a, b }) => [a.neurons, b, { transform: ones(2, 10) }], 'decoders', [10, 2, 10, 3, 2]],
  [
    'with full weights',
    ({ a, b }) => [a, b.at(1), { function: giving(1), solver: leastSquaresL2({ weights: true }) }],
    'weights',
    [3, 1, 1, 3, 1],
  ],
  ['from a node, on encoders', ({ n, b }) => [n, b, { transform: ones(2, 4) }], 'encoders', [4, 2, 4, 4, 2]],
];

describe('the signal of a rule of the user', () => {
  it.each(kinds)('%s: is as wide as in Nengo', (_name, make, modifies, sizes) => {
    const found = (['pre', 'post', 'mid', 'preState', 'state'] as const).map(signal => {
      const from = ends();
      const [pre, post, options] = make(from);
      return from.net.connect(pre, post, { ...options, learningRule: keeping(signal, modifies)() }).rule().size;
    });
    expect(found).toEqual(sizes);
  });

  it.each(
    kinds,
  )('%s: of any fixed size reaches the rule as it was sent, also from a stored model and after learning', async (_name, make, modifies) => {
    const from = ends();
    const [pre, post, options] = make(from);
    const rule = keeping(6, modifies, 6);
    const learned = from.net.connect(pre, post, { ...options, label: 'learned', learningRule: rule() });
    expect(learned.rule().size).toBe(6);
    from.net.connect(from.net.constant([1, 2, 3]), learned.rule().at(5, 0, 2), { synapse: null });
    const [error, kept] = [from.net.probe(learned.rule(), { attribute: 'error' }), from.net.probe(learned.rule(), { attribute: 'kept' })];
    const model = await build(from.net);
    for (const runs of [model, modelFromBytes(modelToBytes(model))]) {
      const found = await observed(runs, 3, { definitions: [rule.definition] });
      expect(found.last(error)).toEqual([2, 0, 3, 0, 0, 1]);
      expect(found.last(kept)).toEqual([2, 0, 3, 0, 0, 1]);
    }
    using simulation = await simulationOf(model);
    await simulation.runSteps(3);
    const taught = simulation.toModel();
    checkModel(taught);
    expect((await observed(taught, 2)).last(kept)).toEqual([2, 0, 3, 0, 0, 1]);
    expect(printProgram(lower(model, { dt: 0.001 }))).toMatch(/learn .*learned.rule0.error/);
  });

  it.each(kinds)('%s: by name is kept by a document, and by its size in a model', async (_name, make, modifies) => {
    for (const signal of ['pre', 'post', 'mid', 'preState'] as const) {
      const from = ends();
      const [pre, post, options] = make(from);
      const rule = keeping(signal, modifies, 12);
      const learned = from.net.connect(pre, post, { ...options, label: 'learned', learningRule: rule() });
      const fn = learned.function;
      const code = { definitions: [rule.definition], functions: fn?.type === 'host' ? { [fn.name]: fn } : {} };
      const back = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(from.net))), code);
      expect(back.connections[0]?.rules[0]).toMatchObject({ signal });
      const model = await build(from.net);
      expect(connectionAt(model, 'learned').rules[0]).toMatchObject({ signal: learned.rule().size });
      expect(hashModel(await build(back))).toBe(hashModel(model));
    }
  });

  it('of one number reaches the rule as it was sent, whatever the connection ends at', async () => {
    const { net, a, b } = ends();
    const learned = net.connect(a.neurons, b.neurons, { transform: ones(7, 10), learningRule: keeping('one', 'weights', 3)() });
    net.connect(net.constant([0.5]), learned.rule(), { synapse: null });
    const kept = net.probe(learned.rule(), { attribute: 'kept' });
    expect((await observed(net, 2)).last(kept)).toEqual([0.5, 0, 0]);
  });

  it('of size 0 is none: nothing can be sent to it, and it has no error to probe', () => {
    const { net, a, b } = ends();
    const learned = net.connect(a, b, { function: giving(1, 2), learningRule: keeping(0)() });
    expect(refusal(() => net.connect(net.constant([1]), learned.rule())).message).toContain('takes no signal');
    expect(refusal(() => net.probe(learned.rule(), { attribute: 'error' })).code).toBe('unknown-attribute');
  });

  it('of another size than what is sent, or of no size, is refused', async () => {
    const { net, a, b } = ends();
    const learned = net.connect(a, b, { label: 'learned', function: giving(1, 2), learningRule: keeping(5)() });
    expect(refusal(() => net.connect(net.constant([1, 2]), learned.rule())).message).toContain('takes 5');
    for (const signal of [-1, 1.5, Number.NaN])
      expect(refusal(() => keeping(signal)).message).toContain('signal must be a whole number >= 0');
    const model = await build(net);
    const [connection] = model.connections;
    const [rule] = connection?.rules ?? [];
    if (!connection || rule?.type !== 'customRule') throw new Error('unreachable');
    const withSignal = (signal: 'mid' | number) => ({ ...model, connections: [{ ...connection, rules: [{ ...rule, signal }] }] });
    expect(refusal(() => checkModel(withSignal('mid'))).message).toBe(
      "learned: the signal of its rule is 'mid', but must be a number in a model",
    );
    for (const signal of [-1, 1.5, Number.NaN]) {
      const told = `learned: the signal of its rule is ${signal}, but must be a whole number >= 0`;
      expect(refusal(() => checkModel(withSignal(signal))).message).toBe(told);
    }
  });
});
