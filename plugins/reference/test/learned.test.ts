import { build } from '@rheobase/build';
import {
  builtin,
  defineLearningRule,
  leastSquaresL2,
  lifRate,
  lowpass,
  Network,
  networkFromJSON,
  networkToJSON,
  pes,
  voja,
} from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { connectionAt, float64Of, freezeRules, type Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { run, uniform } from './run.js';

/** A user's own: the same as pes. */
const likePes = defineLearningRule({
  name: 'likePes',
  version: '1',
  signal: 'state',
  parameters: { rate: 1e-3 },
  step: ({ dt, pre, error, delta, columns, parameters: { rate = 0 } }) => {
    for (let i = 0; i < delta.length; i++) {
      delta[i] = ((-rate * dt) / columns) * (error[Math.floor(i / columns)] ?? 0) * (pre[i % columns] ?? 0);
    }
  },
});

const decay = defineLearningRule({
  name: 'decay',
  version: '2',
  modifies: 'encoders',
  state: { seen: 1, each: 'post', all: 'weights' },
  step: ({ weights, delta, state }) => {
    if (state.seen) state.seen[0] = (state.seen[0] ?? 0) + 1;
    for (let i = 0; i < delta.length; i++) delta[i] = -0.01 * (weights[i] ?? 0);
  },
});

function communication(rule: Parameters<Network['connect']>[2] = { learningRule: pes({ learningRate: 1e-3 }) }): Network {
  const net = new Network({ seed: 3 });
  const input = net.input(2, { label: 'in' });
  const [pre, post] = [
    net.ensemble(20, 2, { label: 'pre', neuronType: lifRate() }),
    net.ensemble(15, 2, { label: 'post', neuronType: lifRate() }),
  ];
  net.connect(input, pre, { synapse: null });
  const learned = net.connect(pre, post, { label: 'learned', function: builtin('square'), ...rule });
  net.connect(post, learned.rule(), { label: 'error' });
  net.connect(input, learned.rule(), { label: 'wanted', transform: -1 });
  net.probe(post, { label: 'out' });
  net.probe(learned, { label: 'weights', attribute: 'weights' });
  return net;
}

const inputs = (batch: number, steps: number): Samples => samplesOf([batch, steps, 2], uniform(4, batch * steps * 2));

async function simulation(model: Model | Network, given: Samples, options: object = {}) {
  const runtime = await createRuntime(reference());
  return runtime.simulate('tensors' in model ? model : await build(model), { backend: 'reference', inputs: given, ...options });
}

/** A user's own: the same as voja, its signal aside. */
const likeVoja = defineLearningRule({
  name: 'likeVoja',
  version: '1',
  modifies: 'encoders',
  parameters: { rate: 1e-2 },
  postSynapse: lowpass(0.005),
  step: ({ dt, post, input, scale, weights, delta, columns, parameters: { rate = 0 } }) => {
    for (let i = 0; i < delta.length; i++) {
      const [r, c] = [Math.floor(i / columns), i % columns];
      const y = post[r] ?? 0;
      delta[i] = rate * dt * ((scale[r] ?? 0) * y * (input[c] ?? 0) - y * (weights[i] ?? 0));
    }
  },
});

describe('a learning rule of a user', () => {
  it('on encoders sees what the built-in one sees', async () => {
    const [own, builtin] = await Promise.all(
      [likeVoja(), voja()].map(async learningRule => {
        const net = new Network({ seed: 5 });
        const input = net.input(2, { label: 'in' });
        const a = net.ensemble(20, 2, { label: 'a', neuronType: lifRate(), radius: 2 });
        net.connect(input, a, { learningRule });
        net.probe(a, { label: 'encoders', attribute: 'scaledEncoders' });
        return run(net, 20, { inputs: inputs(2, 20) });
      }),
    );
    const encoders = own?.('encoders') ?? [];
    expect(encoders).toEqual(builtin?.('encoders'));
    expect(encoders[0]).not.toBe(encoders[encoders.length - 40]);
  });

  it('has the bits of the built-in one that it repeats', async () => {
    const [own, builtin] = await Promise.all(
      [likePes(), pes({ learningRate: 1e-3 })].map(learningRule => run(communication({ learningRule }), 30, { inputs: inputs(2, 30) })),
    );
    expect(own?.('weights')).toEqual(builtin?.('weights'));
    expect(own?.('out')).toEqual(builtin?.('out'));
  });

  it('keeps state of each size, and changes encoders where it says so', async () => {
    const net = new Network({ seed: 1 });
    const post = net.ensemble(4, 3, { label: 'post' });
    const learned = net.connect(net.constant([1, 0, 0]), post, { learningRule: decay() });
    for (const attribute of ['seen', 'each', 'all']) net.probe(learned.rule(), { label: attribute, attribute });
    net.probe(post, { label: 'e', attribute: 'scaledEncoders' });
    const found = await run(net, 5);
    expect(Array.from(found('seen'))).toEqual([1, 2, 3, 4, 5]);
    expect([found('each').length, found('all').length]).toEqual([5 * 4, 5 * 12]);
    const [first, second] = [found('e').subarray(0, 12), found('e').subarray(12, 24)];
    second.forEach((x, i) => void expect(x).toBe((first[i] ?? 0) + -0.01 * (first[i] ?? 0)));
  });

  it('refuses what cannot be right', () => {
    expect(refusal(() => decay({ rate: 1 } as never)).message).toContain("decay: there is no parameter 'rate'");
    expect(refusal(() => likePes({ rate: Number.NaN })).message).toContain('likePes');
    expect(refusal(() => defineLearningRule({ name: '', version: '1', step: () => undefined })).code).toBe('invalid-definition');
    expect(refusal(() => defineLearningRule({ name: 'a', version: '1', step: () => undefined, state: { s: 0.5 } })()).message).toContain(
      'state.s must be a whole number >= 1',
    );
  });
});

describe('what has been learned', () => {
  it('goes into a model, which continues where the simulation was, without learning', async () => {
    using learning = await simulation(communication(), inputs(1, 50));
    await learning.runSteps(50);
    const learned = learning.toModel();
    const weights = learning.data('weights').data.slice(-40);
    // The change of the last step is added at the start of the next.
    const decoders = float64Of(learned, connectionAt(learned, 'learned').decoders ?? '');
    expect(decoders).toEqual(weights);
    using frozen = await simulation(freezeRules(learned), inputs(1, 50));
    await frozen.runSteps(3);
    expect(Array.from(frozen.data('weights').data.subarray(0, 40))).toEqual(Array.from(decoders));
    expect(connectionAt(freezeRules(learned), 'learned').rules).toEqual([]);
  });

  it('of weights solved for some dimensions goes on learning from the same error in the model', async () => {
    for (const dimensions of [
      [1, 0],
      [2, 0],
    ]) {
      const net = new Network({ seed: 8 });
      const [pre, post] = [net.ensemble(6, 2, { neuronType: lifRate() }), net.ensemble(9, 3, { neuronType: lifRate() })];
      net.connect(net.constant([0.5, -0.3]), pre, { synapse: null });
      const solver = leastSquaresL2({ weights: true });
      const learned = net.connect(pre, post.at(...dimensions), { solver, learningRule: pes({ preSynapse: null }) });
      net.connect(net.constant([3]), learned.rule().at(0), { synapse: null });
      net.connect(net.constant([-1, 2]), learned.rule(), { synapse: null });
      const [delta, error] = [
        net.probe(learned.rule(), { attribute: 'delta' }),
        net.probe(learned.rule(), { attribute: 'error', label: 'error' }),
      ];
      const runtime = await createRuntime(reference());
      const first = await runtime.simulate(await build(net), { backend: 'reference' });
      await first.runSteps(3);
      const second = await runtime.simulate(first.toModel(0), { backend: 'reference' });
      await second.runSteps(3);
      expect(second.data(error).data).toEqual(first.data(error).data);
      expect(second.data(delta).data).toEqual(first.data(delta).data);
      expect(second.data(delta).data.some(x => x !== 0)).toBe(true);
    }
  });

  it('is each item’s own in a batch', async () => {
    const both = inputs(2, 40);
    using learning = await simulation(communication(), both);
    await learning.runSteps(40);
    for (const item of [0, 1]) {
      using alone = await simulation(communication(), samplesOf([1, 40, 2], both.data.slice(item * 80, (item + 1) * 80)));
      await alone.runSteps(40);
      const [got, expected] = [learning.toModel(item), alone.toModel()].map(m => float64Of(m, connectionAt(m, 'learned').decoders ?? ''));
      expect(got).toEqual(expected);
    }
    expect(refusal(() => learning.toModel(2)).message).toContain('item 2 is outside the batch of 2');
  });

  it('is forgotten by reset and kept by a snapshot', async () => {
    using a = await simulation(communication(), inputs(1, 60));
    await a.runSteps(30);
    const state = a.snapshot();
    await a.runSteps(30);
    const whole = Float64Array.from(a.data('weights').data);
    a.reset();
    await a.runSteps(60);
    expect(a.data('weights').data).toEqual(whole);
    using b = await simulation(communication(), inputs(1, 60));
    b.restore(state);
    await b.runSteps(30);
    expect(b.data('weights').data).toEqual(whole.subarray(30 * 40));
  });

  it('of encoders goes into the model in units of the encoders', async () => {
    const net = new Network({ seed: 6 });
    const post = net.ensemble(9, 2, { label: 'post', radius: 2 });
    net.connect(net.input(2, { label: 'in' }), post, { synapse: null, learningRule: voja({ postSynapse: lowpass(0.01) }) });
    net.probe(post, { label: 'e', attribute: 'scaledEncoders' });
    using learning = await simulation(net, inputs(1, 50));
    await learning.runSteps(50);
    using next = await simulation(learning.toModel(), inputs(1, 50));
    await next.runSteps(1);
    const [last, first] = [learning.data('e').data.slice(-18), next.data('e').data];
    first.forEach((x, i) => void expect(x).toBeCloseTo(last[i] ?? 0, 12));
  });

  it('comes from the same start after a document', async () => {
    const given = communication();
    const [a, b] = await Promise.all([given, networkFromJSON(networkToJSON(given))].map(net => run(net, 20, { inputs: inputs(1, 20) })));
    expect(a?.('weights')).toEqual(b?.('weights'));
  });
});
