import {
  argmax,
  builtin,
  builtinNames,
  constant,
  hostFunction,
  implementationOf,
  inputNode,
  isBuiltin,
  lowpass,
  maxPool,
  nodeSizes,
  passthrough,
  softmax,
  synapseNode,
  table,
  toFunction,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

describe('nodes', () => {
  const all = [
    inputNode(3),
    passthrough(2),
    softmax(4),
    argmax(4),
    synapseNode(lowpass(0.1), 5),
    constant([1, 2]),
    table([
      [1, 2],
      [3, 4],
    ]),
    maxPool({ inputShape: [4, 4, 1] }),
  ];

  it('say how many values they take in and give out', () => {
    expect(all.map(node => nodeSizes(node))).toMatchObject([
      { sizeIn: 0, sizeOut: 3 },
      { sizeIn: 2, sizeOut: 2 },
      { sizeIn: 4, sizeOut: 4 },
      { sizeIn: 4, sizeOut: 4 },
      { sizeIn: 5, sizeOut: 5 },
      { sizeIn: 0, sizeOut: 2 },
      { sizeIn: 0, sizeOut: 2 },
      { sizeIn: 16, sizeOut: 4 },
    ]);
  });

  it.each(all)('are frozen all through: $type', node => {
    expect(thawed(node)).toEqual([]);
  });

  it.each([
    ['input: size', () => inputNode(0)],
    ['passthrough: size', () => passthrough(1.5)],
    ['softmax: size', () => softmax(-1)],
    ['argmax: size', () => argmax(Number.NaN)],
    ['constant: element 1 is NaN', () => constant([0, Number.NaN])],
    ['table: element 0 is Infinity', () => table([[Number.POSITIVE_INFINITY]])],
    ['table: values must have shape (rows, size)', () => table([1, 2])],
    ['table: values must have shape (rows, size)', () => table([])],
  ])('are refused: %s', (message, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});

describe('functions', () => {
  it.each([
    ['square', [2, -3], [4, 9]],
    ['cube', [2, -3], [8, -27]],
    ['abs', [2, -3], [2, 3]],
    ['sinPi', [0.5, -0.5], [1, -1]],
    ['product', [2, -3, 4], [-24]],
    ['sum', [2, -3, 4], [3]],
    ['norm', [3, -4], [5]],
  ])('%s of %j is %j', (name, x, y) => {
    expect(Array.from(implementationOf(builtin(name))(0, Float64Array.from(x)))).toEqual(y);
  });

  it.each([
    ['step', [0.4, 0.3, -1], [1, 0, 0]],
    ['ramp', [1.3, 0.3, -1], [1, 0, 0]],
    ['above', [1.3, 0.3, -1], [1.3, 0, 0]],
  ])('%s of %j with threshold 0.3 is %j', (name, x, y) => {
    expect(Array.from(implementationOf(builtin(name, { threshold: 0.3 }))(0, Float64Array.from(x)))).toEqual(y);
    expect(builtin(name)).toMatchObject({ threshold: 0 });
  });

  it('take a finite threshold, where they have one', () => {
    expect(refusal(() => builtin('step', { threshold: Number.NaN })).message).toContain('must be a finite number, but NaN');
    expect(refusal(() => builtin('square', { threshold: 0.3 })).message).toContain('step, ramp, above have one');
  });

  it('are known by name, inherited names aside', () => {
    expect(builtinNames.every(isBuiltin)).toBe(true);
    expect(['toString', '__proto__', 'constructor', ''].some(isBuiltin)).toBe(false);
    const error = refusal(() => builtin('toString'));
    expect(error.code).toBe('unknown-function');
    for (const name of builtinNames) expect(error.message).toContain(name);
  });

  it('of the host are called with time and input, plain ones with the input', () => {
    const host = hostFunction('ramp', '1', (time, x) => x.map(v => v + time));
    expect(Array.from(implementationOf(toFunction(host))(2, Float64Array.of(1)))).toEqual([3]);
    expect(Array.from(implementationOf(toFunction(x => x.map(v => v + 1)))(2, Float64Array.of(1)))).toEqual([2]);
    expect(toFunction(host)).toBe(host);
  });
});
