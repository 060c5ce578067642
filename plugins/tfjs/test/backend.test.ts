import { build } from '@rheobase/build';
import {
  adaptiveLifRate,
  alpha,
  defineNeuron,
  dense,
  lif,
  lifRate,
  lowpass,
  mapParameters,
  maxPool,
  Network,
  rate,
  relu,
  sigmoid,
  softmax,
  synapseNode,
  uniform,
  whiteNoise,
} from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { biasOf, entriesOf, float64Of, gainOf, type Model, rateTwin } from '@rheobase/model';
import { lower } from '@rheobase/program';
import { createRuntime, definePlugin } from '@rheobase/runtime';
import { getBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { TfjsBackend } from '../src/backend/tfjs-backend.js';
import { startDevice } from '../src/setup/device.js';
import { blobs, convNet, denseNet, PROBE, randoms, refusal } from './nets.js';
import { fixed, transforms } from './transforms.js';

const backend = new TfjsBackend();
const options = (batch: number) => ({ dt: 0.001, batch, precision: 'float32' as const, threads: 1, functions: {}, seed: 0 });

beforeAll(async () => {
  await startDevice();
});

/** A chain of neuron layers in float64, transform by transform as lists of entries. */
function chain(model: Model, x: Float64Array): Float64Array {
  let values = x;
  for (const connection of model.connections) {
    if (!connection.transform) throw new Error('a connection without transform');
    const { rows, columns, values: weights, sizeOut } = entriesOf(model, connection.transform);
    const sums = new Float64Array(sizeOut);
    rows.forEach((row, k) => {
      sums[row] = (sums[row] ?? 0) + (weights[k] ?? 0) * (values[columns[k] ?? 0] ?? 0);
    });
    const ensemble = model.ensembles.find(({ path }) => path === connection.post.path);
    if (!ensemble) return sums;
    const { neuronType } = ensemble;
    const [gain, bias] = [gainOf(model, ensemble), biasOf(model, ensemble)];
    const scalar = mapParameters(neuronType, value => (typeof value === 'number' ? value : Number.NaN));
    values = sums.map((sum, n) => rate(scalar, (gain[n] ?? 1) * sum + (bias[n] ?? 0)));
  }
  return values;
}

describe('the engine', () => {
  it.each([
    ['relu', relu(), true],
    ['relu, channels first', relu(), false],
    ['LIF rates', lifRate({ amplitude: 0.01 }), true],
  ] as const)('gives what the model means: %s', async (_, neuronType, channelsLast) => {
    const model = await convNet(neuronType, channelsLast);
    const engine = await backend.compile(model, options(3));
    const x = randoms(3 * 36, 17);
    engine.setInput('x', x);
    engine.step();
    const y = engine.signal(PROBE);
    for (let item = 0; item < 3; item++) {
      const expected = chain(model, x.subarray(item * 36, (item + 1) * 36));
      const scale = Math.max(...expected.map(Math.abs));
      expected.forEach((value, k) => {
        expect(Math.abs((y[item * 3 + k] ?? Number.NaN) - value)).toBeLessThan(1e-5 * scale);
      });
    }
    engine.dispose();
  });

  it.each([
    ...transforms,
    ...fixed,
  ])('gives currents of %s with a common gain and with one for each neuron', async (_, transform, sizeIn, sizeOut) => {
    for (const gain of [2.5, uniform(0.5, 3)]) {
      const net = new Network({ seed: 5 });
      const input = net.input(sizeIn, { label: 'x' });
      const e = net.ensemble(sizeOut, 1, { neuronType: relu(), encoders: null, gain, bias: uniform(-1, 1) });
      const connection = net.connect(input, e.neurons, { synapse: null, transform });
      const currents = net.probe(e.neurons, { attribute: 'current' });
      const carried = net.probe(connection);
      const model = await build(net);
      const [ensemble] = model.ensembles;
      const built = model.connections[0]?.transform;
      if (!ensemble || !built) throw new Error('nothing was built');
      const engine = await backend.compile(model, options(1));
      const x = randoms(sizeIn, 19);
      engine.setInput('x', x);
      engine.step();
      const { rows, columns, values } = entriesOf(model, built);
      const sums = new Float64Array(sizeOut);
      rows.forEach((row, k) => {
        sums[row] = (sums[row] ?? 0) + (values[k] ?? 0) * (x[columns[k] ?? 0] ?? 0);
      });
      const [gains, biases] = [gainOf(model, ensemble), biasOf(model, ensemble)];
      sums.forEach((sum, n) => {
        expect(engine.signal(carried.path)[n]).toBeCloseTo(sum, 4);
        expect(engine.signal(currents.path)[n]).toBeCloseTo((gains[n] ?? 1) * sum + (biases[n] ?? 0), 4);
      });
      engine.dispose();
    }
  });

  it('gives the same for an item whatever its batch, also where the batch is computed in parts', async () => {
    const model = await convNet(relu());
    const one = await backend.compile(model, options(1));
    const many = await backend.compile(model, options(600));
    const x = randoms(600 * 36, 18);
    many.setInput('x', x);
    many.step();
    for (const item of [0, 255, 256, 599]) {
      one.setInput('x', x.subarray(item * 36, (item + 1) * 36));
      one.step();
      Array.from(one.signal(PROBE)).forEach((value, k) => {
        expect(many.signal(PROBE)[item * 3 + k]).toBeCloseTo(value, 4);
      });
    }
    one.dispose();
    many.dispose();
  });

  it('filters its probes over steps, and goes back with snapshots', async () => {
    const net = new Network({ seed: 1 });
    const input = net.input(2, { label: 'x' });
    const raw = net.probe(input);
    const low = net.probe(input, { synapse: lowpass(0.01) });
    const smooth = net.probe(input, { synapse: alpha(0.02) });
    const model = await build(net);
    const engine = await backend.compile(model, options(1));
    const seen = (steps: number): readonly (readonly number[])[] =>
      Array.from({ length: steps }, () => {
        engine.step();
        return [raw, low, smooth].map(({ path }) => engine.signal(path)[0] ?? Number.NaN);
      });
    engine.setInput('x', Float64Array.of(1, -1));
    const first = seen(40);
    const decay = Math.exp(-0.1);
    first.forEach(([r, l, s], n) => {
      const t = n * 0.001;
      expect(r).toBe(1);
      expect(l).toBeCloseTo(1 - decay ** n, 9);
      expect(s).toBeCloseTo(1 - Math.exp(-t / 0.02) * (1 + t / 0.02), 9);
    });
    const state = engine.snapshot();
    const after = seen(5);
    engine.restore(state);
    expect(seen(5)).toEqual(after);
    engine.reset();
    expect(seen(40)).toEqual(first);
    expect((await refusal(() => engine.restore(new Uint8Array(8)))).code).toBe('foreign-snapshot');
    engine.dispose();
  });

  it('offers currents, represented values, decoded values, slices and built-in nodes to probes', async () => {
    const net = new Network({ seed: 2 });
    const input = net.input(2, { label: 'x' });
    const e = net.ensemble(30, 2, { neuronType: lifRate(), radius: 2 });
    net.connect(input, e, { synapse: null });
    const pool = net.node(maxPool({ inputShape: [2, 1], poolSize: 2 }));
    const soft = net.node(softmax(2));
    net.connect(input, pool, { synapse: null });
    net.connect(input, soft, { synapse: null });
    const probes = {
      decoded: net.probe(e),
      input: net.probe(e, { attribute: 'input' }),
      current: net.probe(e.neurons, { attribute: 'current' }),
      two: net.probe(e.neurons.at(3, 5)),
      pool: net.probe(pool),
      soft: net.probe(soft),
    };
    const model = await build(net);
    const engine = await backend.compile(model, options(1));
    engine.setInput('x', Float64Array.of(0.8, -0.5));
    engine.step();
    const [ensemble] = model.ensembles;
    if (!ensemble?.encoders) throw new Error('no encoders');
    const encoders = float64Of(model, ensemble.encoders);
    const [gain, bias] = [gainOf(model, ensemble), biasOf(model, ensemble)];
    const currents = gain.map((g, n) => (g / 2) * ((encoders[2 * n] ?? 0) * 0.8 - (encoders[2 * n + 1] ?? 0) * 0.5) + (bias[n] ?? 0));
    const at = (probe: { readonly path: string }) => Array.from(engine.signal(probe.path));
    at(probes.current).forEach((value, n) => {
      expect(value).toBeCloseTo(currents[n] ?? Number.NaN, 3);
    });
    const type = { type: 'lifRate', tauRc: 0.02, tauRef: 0.002, amplitude: 1 } as const;
    const rates = [rate(type, currents[3] ?? 0), rate(type, currents[5] ?? 0)];
    at(probes.two).forEach((value, k) => {
      expect(Math.abs(value - (rates[k] ?? Number.NaN))).toBeLessThan(1e-2);
    });
    expect(at(probes.input)[0]).toBeCloseTo(0.8, 6);
    expect(Math.abs((at(probes.decoded)[0] ?? Number.NaN) - 0.8)).toBeLessThan(0.3);
    expect(at(probes.pool)[0]).toBeCloseTo(0.8, 6);
    expect(at(probes.soft)[0]).toBeCloseTo(1 / (1 + Math.exp(-1.3)), 6);
    engine.dispose();
  });

  it('has the equivalence it declares, and frees what it held', async () => {
    expect(backend.equivalence).toBe('E2');
    const before = memory().numTensors;
    const engine = await backend.compile(await convNet(relu()), options(2));
    engine.step();
    engine.dispose();
    engine.dispose();
    expect(memory().numTensors).toBe(before);
    expect((await refusal(() => engine.step())).code).toBe('disposed');
  });

  it('keeps to its device when another is selected meanwhile', async () => {
    const engine = await backend.compile(await denseNet({ neuronType: relu() }), options(1));
    engine.setInput('x', Float64Array.of(1, 2, 3, 4));
    engine.step();
    const first = Array.from(engine.signal(PROBE));
    await startDevice({ device: 'cpu' });
    engine.step();
    expect(Array.from(engine.signal(PROBE))).toEqual(first);
    expect(getBackend()).toBe('wasm');
    engine.dispose();
  });

  it('refuses inputs of the wrong size and unknown names', async () => {
    const engine = await backend.compile(await denseNet({ neuronType: relu() }), options(2));
    expect((await refusal(() => engine.setInput('x', new Float64Array(4)))).message).toMatch(/x takes 8 values for a batch of 2, but 4/);
    expect((await refusal(() => engine.setInput('y', new Float64Array(4)))).message).toMatch(/'y' is not an input; the inputs are x/);
    expect((await refusal(() => engine.signal('z'))).message).toMatch(/no signal 'z'/);
    engine.dispose();
  });
});

describe('the backend refuses', () => {
  it('spiking neurons, synapses and delays, by object', async () => {
    const net = new Network({ seed: 3 });
    const input = net.input(1, { label: 'x' });
    const e = net.ensemble(5, 1, { label: 'e', neuronType: lif() });
    const out = net.passthrough(1, { label: 'out' });
    net.connect(input, e, { label: 'in' });
    net.connect(e, out, { label: 'on', synapse: null, delaySteps: 3 });
    net.connect(net.node(synapseNode(lowpass(0.1), 1), { label: 'filter' }), out, { label: 'beside', synapse: null });
    net.connect(net.process(whiteNoise(), { label: 'noise' }), out, { label: 'noisy', synapse: null });
    const still = net.ensemble(2, 1, { label: 'shaking', neuronType: relu(), noise: whiteNoise() });
    net.connect(still, out, { label: 'shaky', synapse: null });
    net.probe(out, { synapse: lowpass(0.1) });
    const refused = backend.refusals(await build(net)).map(({ object, feature }) => `${object}: ${feature}`);
    expect(refused.sort()).toEqual([
      'e: neuron type lif',
      'filter: node with synapse lowpass',
      'in: synapse lowpass',
      'noise: process whiteNoise',
      'on: delaySteps 3',
      'shaking: noise whiteNoise',
    ]);
  });

  it('neuron types without a curve here, by name', async () => {
    const own = defineNeuron({ name: 'own', version: '1', step: ({ current }) => current });
    for (const [neuronType, name] of [
      [sigmoid(), 'sigmoid'],
      [adaptiveLifRate(), 'adaptiveLifRate'],
      [own(), "'own'"],
    ] as const) {
      const net = new Network();
      const e = net.ensemble(3, 1, { label: 'e', neuronType, encoders: null, gain: 1, bias: 0 });
      net.connect(net.input(3), e.neurons, { synapse: null });
      net.probe(e.neurons);
      expect(backend.refusals(await build(net)).map(({ feature }) => feature)).toEqual([`neuron type ${name}`]);
    }
  });

  it('probes of what it does not compute, by name', async () => {
    const net = new Network({ seed: 6 });
    const e = net.ensemble(3, 2, { label: 'e', neuronType: relu() });
    net.connect(net.input(2, { label: 'x' }), e, { label: 'in', synapse: null });
    const out = net.connect(e, net.passthrough(2), { label: 'out', synapse: null });
    net.probe(e, { label: 'a', attribute: 'scaledEncoders' });
    net.probe(out, { label: 'b', attribute: 'weights' });
    net.probe(out, { label: 'c', attribute: 'input' });
    net.probe(out, { label: 'd' });
    expect(backend.refusals(await build(net)).map(({ object, feature }) => `${object}: ${feature}`)).toEqual([
      'a: probed scaledEncoders',
      'b: probed weights',
      'c: probed input',
    ]);
  });

  it('nothing of the rate twin of a layered net', async () => {
    const model = await denseNet();
    expect(backend.refusals(model)).toHaveLength(1);
    expect(backend.refusals(rateTwin(model))).toEqual([]);
    expect(lower(rateTwin(model), { dt: 0.001 }).operators.length).toBeGreaterThan(0);
  });
});

it('evaluates a dataset through the runtime', async () => {
  const runtime = await createRuntime(definePlugin({ name: 'tfjs', version: '0', contract: 2, backends: [() => backend] }));
  const net = new Network({ seed: 4 });
  const input = net.input(4, { label: 'x' });
  const out = net.passthrough(3);
  net.connect(input, out, {
    synapse: null,
    transform: dense([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]),
  });
  net.probe(out, { label: PROBE });
  net.probe(out, { synapse: lowpass(0.1) });
  const data = blobs(50);
  const clean = dataset({
    ...data,
    x: samplesOf(
      [50, 1, 4],
      data.x.data.map((v, i) => (i % 4 === Math.floor(i / 4) % 3 ? 1 : 0 * v)),
    ),
  });
  const found = await runtime.evaluate(await build(net), { data: clean, probe: PROBE, backend: 'tfjs', neurons: 'rate', batch: 16 });
  expect(found.accuracy).toBe(1);
});
