import { activities, build, defaultEvalPointCount, resolve, strip } from '@rheobase/build';
import {
  choice,
  constant,
  convolution,
  dense,
  integrateAndFire,
  leastSquaresL2,
  lif,
  lifRate,
  Network,
  networkFromJSON,
  networkToJSON,
  relu,
  softLif,
  spikingRelu,
  tensor,
  uniform,
  uniformHypersphere,
} from '@rheobase/core';
import {
  connectionAt,
  ensembleAt,
  float64Of,
  freezeRules,
  hashModel,
  type Model,
  modelFromBytes,
  modelToBytes,
  nodeAt,
  probeAt,
  removePassthrough,
  tensorOf,
} from '@rheobase/model';
import { lower, printProgram, standardPasses } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { buildProperties } from './build-properties.js';

async function refused(net: Network) {
  const failed = await build(net).then(
    () => null,
    (error: unknown) => error,
  );
  return refusal(() => {
    if (failed !== null) throw failed;
  });
}

const solveOf = (model: Model, path: string) => {
  const { solve } = connectionAt(model, path);
  if (!solve || solve.evalPoints === null) throw new Error('there is nothing to solve');
  return solve;
};

describe('build', () => {
  buildProperties(15);

  it('makes a model of a network without objects, also where it has subnetworks: it is stored, read back and hashed', async () => {
    const nested = new Network({ label: 'nested' });
    nested.subnetwork({ label: 'outer' }).subnetwork({ label: 'inner' });
    const [model, same] = [await build(new Network()), await build(nested)];
    expect(model).toMatchObject({ nodes: [], ensembles: [], connections: [], probes: [], hints: {} });
    expect(model.tensors.size).toBe(0);
    expect(hashModel(same)).toBe(hashModel(model));
    expect(hashModel(modelFromBytes(modelToBytes(model)))).toBe(hashModel(model));
    expect(hashModel(await build(networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(nested))))))).toBe(hashModel(model));
    expect(printProgram(lower(model, { dt: 0.001, passes: standardPasses }))).toBe('');
    for (const edited of [removePassthrough(model), await resolve(model), strip(model), freezeRules(model)])
      expect(hashModel(edited)).toBe(hashModel(model));
  });

  it('draws by seed: another seed of the network or of the ensemble gives other encoders', async () => {
    const encoders = async (network: number, own?: number) => {
      const net = new Network({ seed: network });
      net.ensemble(9, 3, { label: 'a', ...(own === undefined ? {} : { seed: own }) });
      return tensorOf(await build(net), 'a.encoders').data;
    };
    const first = await encoders(0);
    expect(await encoders(0)).toEqual(first);
    expect(await encoders(1)).not.toEqual(first);
    expect(await encoders(0, 1)).not.toEqual(first);
    expect(await encoders(7, 1)).toEqual(await encoders(0, 1));
  });

  it('draws gain, bias and weights by an explicit seed alone, whatever the path and the network', async () => {
    const made = async (label: string, network: number, seed?: number) => {
      const own = seed === undefined ? {} : { seed };
      const net = new Network({ seed: network });
      const a = net.ensemble(9, 2, { label, gain: uniform(1, 2), bias: uniform(1, 2), evalPointCount: 20, ...own });
      net.connect(a, net.passthrough(3), { label: `${label} on`, transform: dense({ shape: [3, 2], init: uniform(-1, 1) }), ...own });
      const model = await build(net);
      return [`${label}.gain`, `${label}.bias`, `${label} on.weights`].map(id => Array.from(float64Of(model, id)));
    };
    const first = await made('a', 0, 5);
    expect(await made('b', 1, 5)).toEqual(first);
    expect(await made('b', 1)).not.toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
    expect(await made('a', 0)).not.toEqual(await made('b', 0));
  });

  it('draws one purpose without disturbing another', async () => {
    const made = async (options: object) => {
      const net = new Network();
      net.ensemble(9, 2, { label: 'a', ...options });
      return build(net);
    };
    const [plain, other] = [await made({}), await made({ intercepts: uniform(0, 0.5) })];
    expect(tensorOf(other, 'a.encoders')).toEqual(tensorOf(plain, 'a.encoders'));
    expect(tensorOf(other, 'a.voltage')).toEqual(tensorOf(plain, 'a.voltage'));
    expect(tensorOf(other, 'a.gain')).not.toEqual(tensorOf(plain, 'a.gain'));
  });

  it('gives unit encoders, or those given as they are', async () => {
    const net = new Network();
    net.ensemble(50, 3, { label: 'drawn' });
    net.ensemble(2, 2, {
      label: 'given',
      encoders: [
        [3, 4],
        [0, -2],
      ],
    });
    net.ensemble(2, 2, {
      label: 'raw',
      encoders: [
        [3, 4],
        [0, -2],
      ],
      normalizeEncoders: false,
    });
    net.ensemble(2, 2, { label: 'none', encoders: null });
    const model = await build(net);
    const drawn = float64Of(model, 'drawn.encoders');
    for (let i = 0; i < 50; i++) expect(Math.abs(Math.hypot(...drawn.subarray(3 * i, 3 * i + 3)) - 1)).toBeLessThan(1e-12);
    expect(Array.from(float64Of(model, 'given.encoders'))).toEqual([0.6, 0.8, 0, -1]);
    expect(Array.from(float64Of(model, 'raw.encoders'))).toEqual([3, 4, 0, -2]);
    expect(ensembleAt(model, 'none').encoders).toBeNull();
    const zero = new Network();
    zero.ensemble(2, 1, { label: 'z', encoders: [[1], [0]] });
    expect((await refused(zero)).message).toContain('z: encoder 1 has length 0');
  });

  it('draws rates and intercepts for each neuron', async () => {
    const net = new Network();
    net.ensemble(40, 1, { label: 'a', neuronType: relu(), maxRates: choice([100, 200]), intercepts: 0 });
    expect(new Set(float64Of(await build(net), 'a.gain'))).toEqual(new Set([100, 200]));
  });

  it('shares gain and bias along the axes of parameterShape', async () => {
    const net = new Network();
    net.ensemble(12, 1, {
      label: 'a',
      neuronType: relu(),
      encoders: null,
      shape: [2, 2, 3],
      parameterShape: [1, 1, 3],
      maxRates: uniform(10, 20),
    });
    const model = await build(net);
    expect(tensorOf(model, 'a.gain').shape).toEqual([1, 1, 3]);
    expect(new Set(float64Of(model, 'a.gain')).size).toBe(3);
  });

  it('tunes neurons whose parameters repeat along the axes of their shape', async () => {
    const net = new Network();
    const made = (label: string, values: readonly number[], shape: readonly number[]) =>
      net.ensemble(6, 1, {
        label,
        neuronType: integrateAndFire({ threshold: tensor(shape, values) }),
        encoders: null,
        shape: [2, 3],
        maxRates: 10,
        intercepts: 0,
      });
    made('columns', [1, 2, 3], [3]);
    made('rows', [1, 2], [2, 1]);
    made('all', [1, 2, 3, 4, 5, 6], [2, 3]);
    const model = await build(net);
    const gains = (path: string) => Array.from(float64Of(model, `${path}.gain`), x => Math.round(x));
    expect(gains('columns')).toEqual([10, 20, 30, 10, 20, 30]);
    expect(gains('rows')).toEqual([10, 10, 10, 20, 20, 20]);
    expect(gains('all')).toEqual([10, 20, 30, 40, 50, 60]);
    const wrong = new Network();
    wrong.ensemble(6, 1, {
      label: 'w',
      neuronType: integrateAndFire({ threshold: tensor([2, 3], [1, 2, 3, 4, 5, 6]) }),
      encoders: null,
      shape: [2, 3],
      parameterShape: [1, 3],
    });
    expect((await refused(wrong)).message).toContain('w: threshold of shape [2,3] does not repeat to the shape [1,3] of gain and bias');
  });

  it('starts lif and spikingRelu with voltages in [0, 1), others with none', async () => {
    const net = new Network();
    for (const [label, neuronType] of Object.entries({ lif: lif(), spiking: spikingRelu(), rate: lifRate() }))
      net.ensemble(50, 1, { label, neuronType });
    net.ensemble(3, 1, { label: 'given', initialState: { voltage: [0.1, 0.2, 0.3], refractoryTime: 0.001 } });
    const model = await build(net);
    for (const path of ['lif', 'spiking']) {
      const voltage = float64Of(model, `${path}.voltage`);
      expect(voltage.every(v => v >= 0 && v < 1)).toBe(true);
      expect(new Set(voltage).size).toBe(50);
    }
    expect(ensembleAt(model, 'rate').initialState).toEqual({});
    expect(Array.from(float64Of(model, 'given.voltage'))).toEqual([0.1, 0.2, 0.3]);
    expect(Array.from(float64Of(model, 'given.refractoryTime'))).toEqual([0.001, 0.001, 0.001]);
  });

  it('ties what the network ties, under one id', async () => {
    const net = new Network();
    const weights = tensor([2, 2], [1, 2, 3, 4]);
    const a = net.input(2);
    const b = net.passthrough(2);
    net.connect(a, b, { label: 'one', transform: dense(weights) });
    net.connect(a, b, { label: 'two', transform: dense(weights) });
    const model = await build(net);
    expect(connectionAt(model, 'two').transform).toEqual(connectionAt(model, 'one').transform);
    expect(tensorOf(model, 'one.weights')).toBe(weights);
    expect(model.tensors.size).toBe(1);
  });

  it('keeps weights apart and unexpanded', async () => {
    const net = new Network();
    const a = net.ensemble(20, 16, { label: 'a', radius: 2, evalPointCount: 50 });
    net.connect(a, net.passthrough(8), { label: 'c', transform: convolution({ inputShape: [4, 4, 1], filters: 2 }) });
    const model = await build(net);
    expect(connectionAt(model, 'c').transform).toMatchObject({ type: 'convolution', kernel: 'c.kernel' });
    expect(tensorOf(model, 'c.kernel').shape).toEqual([3, 3, 1, 2]);
    expect(tensorOf(model, 'c.decoders').shape).toEqual([16, 20]);
    expect(ensembleAt(model, 'a').radius).toBe(2);
  });

  it('keeps hints by path and drops empty ones', async () => {
    const net = new Network();
    const a = net.input(1, { label: 'a', hints: { onChip: false } });
    net.connect(a, net.passthrough(1, { label: 'b' }), { hints: { trainable: false } });
    expect((await build(net)).hints).toEqual({ a: { onChip: false }, 'a->b': { trainable: false } });
  });

  it('keeps what nodes are', async () => {
    const net = new Network();
    net.node(constant([1, 2]), { label: 'c' });
    const model = await build(net);
    expect(nodeAt(model, 'c').record).toEqual({ type: 'constant', size: 2, value: 'c.value' });
    expect(refusal(() => nodeAt(model, 'd')).message).toContain("there is no node 'd' in this model; it has c");
  });
});

describe('evaluation points', () => {
  it.each([
    [10, 1, 750],
    [10, 3, 1500],
    [10, 8, 2500],
    [2000, 2, 4000],
  ])('of %d neurons and %d dimensions are %d by default', (neurons, dimensions, count) => {
    expect(defaultEvalPointCount(neurons, dimensions)).toBe(count);
  });

  it('are as many as asked for or given, shared by the connections of an ensemble and scaled by its radius', async () => {
    const net = new Network();
    const a = net.ensemble(20, 2, { label: 'a', radius: 3, evalPointCount: 40 });
    const b = net.passthrough(2);
    net.connect(a, b, { label: 'one' });
    net.connect(a, b, { label: 'two' });
    net.connect(a, b, { label: 'own', evalPoints: uniformHypersphere({ surface: true }) });
    net.connect(a, b, {
      label: 'given',
      evalPoints: [
        [1, 0],
        [0, 0.5],
        [-1, 0],
      ],
    });
    net.connect(a, b, {
      label: 'raw',
      evalPoints: [
        [1, 0],
        [0, 0.5],
        [-1, 0],
      ],
      scaleEvalPoints: false,
    });
    net.probe(a, { label: 'p' });
    const model = await build(net);
    const [one, two, own] = ['one', 'two', 'own'].map(path => solveOf(model, path));
    expect(two?.evalPoints).toBe(one?.evalPoints);
    expect(probeAt(model, 'p').solve?.evalPoints).toBe(one?.evalPoints);
    expect(tensorOf(model, one?.evalPoints ?? '').shape).toEqual([40, 2]);
    expect(float64Of(model, one?.evalPoints ?? '').some(x => Math.abs(x) > 1)).toBe(true);
    const surface = float64Of(model, own?.evalPoints ?? '');
    expect(surface).toHaveLength(80);
    for (let p = 0; p < 40; p++) expect(Math.abs(Math.hypot(...surface.subarray(2 * p, 2 * p + 2)) - 3)).toBeLessThan(1e-12);
    expect(Array.from(float64Of(model, solveOf(model, 'given').evalPoints))).toEqual([3, 0, 0, 1.5, -3, 0]);
    expect(Array.from(float64Of(model, solveOf(model, 'raw').evalPoints))).toEqual([1, 0, 0, 0.5, -1, 0]);
  });

  it('that do not make whole rows are refused', async () => {
    for (const evalPoints of [
      [1, 2, 3],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]) {
      const net = new Network();
      net.probe(net.ensemble(20, 2, { label: 'a', evalPoints }), { label: 'p' });
      expect((await refused(net)).code).toBe('size-mismatch');
    }
  });
});

describe('decoders', () => {
  it.each([lif(), lifRate(), softLif(), relu(), spikingRelu()])('of 100 $type neurons represent x', async neuronType => {
    const net = new Network({ seed: 1 });
    const a = net.ensemble(100, 2, { label: 'a', neuronType, radius: 2 });
    net.connect(a, net.passthrough(2), { label: 'c', solver: leastSquaresL2({ reg: 0.01 }) });
    const model = await build(net);
    const points = float64Of(model, solveOf(model, 'c').evalPoints);
    const rates = activities(model, ensembleAt(model, 'a'), points);
    const decoders = float64Of(model, 'c.decoders');
    let squares = 0;
    for (let p = 0; p < points.length / 2; p++) {
      for (let k = 0; k < 2; k++) {
        let y = 0;
        for (let i = 0; i < 100; i++) y += (decoders[k * 100 + i] ?? 0) * (rates[p * 100 + i] ?? 0);
        squares += (y - (points[2 * p + k] ?? 0)) ** 2;
      }
    }
    expect(Math.sqrt(squares / points.length)).toBeLessThan(0.02 * 2);
  });

  it('are solved for the function of what the slice sees', async () => {
    const net = new Network();
    const a = net.ensemble(20, 3, {
      label: 'a',
      evalPoints: [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
      ],
    });
    net.connect(a.at(2, 0), net.passthrough(1), { label: 'c', function: x => [10 * (x[0] ?? 0) + (x[1] ?? 0)] });
    const model = await build(net);
    expect(Array.from(float64Of(model, 'c.targets'))).toEqual([10 * 0.3 + 0.1, 10 * 0.6 + 0.4]);
    expect(connectionAt(model, 'c')).toMatchObject({ pre: { port: 'decoded', slice: null }, function: null, sizeOut: 1 });
  });

  it('take a function that returns a number for a vector of one', async () => {
    const net = new Network();
    const a = net.ensemble(20, 1, { label: 'a', evalPoints: [[0.5], [-0.25]] });
    net.connect(a, net.passthrough(1), { label: 'c', function: x => (x[0] ?? 0) ** 2 });
    net.connect(a, net.passthrough(1), { label: 'd', function: x => [(x[0] ?? 0) ** 2] });
    const model = await build(net);
    expect(Array.from(float64Of(model, 'c.targets'))).toEqual([0.25, 0.0625]);
    expect(float64Of(model, 'c.decoders')).toEqual(float64Of(model, 'd.decoders'));
  });

  it('refuse a function that returns NaN alone, naming the point', async () => {
    const net = new Network();
    const a = net.ensemble(20, 1, { label: 'a', evalPoints: [[0.25], [-0.5]] });
    net.connect(a, net.passthrough(1, { label: 'b' }), { function: x => Math.sqrt(x[0] ?? 0) });
    const error = await refused(net);
    expect(error.message).toContain('a->b: its function returned [NaN] at evaluation point 1; it must return 1 finite numbers');
  });

  it('refuse functions that change their size or return what is not finite', async () => {
    for (const fn of [(x: Float64Array) => ((x[0] ?? 0) > 0 ? [1, 2] : [1]), (x: Float64Array) => [1 / Math.max(0, x[0] ?? 0)]]) {
      const net = new Network();
      net.connect(net.ensemble(20, 1, { label: 'a' }), net.passthrough(1, { label: 'b' }), { function: fn });
      const error = await refused(net);
      expect([error.code, error.object]).toEqual(['invalid-function', 'a->b']);
    }
  });

  it.each<[string, () => ArrayLike<number>, string]>([
    [
      'throws',
      () => {
        throw new Error('no such table');
      },
      "threw 'no such table' at evaluation point 0 [0.25]",
    ],
    ['returns nothing', () => JSON.parse('{}').nothing, 'returned undefined at evaluation point 0 [0.25]'],
    ['returns true', () => JSON.parse('true'), 'returned true at evaluation point 0'],
    ['returns an object', () => JSON.parse('{}'), 'returned an object at evaluation point 0'],
  ])('refuse a function that %s, naming the connection and the point', async (_what, fn, message) => {
    const net = new Network();
    const a = net.ensemble(20, 1, { label: 'a', evalPoints: [[0.25], [0.5]] });
    const behaved = (x: Float64Array) => (x[0] === 0 ? [0] : fn());
    net.connect(a, net.passthrough(1, { label: 'b' }), { function: behaved });
    const error = await refused(net);
    expect([error.name, error.code, error.object]).toEqual(['ValidationError', 'invalid-function', 'a->b']);
    expect(error.message).toContain(`a->b: its function ${message}`);
  });

  it('refuse activities that are not finite, naming the connection', async () => {
    const net = new Network();
    const a = net.ensemble(20, 1, { label: 'a', neuronType: relu(), gain: 1e308, bias: 1e308 });
    net.connect(a, net.passthrough(1, { label: 'b' }));
    const error = await refused(net);
    expect([error.name, error.code, error.object]).toEqual(['ValidationError', 'invalid-activity', 'a->b']);
  });

  it('of many connections are those of each alone, whatever is solved before them', async () => {
    const made = async (labels: readonly string[]) => {
      const net = new Network();
      const a = net.ensemble(30, 1, { label: 'a', evalPointCount: 60, seed: 3 });
      const options: Readonly<Record<string, object>> = {
        plain: {},
        square: { function: (x: Float64Array) => [(x[0] ?? 0) ** 2] },
        strict: { solver: leastSquaresL2({ reg: 0.01 }) },
        own: { evalPoints: uniform(-0.5, 0.5), seed: 8 },
        raw: { scaleEvalPoints: false },
      };
      for (const label of labels) net.connect(a, net.passthrough(1), { label, ...options[label] });
      return build(net);
    };
    const labels = ['plain', 'square', 'strict', 'own', 'raw'];
    const all = await made([...labels].reverse());
    for (const label of labels) expect(tensorOf(all, `${label}.decoders`)).toEqual(tensorOf(await made([label]), `${label}.decoders`));
    expect(tensorOf(all, 'strict.decoders')).not.toEqual(tensorOf(all, 'plain.decoders'));
    expect(tensorOf(all, 'own.decoders')).not.toEqual(tensorOf(all, 'plain.decoders'));
  });

  it('refuse a silent ensemble by the name of the connection', async () => {
    const net = new Network();
    net.connect(net.ensemble(20, 1, { label: 'a', gain: 1, bias: -5 }), net.passthrough(1, { label: 'b' }));
    expect((await refused(net)).message).toContain('a->b: no neuron is active');
  });
});
