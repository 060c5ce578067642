import {
  type Endpoint,
  isTensor,
  lif,
  lowpass,
  Network,
  relu,
  shapeOf,
  sizeOf,
  tensor,
  uniform,
  uniformHypersphere,
  type Weights,
} from '@rheobase/core';
import { type Layers, type LayersOptions, layers } from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

function parts(options: Partial<LayersOptions> = {}): { readonly net: Network; readonly make: Layers } {
  const net = new Network({ label: 'net' });
  return { net, make: layers(net, { neurons: lif({ amplitude: 0.01 }), ...options }) };
}

const shapeOfWeights = (weights: Weights | undefined) => weights?.shape ?? [];

function weightsOf(net: Network): readonly Weights[] {
  return net.connections.flatMap(({ transform }) =>
    transform?.type === 'dense' ? [transform.weights] : transform?.type === 'convolution' ? [transform.kernel] : [],
  );
}

/** Weights, biases and the trainable constants of a network. */
function parameters(net: Network): number {
  const weights = weightsOf(net).map(w => sizeOf(shapeOfWeights(w)));
  const biases = net.ensembles.map(e => sizeOf(e.settings.parameterShape));
  const constants = net.nodes.flatMap(n => (n.record.type === 'constant' ? [n.record.size] : []));
  return [...weights, ...biases, ...constants].reduce((a, b) => a + b, 0);
}

describe('the digits network of the guide', () => {
  const { net, make } = parts({ maxRates: 100, intercepts: 0 });
  const image = net.input(784);
  const c1 = make.conv2d(image, { shape: [28, 28, 1], filters: 32 });
  const c2 = make.conv2d(c1, { filters: 64, strides: 2 });
  const c3 = make.conv2d(c2, { filters: 128, strides: 2 });
  const out = make.dense(c3, 10, { neurons: null });

  it('has the shapes of its windows', () => {
    expect([c1, c2, c3, out].map(shapeOf)).toEqual([[26, 26, 32], [12, 12, 64], [5, 5, 128], [10]]);
    expect(net.ensembles.map(e => e.size)).toEqual([26 * 26 * 32, 12 * 12 * 64, 5 * 5 * 128]);
  });

  it('has one weight per kernel element and one bias per channel', () => {
    expect(weightsOf(net).map(shapeOfWeights)).toEqual([
      [3, 3, 1, 32],
      [3, 3, 32, 64],
      [3, 3, 64, 128],
      [10, 3200],
    ]);
    expect(net.ensembles.map(e => e.settings.parameterShape)).toEqual([
      [1, 1, 32],
      [1, 1, 64],
      [1, 1, 128],
    ]);
    expect(parameters(net)).toBe(9 * 32 + 32 + (9 * 32 * 64 + 64) + (9 * 64 * 128 + 128) + (10 * 3200 + 10));
  });

  it('has neurons without encoders, connected to without synapse', () => {
    for (const { settings } of net.ensembles) expect(settings).toMatchObject({ encoders: null, neuronType: lif({ amplitude: 0.01 }) });
    expect(net.connections.every(c => c.synapse === null)).toBe(true);
    expect(net.connections.slice(0, 3).every(c => c.post.kind === 'neurons')).toBe(true);
  });
});

describe('weights', () => {
  const limitOf = (weights: Weights | undefined) =>
    weights && !isTensor(weights) && weights.init.type === 'uniform' ? weights.init : null;

  it('are drawn within the bounds of Glorot and Bengio', () => {
    const { net, make } = parts();
    const image = net.input(6 * 6 * 4, { shape: [6, 6, 4] });
    make.dense(image, 10);
    make.conv2d(image, { filters: 8, kernel: [3, 5] });
    make.conv2d(image, { filters: 8, groups: 2 });
    const bounds = weightsOf(net).map(limitOf);
    const expected = [6 / (144 + 10), 6 / (15 * 4 + 15 * 8), 6 / (9 * 2 + 9 * 4)].map(Math.sqrt);
    bounds.forEach((bound, i) => {
      expect(bound).toMatchObject({ low: -(expected[i] ?? 0), high: expected[i] });
    });
  });

  it('may be given, as values that stay the same tensor or as another distribution', () => {
    const { net, make } = parts();
    const x = net.input(2);
    const given = tensor([3, 2], [1, 2, 3, 4, 5, 6]);
    make.dense(x, 3, { weights: given });
    make.dense(x, 3, {
      weights: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    });
    make.dense(x, 3, { weights: uniformHypersphere() });
    const [first, second, third] = weightsOf(net);
    expect(first).toBe(given);
    expect(second).toEqual(given);
    expect(third).toEqual({ shape: [3, 2], init: uniformHypersphere() });
    expect(refusal(() => make.dense(x, 3, { weights: [1, 2, 3] })).message).toContain('weights of shape [3] do not fit shape [3,2]');
  });
});

describe('biases of linear layers', () => {
  const biasOf = (net: Network) => net.nodes.flatMap(n => (n.record.type === 'constant' ? [Array.from(n.record.value.data)] : []));

  it('are zero, one number for all, or one per channel, and trainable', () => {
    const { net, make } = parts();
    const image = net.input(2 * 2 * 3, { shape: [2, 2, 3] });
    make.dense(image, 2, { neurons: null });
    make.dense(image, 2, { neurons: null, bias: 3 });
    make.conv2d(image, { filters: 2, kernel: 1, neurons: null, bias: [1, 2] });
    expect(biasOf(net)).toEqual([
      [0, 0],
      [3, 3],
      [1, 2],
    ]);
    const constants = net.nodes.filter(n => n.record.type === 'constant');
    expect(constants.map(n => n.hints)).toEqual([{ trainable: true }, { trainable: true }, { trainable: true }]);
    expect(net.connections.find(c => c.pre.path === constants[2]?.path)?.pre).toMatchObject({ indices: [0, 1, 0, 1, 0, 1, 0, 1] });
  });

  it('repeat over as many positions as there are', () => {
    const { net, make } = parts();
    make.conv2d(net.input(100 * 100, { shape: [100, 100, 1] }), { filters: 32, neurons: null, padding: 'same' });
    expect(net.connections[0]?.pre).toMatchObject({ size: 320_000 });
  });

  it.each([
    ['too many numbers', [1, 2, 3]],
    ['a distribution', uniform(0, 1)],
  ])('are refused: %s', (_what, bias) => {
    const { net, make } = parts();
    const error = refusal(() => make.dense(net.input(2), 2, { neurons: null, label: 'out', bias }));
    expect(error.message).toContain('out: the bias of a layer without neurons must be 1 or 2 numbers');
  });
});

describe('labels', () => {
  it('name the layer, its bias and its connection', () => {
    const { net, make } = parts();
    const part = net.subnetwork({ label: 'part' });
    const inside = layers(part, { neurons: relu() });
    const x = net.input(8, { label: 'x', shape: [2, 2, 2] });
    make.dense(x, 3, { label: 'hidden' });
    make.dense(x, 3, { label: 'out', neurons: null });
    make.avgPool2d(x, { label: 'mean' });
    make.maxPool2d(x, { label: 'max' });
    inside.dense(x, 3, { label: 'out', neurons: null });
    expect(net.ensembles.map(e => e.path)).toEqual(['hidden']);
    expect(net.nodes.map(n => n.path)).toEqual(['x', 'out', 'out.bias', 'mean', 'max', 'part/out', 'part/out.bias']);
    expect(net.connections.map(c => c.path)).toContain('x->hidden');
  });

  it('that are taken or not given still make two layers', () => {
    const { net, make } = parts();
    const x = net.input(2);
    for (let i = 0; i < 2; i++) make.dense(x, 2, { label: 'same' });
    for (let i = 0; i < 2; i++) make.dense(x, 2);
    expect(net.ensembles.map(e => e.path)).toEqual(['same', 'same#2', 'ensemble0', 'ensemble1']);
  });
});

describe('pooling', () => {
  it('keeps channels and moves by its size', () => {
    const { net, make } = parts();
    const x = net.input(5 * 4 * 3, { shape: [5, 4, 3] });
    expect(shapeOf(make.avgPool2d(x))).toEqual([2, 2, 3]);
    expect(shapeOf(make.avgPool2d(x, { size: [5, 1], strides: 1, padding: 'same' }))).toEqual([5, 4, 3]);
    expect(shapeOf(make.maxPool2d(x, { size: 3, strides: 1, mode: 'gate' }))).toEqual([3, 2, 3]);
    expect(net.nodes.at(-1)?.record).toMatchObject({ type: 'maxPool', mode: 'gate' });
    expect(parameters(net)).toBe(0);
  });
});

describe('flatten and activation', () => {
  it('lay out the same values in one axis, adding nothing', () => {
    const { net, make } = parts();
    const x = net.input(12, { shape: [2, 2, 3] });
    const flat = make.flatten(x);
    expect([shapeOf(flat), flat.of, flat.indices]).toEqual([[12], x, null]);
    expect([net.nodes.length, net.connections.length]).toEqual([1, 0]);
    expect(shapeOf(make.dense(flat, 4))).toEqual([4]);
  });

  it('put one neuron on each value, with parameters per channel', () => {
    const { net, make } = parts();
    const x = net.input(12, { shape: [2, 2, 3] });
    expect(shapeOf(make.activation(x, relu()))).toEqual([2, 2, 3]);
    expect(net.ensembles[0]?.settings).toMatchObject({ neuronType: relu(), parameterShape: [1, 1, 3] });
    expect(net.connections[0]?.transform).toBeNull();
    expect(refusal(() => layers(net, { neurons: null }).activation(x)).code).toBe('missing-neurons');
  });
});

describe('what layers share', () => {
  it('goes to every layer, and gives way to what a layer says', () => {
    const { net, make } = parts({ gain: 2, bias: -1, synapse: lowpass(0.01) });
    const x = net.input(2);
    make.dense(x, 2);
    make.dense(x, 2, { neurons: relu(), synapse: null });
    expect(net.ensembles.map(e => [e.settings.gain?.type, e.settings.bias?.type, e.settings.neuronType.type])).toEqual([
      ['samples', 'samples', 'lif'],
      ['samples', 'samples', 'relu'],
    ]);
    expect(net.connections.map(c => c.synapse)).toEqual([lowpass(0.01), null]);
  });

  it.each([{ gain: 2 }, { bias: 2 }])('is refused where gain or bias stands alone: %j', options => {
    const { net, make } = parts(options);
    expect(refusal(() => make.dense(net.input(2), 2)).message).toContain('gain and bias must be given together');
  });
});

describe('inputs that do not fit', () => {
  const { net, make } = parts();
  const flat = net.input(12, { label: 'flat' });
  it.each<[string, (input: Endpoint) => unknown]>([
    ['conv2d: flat has shape [12]', x => make.conv2d(x, { filters: 2 })],
    ['conv2d: flat has shape [12]', x => make.conv2d(x, { filters: 2, shape: [2, 2, 2] })],
    ['conv2d: flat has shape [12]', x => make.conv2d(x, { filters: 2, shape: [12, 1] })],
    ['avgPool2d: flat has shape [12]', x => make.avgPool2d(x)],
    ['maxPool2d: flat has shape [12]', x => make.maxPool2d(x)],
    ['convolution: a window of 3 does not fit axis 0', x => make.conv2d(x, { filters: 2, shape: [2, 2, 3] })],
    ['convolution: filters must be a whole number >= 1', x => make.conv2d(x, { filters: 0, shape: [2, 2, 3], kernel: 1 })],
    ['dense0', x => make.dense(x, 0, { label: 'dense0' })],
    ['passthrough: size must be a whole number >= 1', x => make.dense(x, 0, { neurons: null })],
  ])('are refused: %s', (message, act) => {
    expect(refusal(() => act(flat)).message).toContain(message);
  });
});
