import { build } from '@rheobase/build';
import { argmax, dense, integrateAndFire, lif, lowpass, maxPool, Network, relu, table, tensor, uniform } from '@rheobase/core';
import { dataset, repeatSteps, samplesOf } from '@rheobase/data';
import { connectionAt, type Model, tensorOf } from '@rheobase/model';
import { adam, createRuntime, type FitRequest, rmsprop, sgd } from '@rheobase/runtime';
import { backend, memory, train as stockOptimizers, tensor1d, variable } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { tfjs } from '../src/index.js';
import { startDevice } from '../src/setup/device.js';
import { updateOf } from '../src/train/optimizer.js';
import { TfjsTrainer } from '../src/train/tfjs-trainer.js';
import { blobs, convNet, denseNet, listening, PROBE, randoms, refusal, request } from './nets.js';

const fit = (model: Model, changes: Partial<FitRequest> = {}, data = blobs(240)) =>
  new TfjsTrainer().fit(model, request(data, changes), listening().context);
const values = (model: Model, id: string): number[] => Array.from(tensorOf(model, id).data);
const held = (): readonly number[] => {
  const wasm: unknown = backend();
  return [
    memory().numTensors,
    typeof wasm === 'object' && wasm !== null && 'numDataIds' in wasm && typeof wasm.numDataIds === 'function'
      ? Number(wasm.numDataIds())
      : -1,
  ];
};

beforeAll(async () => {
  await startDevice();
});

describe('a fit', () => {
  it('learns three blobs with LIF neurons, and says so', async () => {
    const heard = listening();
    const model = await denseNet();
    await new TfjsTrainer().fit(model, request(blobs(240), { epochs: 15, validation: blobs(90, 12) }), heard.context);
    const epochs = heard.events.filter(({ kind }) => kind === 'epoch');
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 15 }, (_, k) => k + 1));
    expect(heard.events.filter(({ kind }) => kind === 'batch')).toHaveLength(15 * 12);
    const [first, last] = [epochs[0], epochs.at(-1)];
    expect(last?.loss).toBeLessThan((first?.loss ?? 0) / 2);
    expect(last?.metrics.accuracy).toBeGreaterThan(0.95);
    expect(last?.metrics.validationAccuracy).toBeGreaterThan(0.95);
    expect(last?.imagesPerSecond).toBeGreaterThan(0);
    expect(last?.msPerBatch).toBeGreaterThan(0);
  });

  it.each([
    ['mean squared error', { loss: 'meanSquaredError' }],
    ['RMSprop', { optimizer: rmsprop({ learningRate: 0.01, momentum: 0.5 }) }],
    ['momentum', { optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }) }],
    ['a hard threshold', { sigma: 0 }],
  ] as const)('learns with %s', async (_, changes) => {
    const heard = listening();
    await new TfjsTrainer().fit(await denseNet(), request(blobs(240), { epochs: 15, ...changes }), heard.context);
    expect(heard.events.at(-1)?.metrics.accuracy).toBeGreaterThan(0.9);
  });

  it('learns stripes with a convolutional net of rectified neurons', async () => {
    const noise = randoms(90 * 36, 31);
    const x = Float64Array.from({ length: 90 * 36 }, (_, i) => {
      const [row, column] = [Math.floor((i % 36) / 6), i % 6];
      const label = Math.floor(i / 36) % 3;
      return [row % 2, column % 2, (row + column) % 2][label] ?? 0;
    }).map((v, i) => v + (noise[i] ?? 0) * 0.3);
    const data = dataset({ x: samplesOf([90, 1, 36], x), labels: Int32Array.from({ length: 90 }, (_, k) => k % 3), classes: 3 });
    const heard = listening();
    await new TfjsTrainer().fit(await convNet(relu()), request(data, { epochs: 12, batch: 15 }), heard.context);
    expect(heard.events.at(-1)?.metrics.accuracy).toBeGreaterThan(0.95);
  });

  it('gives the same tensors for the same seed, and others for another', async () => {
    const model = await denseNet();
    const [a, b, c] = [await fit(model), await fit(model), await fit(model, { seed: 2 })];
    for (const id of model.tensors.keys()) expect(values(b, id)).toEqual(values(a, id));
    const { transform } = connectionAt(model, 'second');
    if (transform?.type !== 'dense') throw new Error('second is not dense');
    expect(values(c, transform.weights)).not.toEqual(values(a, transform.weights));
  });

  it('leaves the model given and everything but its trained tensors as they were', async () => {
    const model = await denseNet();
    const before = new Map(Array.from(model.tensors, ([id, { data }]) => [id, Array.from(data)] as const));
    const trained = await fit(model);
    for (const [id, data] of before) expect(values(model, id)).toEqual(data);
    expect({ ...trained, tensors: null }).toEqual({ ...model, tensors: null });
    expect(trained.ensembles[0]?.neuronType.type).toBe('lif');
    const changed = Array.from(before.keys()).filter(id => values(trained, id).join() !== before.get(id)?.join());
    const { transform } = connectionAt(model, 'first');
    if (transform?.type !== 'dense') throw new Error('first is not dense');
    expect(changed).toContain(transform.weights);
    expect(changed).toContain(model.ensembles[0]?.bias);
    expect(changed).toHaveLength(3);
    for (const [id, { dtype, shape }] of model.tensors) {
      expect(tensorOf(trained, id).dtype).toBe(dtype);
      expect(tensorOf(trained, id).shape).toEqual(shape);
    }
  });

  it('keeps what is frozen byte for byte, and trains gains on request', async () => {
    const model = await denseNet();
    const frozen: Model = { ...model, hints: { ...model.hints, first: { trainable: false }, hidden: { trainable: true } } };
    const trained = await fit(frozen);
    const { transform } = connectionAt(model, 'first');
    if (transform?.type !== 'dense') throw new Error('first is not dense');
    expect(trained.tensors.get(transform.weights)).toBe(model.tensors.get(transform.weights));
    const [hidden] = model.ensembles;
    if (!hidden?.gain || !hidden.bias) throw new Error('hidden has no gain');
    expect(values(trained, hidden.gain)).not.toEqual(values(model, hidden.gain));
    expect(values(trained, hidden.bias)).not.toEqual(values(model, hidden.bias));
  });

  it('keeps tied weights tied', async () => {
    const net = new Network({ seed: 8 });
    const shared = tensor(
      [4, 4],
      randoms(16, 5).map(x => x * 0.5),
    );
    const input = net.input(4, { label: 'x' });
    const a = net.ensemble(4, 1, { neuronType: relu(), encoders: null, gain: 1, bias: 0.5 });
    const b = net.ensemble(4, 1, { neuronType: relu(), encoders: null, gain: 1, bias: 0.5 });
    const out = net.passthrough(3);
    const one = net.connect(input, a.neurons, { synapse: null, transform: dense(shared) });
    const two = net.connect(a.neurons, b.neurons, { synapse: null, transform: dense(shared) });
    net.connect(b.neurons, out, { synapse: null, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
    net.probe(out, { label: PROBE });
    const model = await build(net);
    const trained = await fit(model);
    const ids = [one, two].map(({ path }) => {
      const { transform } = connectionAt(trained, path);
      return transform?.type === 'dense' ? transform.weights : '';
    });
    expect(ids[0]).toBe(ids[1]);
    expect(values(trained, ids[0] ?? '')).not.toEqual(values(model, ids[0] ?? ''));
  });

  it.each(['data', 'validation'] as const)('refuses %s of several steps an item and says what to do', async name => {
    const model = await denseNet();
    await using runtime = await createRuntime(tfjs());
    const data = { data: blobs(40), [name]: repeatSteps(blobs(40), 3) };
    const asked = () => runtime.fit(model, { ...data, probe: PROBE });
    expect(asked).toThrow(`trainer tfjs cannot train ${name}: 3 steps an item: there is no training through time; give each item one step`);
    expect(asked).toThrow(expect.objectContaining({ name: 'UnsupportedError', object: name }));
    const heard = listening();
    const direct = await refusal(() => new TfjsTrainer().fit(model, request(data.data, data), heard.context));
    expect(direct).toMatchObject({ name: 'UnsupportedError', object: name });
    expect(heard.events).toHaveLength(0);
  });

  it('leaves no tensors behind, whether it succeeds, fails or is refused', async () => {
    const model = await denseNet();
    await fit(model);
    const before = held();
    expect(before[1]).toBeGreaterThanOrEqual(0);
    await fit(model, { validation: blobs(30, 2) });
    const poisoned = dataset({ ...blobs(60), x: samplesOf([60, 1, 4], new Float64Array(240).fill(1e300)) });
    expect((await refusal(() => fit(model, {}, poisoned))).code).toBe('not-finite');
    await refusal(() => fit(model, { probe: 'elsewhere' }));
    const heard = listening();
    heard.cancel();
    await refusal(() => new TfjsTrainer().fit(model, request(blobs(60)), heard.context));
    expect(held()).toEqual(before);
  });

  it('stops after the batch in hand when it is cancelled', async () => {
    const heard = listening();
    const report = heard.context.report;
    const context = {
      ...heard.context,
      report: (event: Parameters<typeof report>[0]) => (event.batch === 3 ? heard.cancel() : report(event)),
    };
    const refused = await refusal(async () => new TfjsTrainer().fit(await denseNet(), request(blobs(240)), context));
    expect(refused).toMatchObject({ name: 'TrainingError', code: 'cancelled' });
    expect(refused.message).toContain('after batch 3 of epoch 1');
    expect(heard.events).toHaveLength(2);
  });

  it('names epoch and batch where the loss is not finite', async () => {
    const data = blobs(60);
    const poisoned = dataset({
      ...data,
      x: samplesOf(
        [60, 1, 4],
        data.x.data.map(x => x * 1e38 * 1e10),
      ),
    });
    const refused = await refusal(async () => fit(await denseNet({ neuronType: relu() }), {}, poisoned));
    expect(refused).toMatchObject({ name: 'TrainingError', code: 'not-finite' });
    expect(refused.message).toMatch(/the loss is (NaN|Infinity) at epoch 1, batch 1/);
  });
});

describe('a fit refuses before it starts', () => {
  const asked = async (changes: Partial<FitRequest>, data = blobs(30), model?: Model) => {
    const heard = listening();
    const refused = await refusal(async () => new TfjsTrainer().fit(model ?? (await denseNet()), request(data, changes), heard.context));
    expect(heard.events).toHaveLength(0);
    return refused;
  };

  it.each([
    ['an unknown probe', { probe: 'nowhere' }, /nowhere/],
    ['an unknown input', { input: 'nowhere' }, /no input node 'nowhere'; the model has x/],
    ['no batch', { batch: 0 }, /batch must be a whole number >= 1, but 0/],
    ['no epochs', { epochs: 0 }, /epochs must be a whole number >= 1, but 0/],
    ['a negative sigma', { sigma: -1 }, /sigma must be a number >= 0, but -1/],
    ['a learning rate of zero', { optimizer: adam({ learningRate: 0 }) }, /learningRate of optimizer adam must be > 0, but 0/],
    [
      'a learning rate that is a text',
      { optimizer: Object.assign({}, adam(), { learningRate: '0.1' }) },
      /learningRate of optimizer adam must be > 0, but '0.1'/,
    ],
    [
      'validation data of another size',
      { validation: dataset({ x: samplesOf([1, 1, 5], new Float64Array(5)), labels: Int32Array.of(0), classes: 3 }) },
      /x takes 4 values a step, but the validation have 5|x takes 4 values a step, but the validation/,
    ],
  ] as const)('%s', async (_, changes, message) => {
    const refused = await asked(changes);
    expect(refused.name).toBe('ValidationError');
    expect(refused.message).toMatch(message);
  });

  it('data of another size, naming the node and both sizes', async () => {
    const refused = await asked({}, dataset({ x: samplesOf([2, 1, 7], new Float64Array(14)), labels: Int32Array.of(0, 1), classes: 3 }));
    expect(refused).toMatchObject({ name: 'ValidationError', object: 'x' });
    expect(refused.message).toMatch(/input node x takes 4 values a step, but the data have 7/);
  });

  it('as many classes as the probe does not have', async () => {
    const refused = await asked({}, dataset({ x: samplesOf([2, 1, 4], new Float64Array(8)), labels: Int32Array.of(0, 1), classes: 5 }));
    expect(refused.message).toMatch(/logits gives 3 values, but the data have 5 classes/);
  });

  it('a filtered probe', async () => {
    const net = new Network();
    const input = net.input(4, { label: 'x' });
    const out = net.passthrough(3);
    net.connect(input, out, { synapse: null, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
    net.probe(out, { label: PROBE, synapse: lowpass(0.1) });
    expect((await asked({}, blobs(30), await build(net))).message).toMatch(
      /logits is filtered by a lowpass synapse; train on a probe with synapse: null/,
    );
  });

  it('a model in which nothing can be trained', async () => {
    const model = await denseNet();
    const hints = Object.fromEntries(['first', 'second', 'hidden'].map(path => [path, { trainable: false }]));
    expect(await asked({}, blobs(30), { ...model, hints })).toMatchObject({ name: 'ValidationError', code: 'nothing-to-train' });
  });
});

describe('what cannot be trained is named', () => {
  const trainer = new TfjsTrainer();
  const changed = async (
    change: (net: Network, out: ReturnType<Network['passthrough']>, input: ReturnType<Network['input']>) => void,
  ): Promise<Model> => {
    const net = new Network({ seed: 9 });
    const input = net.input(4, { label: 'x' });
    const out = net.passthrough(3, { label: 'out' });
    net.connect(input, out, { label: 'direct', synapse: null, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
    net.probe(out, { label: PROBE });
    change(net, out, input);
    return build(net);
  };
  const features = (model: Model) => trainer.refusals(model, request(blobs(3))).map(({ object, feature }) => `${object}: ${feature}`);

  it('nothing of a plain net, and nothing that the probe does not depend on', async () => {
    expect(features(await denseNet())).toEqual([]);
    const model = await changed((net, out) => {
      const beside = net.passthrough(3, { label: 'beside' });
      net.connect(out, beside, { synapse: lowpass(0.1) });
      net.probe(beside, { synapse: lowpass(0.1) });
    });
    expect(features(model)).toEqual([]);
    await expect(trainer.fit(model, request(blobs(30)), listening().context)).resolves.toBeDefined();
  });

  it('synapses, delays, functions and cycles', async () => {
    const model = await changed((net, out, input) => {
      net.connect(input, out, { label: 'slow', synapse: lowpass(0.1), transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
      net.connect(input, out, { label: 'late', synapse: null, delaySteps: 2, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
      net.connect(
        net.function(() => [1, 2, 3], 0, 3, { label: 'host' }),
        out,
        { synapse: null },
      );
      net.connect(out, out, { label: 'loop', synapse: null });
    });
    expect(features(model).sort()).toEqual(['host: function node', 'late: delaySteps 2', 'out: cycle', 'slow: synapse lowpass']);
    const refused = await refusal(() => trainer.fit(model, request(blobs(3)), listening().context));
    expect(refused.name).toBe('UnsupportedError');
    expect(trainer.refusals(model, request(blobs(3))).find(({ object }) => object === 'slow')?.reason).toBe(
      'each step is trained on its own; train with synapse: null and add synapses afterwards with withSynapses',
    );
  });

  it('nodes and neurons without a slope', async () => {
    const model = await changed((net, out, input) => {
      net.connect(net.node(table([[1, 2, 3]]), { label: 'rows' }), out, { synapse: null });
      const gate = net.node(maxPool({ mode: 'gate', inputShape: [4, 1], poolSize: [2], strides: [1] }), { label: 'gate' });
      net.connect(input, gate, { synapse: null });
      net.connect(gate, out, { synapse: null });
      const most = net.node(argmax(4), { label: 'most' });
      net.connect(input, most, { synapse: null });
      net.connect(most, out, { label: 'from most', synapse: null, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
      const e = net.ensemble(3, 1, { label: 'e', neuronType: integrateAndFire(), encoders: null, gain: 1, bias: 1 });
      net.connect(e.neurons, out, { synapse: null });
    });
    expect(features(model).sort()).toEqual([
      'e: neuron type integrateAndFire',
      'gate: maxPool mode gate',
      'most: argmax node',
      'rows: table node',
    ]);
  });

  it('a probe on a state that rates do not have', async () => {
    const net = new Network({ seed: 9 });
    const input = net.input(4, { label: 'x' });
    const e = net.ensemble(3, 1, { label: 'e', neuronType: lif(), encoders: null, gain: 1, bias: 1 });
    net.connect(input, e.neurons, { synapse: null, transform: dense({ shape: [3, 4], init: uniform(-1, 1) }) });
    net.probe(e.neurons, { label: PROBE, attribute: 'voltage' });
    expect(features(await build(net))).toEqual([`${PROBE}: probed voltage`]);
  });

  it('cycles through a synapse as synapses alone', async () => {
    const model = await changed((net, out) => void net.connect(out, out, { label: 'memory', synapse: lowpass(0.1) }));
    expect(features(model)).toEqual(['memory: synapse lowpass']);
  });
});

it.each([
  ['Adam', adam({ learningRate: 0.03 }), () => stockOptimizers.adam(0.03, 0.9, 0.999, 1e-7)],
  ['RMSprop', rmsprop({ learningRate: 0.02, momentum: 0.3 }), () => stockOptimizers.rmsprop(0.02, 0.9, 0.3, 1e-7)],
  ['SGD', sgd({ learningRate: 0.1 }), () => stockOptimizers.sgd(0.1)],
  ['momentum', sgd({ learningRate: 0.1, momentum: 0.8 }), () => stockOptimizers.momentum(0.1, 0.8)],
] as const)('%s takes the steps of the TensorFlow.js optimizer of that name', (_, record, make) => {
  const start = Float32Array.from(randoms(20, 41));
  const stepped = start.slice();
  const update = updateOf(record, 20);
  const stock = make();
  const name = `weights of ${record.type} ${'momentum' in record ? record.momentum : ''}`;
  const weights = variable(tensor1d(start), true, name);
  for (let step = 1; step <= 8; step++) {
    const gradient = Float32Array.from(randoms(20, 50 + step));
    update(stepped, gradient);
    stock.applyGradients([{ name, tensor: tensor1d(gradient) }]);
  }
  weights.dataSync().forEach((value, k) => {
    expect(Math.abs(value - (stepped[k] ?? Number.NaN))).toBeLessThan(2e-5);
  });
});

it('trains on lif(…) with a threshold smoothed for the fit only', async () => {
  const trained = await fit(await denseNet({ neuronType: lif({ amplitude: 0.02 }) }), { sigma: 0.5 });
  expect(trained.ensembles[0]?.neuronType).toMatchObject({ type: 'lif', amplitude: 0.02 });
});
