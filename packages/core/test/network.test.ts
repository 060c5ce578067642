import {
  constant,
  lif,
  lowpass,
  maxPool,
  Network,
  relu,
  reshaped,
  scatteredHypersphere,
  shapeOf,
  softmax,
  sourceSize,
  targetSize,
  uniform,
} from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

describe('paths', () => {
  it('come from labels, or from kind and order', () => {
    const net = new Network();
    expect([net.input(1), net.input(1), net.passthrough(1), net.input(1, { label: 'eye' }), net.input(1)].map(n => n.path)).toEqual([
      'input0',
      'input1',
      'passthrough0',
      'eye',
      'input2',
    ]);
    expect(net.ensemble(5, 1).path).toBe('ensemble0');
    expect(net.node(softmax(2)).path).toBe('softmax0');
  });

  it('that are taken get #2, #3 …', () => {
    const net = new Network();
    expect([1, 2, 3].map(() => net.input(1, { label: 'x' }).path)).toEqual(['x', 'x#2', 'x#3']);
    net.input(1, { label: 'input0' });
    expect(net.input(1).path).toBe('input0#2');
  });

  it('of connections and probes name their ends', () => {
    const net = new Network();
    const a = net.input(1, { label: 'a' });
    const b = net.ensemble(5, 1, { label: 'b' });
    expect(net.connect(a, b).path).toBe('a->b');
    expect(net.connect(a, b).path).toBe('a->b#2');
    expect(net.connect(a, b, { label: 'c' }).path).toBe('c');
    expect(net.probe(b).path).toBe('b.probe');
    expect(net.probe(b.neurons).path).toBe('b.probe#2');
    expect(net.probe(net.connections[0] ?? b).path).toBe('a->b.probe');
  });

  it('are unique over all kinds of objects', () => {
    const net = new Network();
    expect([net.input(1, { label: 'x' }).path, net.ensemble(1, 1, { label: 'x' }).path]).toEqual(['x', 'x#2']);
  });

  it('of a subnetwork start with its own, and connections inside are named from inside', () => {
    const net = new Network();
    const sub = net.subnetwork({ label: 'sub' });
    const inner = sub.subnetwork();
    const a = sub.input(1, { label: 'a' });
    const b = inner.passthrough(1);
    expect([sub.path, inner.path, a.path, b.path]).toEqual(['sub', 'sub/network0', 'sub/a', 'sub/network0/passthrough0']);
    expect(sub.connect(a, b).path).toBe('sub/a->network0/passthrough0');
    expect(net.connect(a, b).path).toBe('sub/a->sub/network0/passthrough0');
    expect(net.subnetwork({ label: 'sub' }).path).toBe('sub#2');
  });

  it('of a subnetwork share one list of objects with the whole', () => {
    const net = new Network();
    const sub = net.subnetwork();
    const a = sub.input(1);
    expect(net.nodes).toEqual([a]);
    expect(sub.nodes).toEqual(net.nodes);
  });

  it.each(['', 'a\u0000b'])('refuse the label %j', label => {
    expect(refusal(() => new Network().input(1, { label })).code).toBe('invalid-label');
  });

  it('are not taken by objects that were refused', () => {
    const net = new Network();
    const a = net.input(2, { label: 'a' });
    const b = net.passthrough(3, { label: 'b' });
    refusal(() => net.connect(a, b));
    refusal(() => net.ensemble(0, 1));
    refusal(() => net.ensemble(0, 1, { label: 'x' }));
    refusal(() => net.probe(a, { attribute: 'voltage' }));
    expect(net.connect(a.at(0, 1, 1), b).path).toBe('a[0,1,1]->b');
    expect(net.connect(a.at(0, 1, 1), b).path).toBe('a[0,1,1]->b#2');
    expect([net.ensemble(1, 1).path, net.ensemble(1, 1, { label: 'x' }).path]).toEqual(['ensemble0', 'x']);
    expect(net.probe(a).path).toBe('a.probe');
  });
});

describe('connections without a label', () => {
  it('between other elements are called otherwise, so that one does not change the seed of another', () => {
    const alone = new Network();
    const both = new Network();
    const ends = (net: Network) => [net.input(9, { label: 'a' }), net.passthrough(9, { label: 'b' })] as const;
    const [a, b] = ends(both);
    both.connect(a.at(0), b.at(1));
    const second = both.connect(a.at(1), b.at(0));
    const [c, d] = ends(alone);
    expect(second.path).toBe('a[1]->b[0]');
    expect(second.seed).toBe(alone.connect(c.at(1), d.at(0)).seed);
    expect(both.connect(a.at(0, 1, 2, 3, 4, 5), b.at(0, 1, 2, 3, 4, 5)).path).toBe('a[0…5]->b[0…5]');
  });
});

describe('seeds', () => {
  it('follow from the seed of the network and the path of the object', () => {
    const net = new Network({ seed: 7 });
    net.input(1);
    expect(net.ensemble(5, 1, { label: 'b' }).settings.seed).toBe(hashSeed(7, 'b'));
    expect(net.subnetwork({ label: 's' }).ensemble(5, 1, { label: 'b' }).settings.seed).toBe(hashSeed(7, 's/b'));
    expect(net.subnetwork({ label: 't', seed: 3 }).ensemble(5, 1, { label: 'b' }).settings.seed).toBe(hashSeed(3, 't/b'));
  });

  it('may be given', () => {
    expect(new Network().ensemble(5, 1, { seed: 42 }).settings.seed).toBe(42);
  });
});

describe('defaults', () => {
  it('of the innermost network win, and what is said at creation wins over all', () => {
    const net = new Network({ defaults: { ensemble: { radius: 2, neuronType: relu() }, connection: { synapse: null } } });
    const sub = net.subnetwork({ defaults: { ensemble: { radius: 3 } } });
    const a = sub.ensemble(5, 1);
    const b = sub.ensemble(5, 1, { radius: 4 });
    expect([a.settings.radius, b.settings.radius]).toEqual([3, 4]);
    expect(a.settings.neuronType).toEqual(relu());
    expect(sub.connect(a, b).synapse).toBeNull();
    expect(sub.connect(a, b, { synapse: lowpass(0.1) }).synapse).toEqual(lowpass(0.1));
    expect(new Network({ defaults: { probe: { synapse: lowpass(0.2) } } }).defaults.probe?.synapse).toEqual(lowpass(0.2));
  });

  it('are those of the field where nothing is said', () => {
    const net = new Network();
    const a = net.ensemble(5, 2);
    expect(a.settings).toMatchObject({
      neuronType: lif(),
      radius: 1,
      encoders: scatteredHypersphere({ surface: true }),
      normalizeEncoders: true,
      intercepts: uniform(-1, 0.9),
      maxRates: uniform(200, 400),
      gain: null,
      bias: null,
      evalPoints: scatteredHypersphere(),
      evalPointCount: null,
      shape: [5],
      parameterShape: [5],
    });
    expect(net.connect(a, a)).toMatchObject({
      synapse: lowpass(0.005),
      delaySteps: 0,
      function: null,
      transform: null,
      scaleEvalPoints: true,
    });
    expect(net.probe(a)).toMatchObject({ attribute: 'decoded', synapse: null, sampleEvery: null, keep: null, size: 2 });
  });
});

describe('ensembles', () => {
  it.each([
    ['neurons', () => new Network().ensemble(0, 1)],
    ['neurons', () => new Network().ensemble(1.5, 1)],
    ['dimensions', () => new Network().ensemble(1, 0)],
    ['radius', () => new Network().ensemble(1, 1, { radius: 0 })],
    ['radius', () => new Network().ensemble(1, 1, { radius: Number.POSITIVE_INFINITY })],
    ['shape', () => new Network().ensemble(6, 1, { shape: [2, 2] })],
    ['parameterShape', () => new Network().ensemble(6, 1, { shape: [3, 2], parameterShape: [3] })],
    ['gain and bias', () => new Network().ensemble(6, 1, { gain: 1 })],
    ['gain and bias', () => new Network().ensemble(6, 1, { bias: 1 })],
    ['initialState', () => new Network().ensemble(6, 1, { initialState: { current: 1 } })],
    ['initialState', () => new Network().ensemble(6, 1, { neuronType: relu(), initialState: { voltage: 1 } })],
    ['evalPointCount', () => new Network().ensemble(6, 1, { evalPointCount: 0 })],
    ['evalPointCount', () => new Network().ensemble(6, 2, { evalPointCount: 1.5 })],
    ['evalPointCount', () => new Network().ensemble(6, 2, { evalPointCount: Number.POSITIVE_INFINITY })],
  ])('refuse a wrong %s, naming themselves', (option, make) => {
    const error = refusal(make);
    expect(error.code).toBe('invalid-parameter');
    expect(error.object).toBe('ensemble0');
    expect(error.message).toContain(`ensemble0: ${option} must be`);
  });
});

describe('nodes', () => {
  it('keep the layout they are given, or that of their record', () => {
    const net = new Network();
    expect(net.input(6, { shape: [1, 2, 3] }).shape).toEqual([1, 2, 3]);
    expect(net.node(maxPool({ inputShape: [4, 4, 2] })).shape).toEqual([2, 2, 2]);
    expect(net.constant(3).shape).toEqual([1]);
    expect(refusal(() => net.input(6, { shape: [5] })).message).toContain('does not hold its 6 elements');
  });

  it('take functions of input and time', () => {
    const net = new Network();
    const made = net.function((_t, x) => [x.length], 3, 1);
    expect([made.sizeIn, made.sizeOut, made.record.type]).toEqual([3, 1, 'function']);
  });

  it.each([
    [-1, 1],
    [1.5, 1],
    [1, -1],
    [1, 0.5],
    [Number.NaN, 1],
  ])('refuse functions of sizes %d and %d', (sizeIn, sizeOut) => {
    expect(refusal(() => new Network().function((_t, x) => x, sizeIn, sizeOut)).name).toBe('ValidationError');
  });
});

describe('views', () => {
  it('pick elements, also from the end and repeatedly', () => {
    const a = new Network().input(4);
    expect(a.at(0, -1, 2, 2)).toMatchObject({ indices: [0, 3, 2, 2], size: 4, shape: [4], path: 'input0' });
    const e = new Network().ensemble(5, 3);
    expect(e.at(-3).indices).toEqual([0]);
    expect(e.neurons.at(4, -5).indices).toEqual([4, 0]);
    expect(e.current.at(1).indices).toEqual([1]);
  });

  it.each([[[4]], [[-5]], [[0.5]], [[Number.NaN]], [[]]])('refuse the indices %j of 4 elements', indices => {
    const error = refusal(() => new Network().input(4).at(...indices));
    expect(error.code).toBe('invalid-index');
    expect(error.message).toContain('4 elements');
  });

  it('lay the same elements out in another shape', () => {
    const a = new Network().input(6);
    const image = reshaped(a, [1, 2, 3]);
    expect([image.indices, image.size, shapeOf(image)]).toEqual([null, 6, [1, 2, 3]]);
    expect(reshaped(a.at(1, 2), [2, 1])).toMatchObject({ of: a, indices: [1, 2], shape: [2, 1] });
    expect(refusal(() => reshaped(a, [4])).message).toContain('input0: its 6 elements cannot take shape [4]');
  });

  it('have the size of what they pick, on either side', () => {
    const net = new Network();
    const fn = net.function((_t, x) => [x[0] ?? 0], 3, 1);
    expect([sourceSize(fn), targetSize(fn)]).toEqual([1, 3]);
    expect([sourceSize(fn.at(0)), targetSize(fn.at(0))]).toEqual([1, 1]);
    const e = net.ensemble(5, 2);
    expect([e, e.neurons, e.current, e.at(0)].map(sourceSize)).toEqual([2, 5, 5, 1]);
    expect([e, e.neurons, e.current, reshaped(e, [1, 2])].map(targetSize)).toEqual([2, 5, 5, 2]);
    expect([e, e.neurons].map(shapeOf)).toEqual([[2], [5]]);
  });
});

describe('hints', () => {
  it('stay with their object', () => {
    const net = new Network();
    const hints = { onChip: true, blockShape: [2, 3] };
    const a = net.input(1, { hints });
    const b = net.ensemble(5, 1, { hints });
    expect([a.hints, b.settings.hints, net.connect(a, b, { hints }).hints]).toEqual([hints, hints, hints]);
    expect(net.node(constant(1)).hints).toEqual({});
  });
});
