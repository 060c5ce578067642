import { cos, exp, expm1, log, log1p, pow, roundHalfEven, sigmoid, sin, softplus, tanh } from '@rheobase/math';
import { describe, expect, it } from 'vitest';
import { ulpDistance } from './ulp.js';

const LARGEST = Number.MAX_VALUE;
const SMALLEST = Number.MIN_VALUE;

describe('special values', () => {
  it.each<[string, (x: number) => number, [number, number][]]>([
    [
      'exp',
      exp,
      [
        [0, 1],
        [-0, 1],
        [Infinity, Infinity],
        [-Infinity, 0],
        [NaN, NaN],
        [710, Infinity],
        [-746, 0],
        [-745.13, SMALLEST],
        [SMALLEST, 1],
        [1, Math.E],
      ],
    ],
    [
      'expm1',
      expm1,
      [
        [0, 0],
        [-0, -0],
        [Infinity, Infinity],
        [-Infinity, -1],
        [NaN, NaN],
        [710, Infinity],
        [-50, -1],
        [SMALLEST, SMALLEST],
        [-1e-20, -1e-20],
      ],
    ],
    [
      'log',
      log,
      [
        [0, -Infinity],
        [-0, -Infinity],
        [1, 0],
        [-1, NaN],
        [-Infinity, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
        [SMALLEST, -744.4400719213812],
        [LARGEST, 709.782712893384],
      ],
    ],
    [
      'log1p',
      log1p,
      [
        [0, 0],
        [-0, -0],
        [-1, -Infinity],
        [-1.5, NaN],
        [Infinity, Infinity],
        [-Infinity, NaN],
        [NaN, NaN],
        [SMALLEST, SMALLEST],
        [LARGEST, 709.782712893384],
      ],
    ],
    [
      'sin',
      sin,
      [
        [0, 0],
        [-0, -0],
        [Infinity, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [SMALLEST, SMALLEST],
        [1e-10, 1e-10],
      ],
    ],
    [
      'cos',
      cos,
      [
        [0, 1],
        [-0, 1],
        [Infinity, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [SMALLEST, 1],
      ],
    ],
    [
      'tanh',
      tanh,
      [
        [0, 0],
        [-0, -0],
        [Infinity, 1],
        [-Infinity, -1],
        [NaN, NaN],
        [25, 1],
        [-25, -1],
        [SMALLEST, SMALLEST],
      ],
    ],
    [
      'sigmoid',
      sigmoid,
      [
        [0, 0.5],
        [-0, 0.5],
        [Infinity, 1],
        [-Infinity, 0],
        [NaN, NaN],
        [800, 1],
        [-800, 0],
      ],
    ],
    [
      'softplus',
      softplus,
      [
        [0, Math.LN2],
        [-0, Math.LN2],
        [Infinity, Infinity],
        [-Infinity, 0],
        [NaN, NaN],
        [800, 800],
        [-800, 0],
      ],
    ],
    [
      'roundHalfEven',
      roundHalfEven,
      [
        [0.5, 0],
        [1.5, 2],
        [2.5, 2],
        [-0.5, -0],
        [-1.5, -2],
        [-2.5, -2],
        [-0.2, -0],
        [0, 0],
        [-0, -0],
        [0.49999999999999994, 0],
        [2 ** 52 + 1, 2 ** 52 + 1],
        [-(2 ** 53), -(2 ** 53)],
        [2 ** 51 + 0.5, 2 ** 51],
        [Infinity, Infinity],
        [-Infinity, -Infinity],
        [NaN, NaN],
        [LARGEST, LARGEST],
      ],
    ],
  ])('%s', (name, own, pairs) => {
    for (const [x, value] of pairs) expect(own(x), `${name}(${Object.is(x, -0) ? '-0' : x})`).toBe(value);
  });

  it('pow has those of Math.pow for every pair of odd arguments', () => {
    const values = [
      0,
      -0,
      1,
      -1,
      0.5,
      -0.5,
      2,
      -2,
      3,
      -3,
      1.5,
      -1.5,
      2 ** 53,
      1e300,
      -1e300,
      1e-300,
      SMALLEST,
      -SMALLEST,
      LARGEST,
      -LARGEST,
      Infinity,
      -Infinity,
      NaN,
    ];
    for (const x of values)
      for (const y of values) {
        const expected = x ** y;
        const own = pow(x, y);
        if (Math.abs(expected) > 0 && Math.abs(expected) < Infinity)
          expect(ulpDistance(own, expected), `pow(${x}, ${y})`).toBeLessThanOrEqual(2);
        else expect(own, `pow(${x}, ${y})`).toBe(expected);
      }
  });
});
