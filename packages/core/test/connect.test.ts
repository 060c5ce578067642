import { builtin, dense, Network, scale } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

function parts() {
  const net = new Network();
  return {
    net,
    two: net.input(2, { label: 'two' }),
    three: net.passthrough(3, { label: 'three' }),
    value: net.ensemble(10, 2, { label: 'value' }),
    bare: net.ensemble(4, 1, { label: 'bare', encoders: null }),
    mixed: net.function((_t, x) => [x.length], 3, 1, { label: 'mixed' }),
  };
}

describe('ends', () => {
  const p = parts();
  it.each([
    ['the current of value', () => p.net.connect(p.value.current, p.three)],
    ['the current of value', () => p.net.connect(p.value.current.at(0), p.three.at(0))],
    ['node two, which takes no input', () => p.net.connect(p.value, p.two)],
    ['node two, which takes no input', () => p.net.connect(p.value.at(0), p.two.at(1))],
    ['ensemble bare, which has no encoders; connect to its neurons', () => p.net.connect(p.two.at(0), p.bare)],
    ['ensemble bare, which has no encoders; connect from its neurons', () => p.net.connect(p.bare, p.three.at(0))],
    ['a function to the neurons of value', () => p.net.connect(p.value.neurons, p.three, { function: builtin('sum') })],
  ])('that cannot be are refused: %s', (message, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.code).toBe('invalid-endpoint');
    expect(error.message).toContain(message);
  });

  it('of another network are refused, naming the object', () => {
    const other = new Network().input(1, { label: 'stranger' });
    const error = refusal(() => p.net.connect(other, p.three.at(0)));
    expect(error.code).toBe('foreign-object');
    expect(error.message).toContain('stranger belongs to another network');
    expect(refusal(() => p.net.probe(new Network().ensemble(1, 1).neurons)).code).toBe('foreign-object');
    const elsewhere = parts();
    expect(refusal(() => p.net.probe(elsewhere.net.connect(elsewhere.two, elsewhere.value))).code).toBe('foreign-object');
  });

  it('of a subnetwork belong to the whole', () => {
    const net = new Network();
    const a = net.subnetwork().input(1);
    const b = net.subnetwork().passthrough(1);
    expect(net.connect(a, b).pre).toBe(a);
  });

  it('take only the elements that come out or go in', () => {
    expect(refusal(() => p.net.connect(p.mixed.at(2), p.three.at(0))).message).toContain('mixed');
    const wide = p.net.function(() => [1, 2, 3], 1, 3, { label: 'wide' });
    expect(refusal(() => p.net.connect(p.two.at(0), wide.at(2))).message).toContain('wide');
    expect(p.net.connect(p.two.at(0), p.mixed.at(2)).post).toMatchObject({ indices: [2] });
  });
});

describe('sizes', () => {
  const p = parts();
  it.each([
    [[2, 3], () => p.net.connect(p.two, p.three)],
    [[2, 10], () => p.net.connect(p.two, p.value.neurons)],
    [[10, 3], () => p.net.connect(p.value.neurons, p.three)],
    [[1, 3], () => p.net.connect(p.value, p.three, { function: builtin('product') })],
    [[1, 3], () => p.net.connect(p.two.at(0), p.three)],
    [[2, 1], () => p.net.connect(p.two, p.three.at(0))],
    [
      [4, 3],
      () =>
        p.net.connect(p.two, p.three, {
          transform: dense([
            [1, 2],
            [1, 2],
            [1, 2],
            [1, 2],
          ]),
        }),
    ],
    [
      [3, 2],
      () =>
        p.net.connect(p.two, p.three, {
          transform: dense([
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ]),
        }),
    ],
    [[2, 1], () => p.net.connect(p.two, p.three, { function: builtin('sum'), transform: scale([1, 2]) })],
  ])('that differ are refused with both in the message: %j', (sizes, make) => {
    const error = refusal(make);
    expect(error.code).toBe('size-mismatch');
    for (const size of sizes) expect(error.message).toMatch(new RegExp(`\\b${size}\\b`));
  });

  it('of a function are found by calling it once with zeros', () => {
    const { net, value, three } = parts();
    const seen: (readonly number[])[] = [];
    net.connect(value, three, {
      function: x => {
        seen.push(Array.from(x));
        return [1, 2, 3];
      },
    });
    expect(seen).toEqual([[0, 0]]);
  });

  it('of a function are those of the slice it sees', () => {
    const { net, value, three } = parts();
    expect(net.connect(value.at(1, 1, 0), three, { function: builtin('square') }).transform).toBeNull();
  });

  it('a number as transform multiplies', () => {
    const { net, value, two } = parts();
    expect(net.connect(two, value, { transform: -2 }).transform).toEqual(scale(-2, 2));
  });
});

describe('functions', () => {
  it.each([
    ['nothing', undefined],
    ['a number', 3],
    ['null', null],
  ])('that return %s are refused', (_what, result) => {
    const { net, value, three } = parts();
    const wrong: unknown = () => result;
    const isFunction = (f: unknown): f is (x: Float64Array) => readonly number[] => typeof f === 'function';
    if (!isFunction(wrong)) throw new Error('unreachable');
    const error = refusal(() => net.connect(value, three, { function: wrong }));
    expect(error.code).toBe('invalid-function');
    expect(error.message).toContain('value->three: its function must return an array of numbers');
  });

  it('that throw are refused, naming the connection and the reason', () => {
    const { net, value, three } = parts();
    const broken = (): readonly number[] => {
      throw new TypeError('no such table');
    };
    const error = refusal(() => net.connect(value, three, { function: broken }));
    expect(error.code).toBe('invalid-function');
    expect(error.message).toContain('value->three');
    expect(error.message).toContain('no such table');
  });
});

describe('delaySteps', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('of %d are refused', delaySteps => {
    const { net, value, two } = parts();
    expect(refusal(() => net.connect(two, value, { delaySteps })).message).toContain(
      `delaySteps must be a whole number >= 0, but ${delaySteps} was given`,
    );
  });
});
