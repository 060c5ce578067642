import { type Tensor, tensor, UnsupportedError, ValidationError } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulate } from '../src/parameter/accumulate.js';
import { inSteps, over, times } from '../src/parameter/forms/elementwise.js';
import { constantParameter, tensorParameter } from '../src/parameter/forms/leaves.js';
import { matrixProduct, withColumn } from '../src/parameter/forms/matrices.js';
import type { Parameter } from '../src/parameter/forms/parameter.js';
import { expand, gatherParameter, repeat } from '../src/parameter/forms/selection.js';
import { keyOf, printParameter, sameParameter, tensorsIn } from '../src/parameter/structure.js';
import { ParameterValues } from '../src/parameter/values.js';

const IDS = ['a', 'b', 'c'] as const;

interface Made {
  readonly parameter: Parameter;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** A random expression with a gradient over three tensors whose elements lie in [0.5, 1.5], so that nothing is divided by zero. */
function made(seed: number): Made {
  const random = randomStream(seed);
  const below = (n: number) => Math.floor(random.uniform() * n);
  const positive = (count: number) => Float64Array.from({ length: count }, () => 0.5 + random.uniform());
  const tensors = new Map(IDS.map((id, i) => [id as string, tensor([i + 2], positive(i + 2))] as const));
  const indices = (count: number, end: number) => Int32Array.from({ length: count }, () => below(end));
  const leaf = (length: number): Parameter => {
    const id = IDS[below(3)] ?? 'a';
    const whole = tensorParameter(tensors, id);
    if (whole.length === length) return whole;
    return below(3) === 0 ? constantParameter(positive(length)) : gatherParameter(whole, indices(length, whole.length));
  };
  const of = (length: number, depth: number): Parameter => {
    if (depth === 0) return leaf(length);
    const next = (count: number) => of(count, depth - 1);
    switch (below(7)) {
      case 0:
        return times(next(length), next(1 + below(3)), 1 + below(3));
      case 1:
        // A tensor or positive numbers below, as sums and expansions may hold zeros
        return over(next(length), leaf(1 + below(3)), 1 + below(3));
      case 2:
        return matrixProduct(next(length * 2), next(2), length, 2, 1);
      case 3:
        return length % 3 === 0 ? withColumn(next((length / 3) * 2), next(length / 3)) : gatherParameter(next(3), indices(length, 3));
      case 4:
        return length % 2 === 0 ? repeat('x', next(length / 2), [length / 2, 1], [length / 2, 2]) : next(length);
      case 5: {
        const places = Int32Array.from({ length }, (_, i) => i).filter(() => below(2) === 0);
        return expand(next(3), indices(places.length, 3), places, length);
      }
      default:
        return repeat('x', next(1), [1], [length]);
    }
  };
  return { parameter: of(1 + below(6), 3), tensors };
}

const expressions = fc.nat(2 ** 31 - 1).map(made);

const moved = (tensors: ReadonlyMap<string, Tensor>, id: string, element: number, by: number): ReadonlyMap<string, Tensor> => {
  const { shape = [], data = new Float64Array(0) } = tensors.get(id) ?? {};
  const values = Float64Array.from(data);
  values[element] = (values[element] ?? 0) + by;
  return new Map([...tensors, [id, tensor(shape, values)]]);
};

describe('the numbers of a parameter', () => {
  const tensors = new Map([
    ['gain', tensor([2], [2, 3])],
    ['encoders', tensor([2, 2], [1, 2, 3, 4])],
    ['channel', tensor([1, 2], [5, 7])],
    ['short', tensor([2], new Float32Array([0.1, 0.2]))],
  ]);
  const of = (id: string) => tensorParameter(tensors, id);
  const numbersOf = (parameter: Parameter) => Array.from(new ParameterValues(tensors).of(parameter));

  it.each<[string, Parameter, readonly number[], string]>([
    ['a number for all', constantParameter(4, 3), [4, 4, 4], '4'],
    ['a list', constantParameter(Float64Array.of(1, 2)), [1, 2], 'constant[2]'],
    ['chosen elements', gatherParameter(of('encoders'), Int32Array.of(3, 0, 3)), [4, 1, 4], 'encoders[3]'],
    ['one value a channel', repeat('x', of('channel'), [1, 2], [3, 2]), [5, 7, 5, 7, 5, 7], 'channel over [3,2]'],
    [
      'rows by the gain over the radius',
      times(of('encoders'), over(of('gain'), constantParameter(2)), 2),
      [1, 2, 4.5, 6],
      'encoders · (gain / 2)',
    ],
    ['factors that start over', times(of('encoders'), of('gain')), [2, 6, 6, 12], 'encoders · gain'],
    ['a matrix times a vector', matrixProduct(of('encoders'), of('gain'), 2, 2, 1), [8, 18], 'encoders ∘ gain'],
    ['a last column', withColumn(of('encoders'), of('gain')), [1, 2, 2, 3, 4, 3], '[encoders, gain]'],
    ['entries of a matrix', expand(of('gain'), Int32Array.of(1, 0), Int32Array.of(0, 3), 4), [3, 0, 0, 2], 'expand(gain)'],
    ['whole steps', inSteps(of('gain'), 0.5), [4, 6], 'steps(gain, 0.5 s)'],
    ['single precision', of('short'), [Math.fround(0.1), Math.fround(0.2)], 'short'],
  ])('are %s', (_name, parameter, values, text) => {
    expect(numbersOf(parameter)).toEqual(values);
    expect(parameter.length).toBe(values.length);
    expect(printParameter(parameter)).toBe(text);
  });

  it('are the very tensor where that is float64, and one array for equal parameters', () => {
    const numbers = new ParameterValues(tensors);
    expect(numbers.of(of('gain'))).toBe(tensors.get('gain')?.data);
    expect(numbers.of(times(of('gain'), constantParameter(2)))).toBe(numbers.of(times(of('gain'), constantParameter(2))));
    expect(numbers.of(times(of('gain'), constantParameter(2)))).not.toBe(numbers.of(times(of('gain'), constantParameter(3))));
  });

  it('stay the same arrays where other tensors change', () => {
    const [same, other] = [times(of('gain'), constantParameter(2)), times(of('short'), constantParameter(2))];
    const before = new ParameterValues(tensors);
    const [kept] = [before.of(same), before.of(other)];
    const after = before.after(new Map([...tensors, ['short', tensor([2], [1, 2])]]), new Set(['short']));
    expect(after.of(same)).toBe(kept);
    expect(Array.from(after.of(other))).toEqual([2, 4]);
  });

  it('are refused for a tensor that is not there, and for shapes that do not repeat', () => {
    expect(() => of('bias')).toThrow(ValidationError);
    expect(() => repeat('cell', of('gain'), [2], [3])).toThrow('cell: a tensor of shape [2] does not repeat to its shape [3]');
  });
});

describe('parameters', () => {
  it('are the same exactly where expression, tensors and constants are', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (seed, other) => {
        const [a, b, c] = [made(seed).parameter, made(seed).parameter, made(other).parameter];
        expect(sameParameter(a, b)).toBe(true);
        expect(keyOf(a)).toBe(keyOf(b));
        if (sameParameter(a, c)) expect(keyOf(a)).toBe(keyOf(c));
        expect(sameParameter(a, c)).toBe(sameParameter(c, a));
      }),
    );
    const tensors = new Map(IDS.map(id => [id as string, tensor([2], [1, 2])] as const));
    expect(sameParameter(tensorParameter(tensors, 'a'), tensorParameter(tensors, 'b'))).toBe(false);
    expect(sameParameter(constantParameter(0, 2), constantParameter(-0, 2))).toBe(false);
    expect(sameParameter(constantParameter(Float64Array.of(1, 2)), constantParameter(Float64Array.of(1, 2)))).toBe(true);
    expect(sameParameter(constantParameter(1, 2), constantParameter(1, 3))).toBe(false);
  });

  it('follow from no tensor but those that they name', () => {
    fc.assert(
      fc.property(expressions, fc.constantFrom(...IDS), ({ parameter, tensors }, id) => {
        const [before, after] = [new ParameterValues(tensors).of(parameter), new ParameterValues(moved(tensors, id, 0, 1)).of(parameter)];
        if (!tensorsIn(parameter).includes(id)) expect(after).toEqual(before);
        expect(before).toHaveLength(parameter.length);
      }),
    );
  });
});

describe('accumulate', () => {
  it('adds the derivatives that differences show', () => {
    fc.assert(
      fc.property(expressions, fc.nat(2 ** 31 - 1), ({ parameter, tensors }, seed) => {
        const random = randomStream(seed);
        const gradient = Float64Array.from({ length: parameter.length }, () => 2 * random.uniform() - 1);
        const into = new Map(Array.from(tensors, ([id, { data }]) => [id, new Float64Array(data.length).fill(1)] as const));
        accumulate(parameter, gradient, tensors, into);
        const loss = (of: ReadonlyMap<string, Tensor>) =>
          new ParameterValues(of).of(parameter).reduce((sum, x, i) => sum + x * (gradient[i] ?? 0), 0);
        const h = 1e-6;
        for (const [id, sums] of into) {
          for (const [i, sum] of sums.entries()) {
            const slope = (loss(moved(tensors, id, i, h)) - loss(moved(tensors, id, i, -h))) / (2 * h);
            expect(Math.abs(sum - 1 - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
          }
        }
      }),
    );
  });

  it('leaves out tensors that are not asked for, and refuses one that acts through whole steps', () => {
    const tensors = new Map([['time', tensor([2], [0.1, 0.2])]]);
    const parameter = inSteps(tensorParameter(tensors, 'time'), 0.1);
    expect(() => accumulate(parameter, Float64Array.of(1, 1), tensors, new Map())).not.toThrow();
    const asked = () => accumulate(parameter, Float64Array.of(1, 1), tensors, new Map([['time', new Float64Array(2)]]));
    expect(asked).toThrow(UnsupportedError);
    expect(asked).toThrow('steps(time, 0.1 s) has no gradient');
  });
});
