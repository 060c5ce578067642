import { build } from '@rheobase/build';
import {
  bcm,
  type Connection,
  dense,
  type Endpoint,
  type Ensemble,
  type LearningRuleRecord,
  leastSquaresL2,
  lifRate,
  lowpass,
  Network,
  oja,
  pes,
  rls,
  spikingRelu,
  uniform,
  voja,
} from '@rheobase/core';
import { exp } from '@rheobase/math';
import { float64Of, type Model } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { run } from './run.js';

const STEPS = 40;
const DT = 0.001;

/** A recorded matrix: what step `n` (from 0) of a probe holds. */
type Recorded = (probe: string) => (n: number) => Float64Array;

interface Learner {
  readonly net: Network;
  readonly pre: Ensemble<2>;
  readonly post: Ensemble<2>;
}

function learner(): Learner {
  const net = new Network({ seed: 7 });
  const pre = net.ensemble(11, 2, { label: 'pre', neuronType: spikingRelu(), maxRates: 400 });
  const post = net.ensemble(6, 2, { label: 'post', neuronType: lifRate(), radius: 1.5 });
  net.connect(
    net.function(t => [Math.cos(30 * t), Math.sin(30 * t)], 0, 2, { label: 'drive' }),
    pre,
    { synapse: null },
  );
  return { net, pre, post };
}

/** Probes of everything a rule shows, of its connection, and of the activities on both sides. */
async function recorded(
  net: Network,
  connection: Connection,
  attributes: readonly string[],
  pre: Endpoint,
  post: Ensemble,
): Promise<Recorded> {
  for (const attribute of attributes) net.probe(connection.rule(), { label: attribute, attribute });
  net.probe(connection, { label: 'weights', attribute: 'weights' });
  net.probe(connection, { label: 'in', attribute: 'input' });
  net.probe(connection, { label: 'out' });
  net.probe(pre, { label: 'a', ...(pre.kind === 'ensemble' ? {} : { attribute: 'output' }) });
  net.probe(post.neurons, { label: 'b' });
  net.probe(post, { label: 'x', attribute: 'input' });
  net.probe(post, { label: 'e', attribute: 'scaledEncoders' });
  const found = await run(net, STEPS, { dt: DT });
  return probe => {
    const data = found(probe);
    const size = data.length / STEPS;
    return n => data.subarray(n * size, (n + 1) * size);
  };
}

function near(got: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const e = expected[i] ?? Number.NaN;
    expect(Math.abs((got[i] ?? Number.NaN) - e)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(e)));
  }
}

const outer = (rows: ArrayLike<number>, columns: ArrayLike<number>): Float64Array =>
  Float64Array.from(
    { length: rows.length * columns.length },
    (_, i) => (rows[Math.floor(i / columns.length)] ?? 0) * (columns[i % columns.length] ?? 0),
  );

const each = (count: number, value: (i: number) => number): Float64Array => Float64Array.from({ length: count }, (_, i) => value(i));

/** Every step: `filtered` is the lowpass of `raw`, without delay. */
function expectLowpass(all: Recorded, filtered: string, raw: string, tau: number): void {
  const a = exp(-DT / tau);
  for (let n = 0; n < STEPS; n++) {
    const before = n === 0 ? null : all(filtered)(n - 1);
    near(
      all(filtered)(n),
      each(all(raw)(n).length, i => a * (before?.[i] ?? 0) + (1 - a) * (all(raw)(n)[i] ?? 0)),
    );
  }
}

/** Every step: what a rule computed at the end of one is added at the start of the next, before use; the output is weights times input. */
function expectApplied(all: Recorded, changed = 'weights'): void {
  for (let n = 1; n < STEPS; n++)
    near(
      all(changed)(n),
      each(all(changed)(n).length, i => (all(changed)(n - 1)[i] ?? 0) + (all('delta')(n - 1)[i] ?? 0)),
    );
  for (let n = 0; n < STEPS; n++) {
    const [w, input] = [all('weights')(n), all('in')(n)];
    near(
      all('out')(n),
      each(w.length / input.length, r => input.reduce((sum, x, c) => sum + (w[r * input.length + c] ?? 0) * x, 0)),
    );
  }
  expect(all('delta')(STEPS - 1).some(x => x !== 0)).toBe(true);
}

describe('prescribed error sensitivity', () => {
  it.each([
    'ensemble',
    'node',
    'neurons',
    'weights',
    'a neuron slice',
  ] as const)('changes by -rate dt / n error ⊗ activities: target %s', async kind => {
    const { net, pre, post } = learner();
    const node = net.passthrough(2, { label: 'sink' });
    const target = kind === 'node' ? node : kind === 'neurons' ? post.neurons : kind === 'a neuron slice' ? post.neurons.at(4, 1) : post;
    const learned = net.connect(kind === 'neurons' || kind === 'a neuron slice' ? pre.neurons : pre, target, {
      label: 'learned',
      synapse: null,
      learningRule: pes({ learningRate: 1e-2, preSynapse: lowpass(0.01) }),
      solver: leastSquaresL2({ weights: kind === 'weights' }),
      ...(kind === 'neurons'
        ? {
            transform: {
              type: 'dense',
              sizeIn: 11,
              sizeOut: 6,
              weights: { shape: [6, 11], init: uniform(-1e-3, 1e-3) },
            },
          }
        : {}),
      ...(kind === 'a neuron slice'
        ? {
            transform: {
              type: 'dense',
              sizeIn: 11,
              sizeOut: 2,
              weights: { shape: [2, 11], init: uniform(-1e-3, 1e-3) },
            },
          }
        : {}),
    });
    net.connect(
      net.function(t => [Math.sin(50 * t), 0.3], 0, 2, { label: 'wrong' }),
      learned.rule(),
      { synapse: null },
    );
    const all = await recorded(net, learned, ['error', 'activities', 'delta'], pre.neurons, post);
    expectLowpass(all, 'activities', 'a', 0.01);
    expectApplied(all);
    for (let n = 0; n < STEPS; n++) {
      near(all('error')(n), [Math.sin(50 * (n + 1) * DT), 0.3]);
      const e = all('e')(n);
      const encoded = each(6, i => (e[2 * i] ?? 0) * (all('error')(n)[0] ?? 0) + (e[2 * i + 1] ?? 0) * (all('error')(n)[1] ?? 0));
      const local =
        kind === 'ensemble' || kind === 'node' ? all('error')(n) : kind === 'a neuron slice' ? [encoded[4] ?? 0, encoded[1] ?? 0] : encoded;
      near(
        all('delta')(n),
        outer(local, all('activities')(n)).map(x => (-1e-2 * DT * x) / 11),
      );
    }
  });

  it('learns to communicate: the error falls to a twentieth', async () => {
    const net = new Network({ seed: 2 });
    const [pre, post] = ['pre', 'post'].map(label => net.ensemble(60, 1, { label }));
    const input = net.constant([0.6], { label: 'value' });
    if (!pre || !post) return;
    net.connect(input, pre, { synapse: null });
    const learned = net.connect(pre, post, { function: () => [0], learningRule: pes({ learningRate: 1e-3 }) });
    const error = net.ensemble(60, 1, { label: 'error' });
    net.connect(post, error);
    net.connect(input, error, { transform: -1 });
    net.connect(error, learned.rule());
    net.probe(post, { label: 'got', synapse: lowpass(0.03) });
    const got = (await run(net, 1000))('got');
    expect(Math.abs((got[60] ?? 0) - 0.6)).toBeGreaterThan(0.3);
    expect(Math.abs((got[999] ?? 0) - 0.6)).toBeLessThan(0.03);
  });
});

describe('recursive least squares', () => {
  it('keeps the inverse correlation of the activities and moves along it', async () => {
    const { net, pre, post } = learner();
    const learned = net.connect(pre, post, { label: 'learned', synapse: null, learningRule: rls({ learningRate: 0.1 }) });
    net.connect(net.constant([0.4, -0.2], { label: 'wrong' }), learned.rule(), { synapse: null });
    const all = await recorded(net, learned, ['error', 'preFiltered', 'delta', 'inverseGamma'], pre.neurons, post);
    expectLowpass(all, 'preFiltered', 'a', 0.005);
    expectApplied(all);
    let p = each(121, i => (i % 12 === 0 ? (0.1 * DT) / 11 : 0));
    for (let n = 0; n < STEPS; n++) {
      const a = all('preFiltered')(n);
      const r = each(11, i => a.reduce((sum, x, j) => sum + (p[i * 11 + j] ?? 0) * x, 0));
      const q = 1 / (1 + a.reduce((sum, x, i) => sum + x * (r[i] ?? 0), 0));
      p = p.map((x, i) => x - q * (r[Math.floor(i / 11)] ?? 0) * (r[i % 11] ?? 0));
      near(all('inverseGamma')(n), p);
      near(
        all('delta')(n),
        outer(all('error')(n), r).map(x => -q * x),
      );
    }
  });
});

/** Weights between neurons, both as they are and as decoders with encoders. */
const between = [
  ['neurons', false],
  ['weights of a solver', true],
] as const;

function neural(rule: LearningRuleRecord, solved: boolean): Learner & { readonly learned: Connection } {
  const parts = learner();
  const { net, pre, post } = parts;
  const learned = solved
    ? net.connect(pre, post, { label: 'learned', synapse: null, solver: leastSquaresL2({ weights: true }), learningRule: rule })
    : net.connect(pre.neurons, post.neurons, {
        label: 'learned',
        synapse: null,
        transform: dense({ shape: [6, 11], init: uniform(0, 1e-3) }),
        learningRule: rule,
      });
  return { ...parts, learned };
}

describe('rules on weights', () => {
  it.each(between)('bcm follows activity above its own mean (%s)', async (_, solved) => {
    const { net, pre, post, learned } = neural(bcm({ learningRate: 1e-6, postSynapse: lowpass(0.02), thetaSynapse: lowpass(0.1) }), solved);
    const all = await recorded(net, learned, ['theta', 'preFiltered', 'postFiltered', 'delta'], pre.neurons, post);
    expectLowpass(all, 'preFiltered', 'a', 0.005);
    expectLowpass(all, 'postFiltered', 'b', 0.02);
    expectLowpass(all, 'theta', 'b', 0.1);
    expectApplied(all);
    for (let n = 0; n < STEPS; n++) {
      const moved = all('postFiltered')(n).map((b, i) => b * (b - (all('theta')(n)[i] ?? 0)));
      near(
        all('delta')(n),
        outer(moved, all('preFiltered')(n)).map(x => 1e-6 * DT * x),
      );
    }
  });

  it.each(between)('oja forgets by the weights of this step (%s)', async (_, solved) => {
    const { net, pre, post, learned } = neural(oja({ learningRate: 1e-5, beta: 0.5 }), solved);
    const all = await recorded(net, learned, ['preFiltered', 'postFiltered', 'delta'], pre.neurons, post);
    expectApplied(all);
    for (let n = 0; n < STEPS; n++) {
      const b = all('postFiltered')(n);
      const hebb = outer(b, all('preFiltered')(n));
      near(
        all('delta')(n),
        hebb.map((x, i) => 1e-5 * DT * (x - 0.5 * (b[Math.floor(i / 11)] ?? 0) ** 2 * (all('weights')(n)[i] ?? 0))),
      );
    }
  });
});

describe('vector oja', () => {
  it('moves encoders towards the whole input of the target, by one plus what is sent', async () => {
    const { net, pre, post } = learner();
    net.connect(net.constant([0.2, 0.1], { label: 'more' }), post, { synapse: null });
    const learned = net.connect(pre, post, {
      label: 'learned',
      synapse: null,
      learningRule: voja({ learningRate: 0.5, postSynapse: null }),
    });
    net.connect(
      net.function(t => [t > 0.02 ? -1 : 0.5], 0, 1, { label: 'gate' }),
      learned.rule(),
      { synapse: null },
    );
    const model = await build(net);
    const gain = float64Of(model, model.ensembles[1]?.gain ?? '');
    const all = await recorded(net, learned, ['postFiltered', 'scaledEncoders', 'delta'], pre.neurons, post);
    for (let n = 0; n < STEPS; n++) {
      const [e, b, x] = [all('e')(n), all('b')(n), all('x')(n)];
      near(all('scaledEncoders')(n), e);
      const s = (n + 1) * DT > 0.02 ? 0 : 1.5;
      const expected = each(12, i => {
        const row = Math.floor(i / 2);
        return 0.5 * DT * s * (((gain[row] ?? 0) / 1.5) * (b[row] ?? 0) * (x[i % 2] ?? 0) - (b[row] ?? 0) * (e[i] ?? 0));
      });
      near(all('delta')(n), expected);
      if (n > 0)
        near(
          e,
          each(12, i => (all('e')(n - 1)[i] ?? 0) + (all('delta')(n - 1)[i] ?? 0)),
        );
    }
    expect(Array.from(all('e')(STEPS - 1))).not.toEqual(Array.from(all('e')(0)));
  });

  it('makes active neurons prefer what is shown', async () => {
    const net = new Network({ seed: 5 });
    const post = net.ensemble(30, 2, { label: 'post', intercepts: 0.1 });
    const key = [0.6, 0.8];
    const learned = net.connect(net.constant(key), post, { synapse: null, learningRule: voja({ learningRate: 1e-1 }) });
    net.probe(learned.rule(), { label: 'e', attribute: 'scaledEncoders', sampleEvery: 0.3 });
    const model: Model = await build(net);
    const [first, last] = [float64Of(model, model.ensembles[0]?.encoders ?? ''), (await run(model, 600))('e').subarray(60)];
    const along = (rows: Float64Array, i: number) => {
      const [a = 0, b = 0] = rows.subarray(2 * i, 2 * i + 2);
      return (a * (key[0] ?? 0) + b * (key[1] ?? 0)) / Math.hypot(a, b);
    };
    for (let i = 0; i < 30; i++) {
      if (along(first, i) > 0.3) expect(along(last, i)).toBeGreaterThan(Math.max(along(first, i) - 1e-6, 0.99));
      if (along(first, i) < 0) expect(along(last, i)).toBeCloseTo(along(first, i), 12);
    }
  });
});
