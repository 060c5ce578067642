import { broadcastIndices, broadcasts, dtypeOf, isTensor, sizeOf, tensor, toTensor } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

describe('tensor', () => {
  it('stores plain numbers as float64', () => {
    const made = tensor([2, 2], [1, 2, 3, 4]);
    expect(made).toEqual({ dtype: 'float64', shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) });
    expect(isTensor(made)).toBe(true);
  });

  it.each([
    new Float64Array(2),
    new Float32Array(2),
    new Int32Array(2),
    new Uint8Array(2),
  ])('copies the array it is given, with its type (%#)', data => {
    const made = tensor([2], data);
    expect(made.data).toEqual(data);
    data[0] = 7;
    expect(made.data[0]).toBe(0);
    expect(made.dtype).toBe(dtypeOf(data));
    expect(made.dtype).toBe(data.constructor.name.replace('Array', '').toLowerCase());
  });

  it('refuses arrays of other types by name', () => {
    const given: Float64Array = Reflect.construct(Int16Array, [2]);
    expect(() => tensor([2], given)).toThrow('Float32Array, Int32Array or Uint8Array, but [object Int16Array] was given');
  });

  it('does not follow later changes of the shape it was given', () => {
    const shape = [2, 1];
    const made = tensor(shape, [1, 2]);
    shape[0] = 9;
    expect(made.shape).toEqual([2, 1]);
    expect(Object.isFrozen(made.shape)).toBe(true);
  });

  it('names both counts where data and shape differ', () => {
    const error = refusal(() => tensor([2, 3], [1, 2]));
    expect(error.code).toBe('size-mismatch');
    expect(error.message).toContain('6 elements');
    expect(error.message).toContain('2 were given');
  });

  it.each([[[-1, -2]], [[0.5, 4]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])('refuses the shape %j', shape => {
    const count = Math.max(0, Number.isInteger(sizeOf(shape)) ? sizeOf(shape) : 0);
    expect(refusal(() => tensor(shape, new Float64Array(count))).name).toBe('ValidationError');
  });
});

describe('toTensor', () => {
  it('gives a number no axis, a list one, rows two', () => {
    expect(toTensor(3).shape).toEqual([]);
    expect(toTensor([1, 2, 3]).shape).toEqual([3]);
    expect(
      toTensor([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual(tensor([2, 3], [1, 2, 3, 4, 5, 6]));
    expect(toTensor([]).shape).toEqual([0]);
  });

  it('gives back a tensor itself', () => {
    const made = tensor([1], [1]);
    expect(toTensor(made)).toBe(made);
  });

  it('refuses rows of unequal length', () => {
    expect(refusal(() => toTensor([[1, 2], [3]])).code).toBe('ragged-rows');
  });
});

describe('broadcasting', () => {
  it.each([
    [[], [2, 3], true],
    [[1], [2, 3], true],
    [[3], [2, 3], true],
    [[2, 1], [2, 3], true],
    [[1, 1, 4], [5, 6, 4], true],
    [[2], [2, 3], false],
    [[2, 3], [3], false],
    [[3, 2], [2, 3], false],
  ])('%j repeats to %j: %s', (from, to, answer) => {
    expect(broadcasts(from, to)).toBe(answer);
  });

  it('reads the element with the same trailing indices', () => {
    const axis = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), fc.nat(3), (axes, dropped) => {
        const to = axes.map(([length]) => length);
        const from = axes.map(([length, one]) => (one ? 1 : length)).slice(Math.min(dropped, axes.length));
        const places = broadcastIndices(from, to);
        const own = (flat: number): number => {
          let rest = flat;
          let index = 0;
          let stride = 1;
          for (let back = 1; back <= from.length; back++) {
            const length = to.at(-back) ?? 1;
            const mine = from.at(-back) ?? 1;
            index += (mine === 1 ? 0 : rest % length) * stride;
            stride *= mine;
            rest = Math.floor(rest / length);
          }
          return index;
        };
        expect(Array.from(places)).toEqual(Array.from(places, (_, flat) => own(flat)));
        expect(broadcasts(from, to)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
