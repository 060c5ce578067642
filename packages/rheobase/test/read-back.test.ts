import {
  biasOf,
  build,
  type Connection,
  convolution,
  createRuntime,
  dense,
  direct,
  encodersOf,
  evalPointDecoding,
  evalPointsOf,
  gainOf,
  indices,
  leastSquaresL2,
  lifRate,
  type Model,
  Network,
  type Node,
  type ProbeRef,
  pes,
  pooling,
  reference,
  responseCurves,
  rmses,
  scale,
  sortedNeurons,
  sparse,
  strip,
  tuningCurves,
  voja,
  weightsOf,
} from 'rheobase';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

const farthest = (found: ArrayLike<number>, wanted: ArrayLike<number>): number => {
  expect(found).toHaveLength(wanted.length);
  return Array.from(wanted).reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? Number.NaN))), 0);
};

const times = ({ shape: [rows = 0, columns = 0], data }: ReturnType<typeof weightsOf>, x: readonly number[]): readonly number[] => {
  expect(x).toHaveLength(columns);
  return Array.from({ length: rows }, (_, row) => x.reduce((sum, value, column) => sum + (data[row * columns + column] ?? 0) * value, 0));
};

/** What probes hold after some steps, and the model with what was learned. */
async function run(
  model: Model,
  probes: readonly ProbeRef[],
  steps = 1,
): Promise<{ last: readonly (readonly number[])[]; learned: Model }> {
  const runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(model);
  await simulation.runSteps(steps);
  const last = probes.map(probe => Array.from(simulation.data(probe).data.slice(-probe.size)));
  return { last, learned: simulation.toModel() };
}

/** Two ensembles with everything given, as in the program for Nengo whose numbers are below. */
function twoGiven() {
  const net = new Network();
  const evalPoints = [-0.9, -0.3, 0.2, 0.8].flatMap(x => [-0.7, 0.1, 0.6].map(y => [x, y]));
  const a = net.ensemble(5, 2, {
    label: 'a',
    radius: 2,
    neuronType: lifRate(),
    encoders: [
      [3, 4],
      [1, 0],
      [0, -2],
      [-1, 1],
      [-1, -1],
    ],
    gain: [1, 2, 1.5, 1.2, 0.8],
    bias: [1, 1.5, 0.5, 2, 1.2],
    evalPoints,
  });
  const b = net.ensemble(3, 3, {
    label: 'b',
    radius: 0.5,
    neuronType: lifRate(),
    encoders: [
      [1, 0, 0],
      [0, 3, 4],
      [2, -1, 2],
    ],
    gain: [1, 2, 4],
    bias: [0, 1, 2],
  });
  return { net, a, b, evalPoints };
}

describe('gain, bias and encoders', () => {
  it('are read by the ensemble of the network, that of the model or the path', async () => {
    const { net, a } = twoGiven();
    const model = await build(net);
    const inModel = model.ensembles.find(({ path }) => path === 'a');
    if (!inModel) throw new Error('unreachable');
    for (const ensemble of [a, a.neurons, inModel, 'a']) {
      expect(Array.from(gainOf(model, ensemble))).toEqual([1, 2, 1.5, 1.2, 0.8]);
      expect(Array.from(biasOf(model, ensemble))).toEqual([1, 1.5, 0.5, 2, 1.2]);
      const { shape, data } = encodersOf(model, ensemble);
      expect(shape).toEqual([5, 2]);
      // Nengo: sim.data[a].encoders
      const half = Math.SQRT1_2;
      expect(farthest(data, [0.6, 0.8, 1, 0, 0, -1, -half, half, -half, -half])).toBeLessThan(1e-15);
    }
  });

  it('of drawn ones have unit length, and as they are where that was switched off', async () => {
    const net = new Network({ seed: 3 });
    net.ensemble(30, 3, { label: 'a' });
    net.ensemble(2, 1, { label: 'b', encoders: [[2], [-3]], normalizeEncoders: false });
    const model = await build(net);
    const { data } = encodersOf(model, 'a');
    for (let i = 0; i < 90; i += 3) expect(Math.hypot(...data.subarray(i, i + 3))).toBeCloseTo(1, 12);
    expect(Array.from(encodersOf(model, 'b').data)).toEqual([2, -3]);
  });

  it('of an ensemble that computes directly are the identity, and there is no gain', async () => {
    const net = new Network();
    const ensemble = net.ensemble(50, 2, { neuronType: direct() });
    const model = await build(net);
    expect(encodersOf(model, ensemble)).toMatchObject({ shape: [2, 2], data: Float64Array.of(1, 0, 0, 1) });
    expect(gainOf(model, ensemble)).toHaveLength(0);
  });

  it('are copies', async () => {
    const { net, a } = twoGiven();
    const c = net.connect(a, net.passthrough(2));
    const model = await build(net);
    const read = [gainOf(model, a), biasOf(model, a), encodersOf(model, a).data, weightsOf(model, c).data, evalPointsOf(model, a).data];
    const again = () => [
      gainOf(model, a),
      biasOf(model, a),
      encodersOf(model, a).data,
      weightsOf(model, c).data,
      evalPointsOf(model, a).data,
    ];
    const before = again();
    for (const values of read) values.fill(7);
    expect(again()).toEqual(before);
  });

  it.each<[string, (model: Model) => unknown, string]>([
    ['gainOf', model => gainOf(model, 'x'), "there is no ensemble 'x' in this model; it has a, bare"],
    ['biasOf', model => biasOf(model, 'x'), "there is no ensemble 'x' in this model; it has a, bare"],
    ['encodersOf', model => encodersOf(model, 'x'), "there is no ensemble 'x' in this model; it has a, bare"],
    ['encodersOf of neurons', model => encodersOf(model, 'bare'), "ensemble 'bare' has no encoders"],
    ['weightsOf', model => weightsOf(model, 'a'), "there is no connection 'a' in this model; it has c"],
    ['evalPointsOf', model => evalPointsOf(model, 'x'), "there is no ensemble 'x' in this model; it has a, bare"],
    [
      'gainOf of a connection',
      model => gainOf(model, { kind: 'connection', path: model.connections[0]?.path ?? '' }),
      "there is no ensemble 'c' in this model; it has a, bare",
    ],
    ['weightsOf of an ensemble', model => weightsOf(model, JSON.parse(JSON.stringify(model.ensembles[0]))), "there is no connection 'a'"],
    [
      'gainOf of nothing',
      model => gainOf(model, JSON.parse('null')),
      'gainOf: the ensemble itself or its path is needed, but null was given',
    ],
    [
      'weightsOf of a number',
      model => weightsOf(model, JSON.parse('1')),
      'weightsOf: the connection itself or its path is needed, but 1 was given',
    ],
  ])('are refused with the list of those there are: %s', async (_what, read, message) => {
    const net = new Network();
    const a = net.ensemble(5, 1, { label: 'a' });
    net.ensemble(5, 1, { label: 'bare', encoders: null });
    net.connect(a, net.passthrough(1), { label: 'c' });
    const model = await build(net);
    const error = refusal(() => read(model));
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});

describe('what is computed of an ensemble, a connection or a probe', () => {
  it('takes the object itself as well as its path', async () => {
    const net = new Network({ seed: 6 });
    const a = net.ensemble(10, 1, { label: 'a' });
    const connection = net.connect(a, net.passthrough(1), { label: 'c' });
    const probe = net.probe(a, { label: 'p' });
    const model = await build(net);
    const [inModel] = model.ensembles;
    if (!inModel) throw new Error('unreachable');
    for (const ensemble of [a, inModel]) {
      expect(tuningCurves(model, ensemble)).toEqual(tuningCurves(model, 'a'));
      expect(responseCurves(model, ensemble)).toEqual(responseCurves(model, 'a'));
      expect(sortedNeurons(model, ensemble)).toEqual(sortedNeurons(model, 'a'));
    }
    for (const [object, path] of [
      [connection, 'c'],
      [probe, 'p'],
    ] as const) {
      expect(rmses(model, object)).toEqual(rmses(model, path));
      expect(evalPointDecoding(model, object)).toEqual(evalPointDecoding(model, path));
    }
    expect(refusal(() => rmses(model, JSON.parse('1'))).message).toContain('the connection or probe itself or its path is needed');
  });
});

describe('weights of a connection', () => {
  it('are what Nengo has in sim.data[connection].weights', async () => {
    const { net, a, b } = twoGiven();
    const node = net.passthrough(3);
    const matrix = dense([
      [1, 2],
      [0.5, -1],
    ]);
    const cases: readonly [Connection, readonly number[], readonly number[]][] = [
      [
        net.connect(a, node.at(1, 2), { transform: matrix }),
        [2, 5],
        [
          0.021700261126896506, 0.010646288390950082, -0.03299764616534481, 0.013756975172644603, -0.0460060133446463,
          -0.003142847787236717, 0.010676266557802995, 0.018374696258058133, -0.01750403841076641, 0.013218767464725018,
        ],
      ],
      [
        net.connect(a.at(1), b.at(2), { function: x => (x[0] ?? 0) ** 2 }),
        [1, 5],
        [0.006556311906543683, 0.0021790522388509944, 0.029859454320738527, 0.0074798336968626465, 0.0010261179080384205],
      ],
      [
        net.connect(a, b.at(2, 0), { solver: leastSquaresL2({ weights: true }) }),
        [3, 5],
        [
          0.01399297835068497, -0.005353122362327953, -0.03487351934073054, 0.024382525997088712, -0.03622177413704817,
          0.024663304883876917, 0.051198114410489715, 0.006002794161234317, -0.034001762638221154, -0.03130956546431402,
          0.07842011707495478, 0.07105519771794164, -0.0829913946398909, 0.008350464928534645, -0.14877400680598515,
        ],
      ],
      [net.connect(net.input(3).at(2, 0), node.at(1), { transform: dense([[1, 2]]) }), [1, 2], [1, 2]],
      [
        net.connect(a.neurons.at(1, 2), b.neurons.at(2, 0), {
          transform: dense([
            [1, 2],
            [3, 4],
          ]),
        }),
        [2, 2],
        [1, 2, 3, 4],
      ],
    ];
    const model = await build(net);
    for (const [connection, shape, values] of cases) {
      const found = weightsOf(model, connection);
      expect(found.shape).toEqual(shape);
      const size = Math.max(...values.map(Math.abs));
      expect(farthest(found.data, values) / size).toBeLessThan(1e-9);
      expect(weightsOf(model, connection.path)).toEqual(found);
      expect(model.connections.filter(({ path }) => path === connection.path).map(each => weightsOf(model, each))).toEqual([found]);
    }
  });

  it('times what a connection takes are what it delivers, whatever its transform and slices', async () => {
    const net = new Network({ seed: 2 });
    const x = [0.5, -1, 2, 0.25, -0.75, 1.5, 3, -2];
    const node: Node = net.constant(x);
    const cells = net.ensemble(6, 2, { label: 'cells', neuronType: lifRate() });
    net.connect(net.constant([0.3, -0.4]), cells, { synapse: null });
    const rates = net.probe(cells.neurons);
    const ends = (size: number): Node => net.passthrough(size);
    const conv = convolution({ inputShape: [4, 2], filters: 3, kernelSize: 2 });
    const pool = pooling({ inputShape: [4, 2], poolSize: 2 });
    const picked = sparse({ shape: [3, 8], rows: [0, 2, 2], columns: [1, 7, 0], values: [2, -1, 0.5] });
    const made: readonly [Connection, readonly number[] | 'rates'][] = [
      [net.connect(node, ends(8), { synapse: null }), x],
      [net.connect(node.at(3, 3, -1), ends(5).at(4, 0, 0), { synapse: null }), [0.25, 0.25, -2]],
      [net.connect(node.at(0, 1), ends(2), { transform: scale([2, 3]), synapse: null }), [0.5, -1]],
      [net.connect(node, ends(3), { transform: indices(8, [7, -1, 0]), synapse: null }), x],
      [net.connect(node, ends(3), { transform: picked, synapse: null }), x],
      [net.connect(node, ends(9), { transform: conv, synapse: null }), x],
      [net.connect(node, ends(4), { transform: pool, synapse: null }), x],
      [
        net.connect(node.at(0, 1), ends(1), { function: v => [v[0] ?? 0, 10, 20], transform: dense([[1, 2, 3]]), synapse: null }),
        [0.5, 10, 20],
      ],
      [net.connect(cells, ends(2), { synapse: null }), 'rates'],
      [net.connect(cells.at(1), ends(2), { function: v => [v[0] ?? 0, 1], transform: scale([1, 2]), synapse: null }), 'rates'],
      [net.connect(cells, ends(2), { transform: sparse({ shape: [2, 2], rows: [0], columns: [1], values: [4] }), synapse: null }), 'rates'],
    ];
    const probes = made.map(([connection]) => net.probe(connection));
    const model = await build(net);
    const { last } = await run(model, [rates, ...probes]);
    made.forEach(([connection, given], i) => {
      const wanted = times(weightsOf(model, connection), given === 'rates' ? (last[0] ?? []) : given);
      expect(farthest(last[i + 1] ?? [], wanted), connection.path).toBeLessThan(1e-12);
    });
  });

  it('and encoders are those learned, after toModel', async () => {
    const net = new Network({ seed: 4 });
    const a = net.ensemble(20, 1, { label: 'a' });
    const b = net.ensemble(20, 1, { label: 'b' });
    net.connect(net.constant([0.5]), a);
    const decoded = net.connect(a, net.passthrough(1), { learningRule: pes({ learningRate: 1e-3 }) });
    net.connect(net.constant([0.3]), decoded.rule(), { synapse: null });
    net.connect(a, b, { learningRule: voja({ learningRate: 1e-1 }) });
    const weights = net.probe(decoded, { attribute: 'weights' });
    const model = await build(net);
    const { last, learned } = await run(model, [weights], 100);
    expect(Array.from(weightsOf(learned, decoded).data)).toEqual(last[0]);
    expect(weightsOf(learned, decoded).data).not.toEqual(weightsOf(model, decoded).data);
    expect(encodersOf(learned, b).shape).toEqual([20, 1]);
    expect(encodersOf(learned, b).data).not.toEqual(encodersOf(model, b).data);
  });
});

describe('evaluation points', () => {
  it('of a network are those of every ensemble, and those that build draws', async () => {
    const net = new Network({ seed: 5 });
    const a = net.ensemble(10, 2, { label: 'a', radius: 2 });
    const alone = net.ensemble(10, 1, { label: 'alone', evalPointCount: 40 });
    const given = net.ensemble(10, 1, { label: 'given', radius: 2, evalPoints: [[0.5], [-1]] });
    const decoded = net.connect(a, net.passthrough(2));
    const model = await build(net);
    for (const ensemble of [a, 'a']) {
      expect(evalPointsOf(net, ensemble).shape).toEqual([1000, 2]);
      expect(evalPointsOf(net, ensemble)).toEqual(evalPointsOf(model, ensemble));
    }
    expect(evalPointsOf(net, a).data).toEqual(evalPointDecoding(model, decoded.path).evalPoints);
    expect(Math.max(...evalPointsOf(net, a).data)).toBeGreaterThan(1);
    expect(evalPointsOf(net, alone).shape).toEqual([40, 1]);
    expect(evalPointsOf(net, given)).toMatchObject({ shape: [2, 1], data: Float64Array.of(1, -2) });
    expect(evalPointsOf(net, alone)).toEqual(evalPointsOf(net, alone));
  });

  it('of a model are those that it keeps; of others it says where they are', async () => {
    const net = new Network({ seed: 5 });
    const a = net.ensemble(10, 1, { label: 'a' });
    const own = net.ensemble(10, 1, { label: 'own' });
    net.ensemble(10, 1, { label: 'alone' });
    net.connect(a, net.passthrough(1));
    net.connect(own, net.passthrough(1), { evalPoints: [[0.5], [0.25]] });
    const model = await build(net);
    expect(evalPointsOf(model, a).shape).toEqual([750, 1]);
    for (const ensemble of [own, 'alone']) {
      expect(refusal(() => evalPointsOf(model, ensemble)).message).toContain('give the Network in place of the Model');
    }
    expect(refusal(() => evalPointsOf(strip(model), a)).message).toContain('keeps no evaluation points');
    net.ensemble(10, 1, { label: 'bare', encoders: null });
    expect(refusal(() => evalPointsOf(net, 'bare')).message).toContain("ensemble 'bare' represents no value");
    expect(refusal(() => evalPointsOf(net, 'x')).message).toContain("there is no ensemble 'x' in this network; it has a, own, alone, bare");
    expect(refusal(() => evalPointsOf(JSON.parse('{}'), 'x')).message).toContain('evalPointsOf: a Model is needed');
  });
});
