import { cos, exp, expm1, log, log1p, neumaierSum, pow, roundHalfEven, sigmoid, sin, softplus, tanh } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const EPSILON = Number.EPSILON;
const within = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => boolean) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 2000, seed: 1 });
const close = (a: number, b: number, ulps: number) => Math.abs(a - b) <= ulps * EPSILON * Math.max(Math.abs(a), Math.abs(b));

describe('identities', () => {
  it('log undoes exp', () => holds(within(700), x => Math.abs(log(exp(x)) - x) <= 2 * EPSILON * Math.max(1, Math.abs(x))));
  it('log1p undoes expm1', () => holds(within(0.5), x => close(log1p(expm1(x)), x, 6)));
  it('exp of a sum is the product', () => holds(within(300), x => close(exp(x) * exp(-x), 1, 3)));
  it('sin and tanh are odd and cos even, to the bit', () =>
    holds(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      x => Object.is(sin(-x), -sin(x)) && Object.is(tanh(-x), -tanh(x)) && cos(-x) === cos(x),
    ));
  it('sin² + cos² is 1', () =>
    holds(fc.double({ noNaN: true, noDefaultInfinity: true }), x => Math.abs(sin(x) ** 2 + cos(x) ** 2 - 1) <= 4 * EPSILON));
  it('tanh is a shifted sigmoid', () => holds(within(30), x => Math.abs(2 * sigmoid(2 * x) - 1 - tanh(x)) <= 4 * EPSILON));
  it('softplus(x) − softplus(-x) is x', () =>
    holds(within(600), x => Math.abs(softplus(x) - softplus(-x) - x) <= 4 * EPSILON * Math.max(1, Math.abs(x))));
  it('a power of a power multiplies the exponents', () =>
    holds(fc.double({ min: 0.01, max: 100, noNaN: true }), x => close(pow(pow(x, 3), 1 / 3), x, 6) && close(pow(x, 3), x * x * x, 3)));
});

describe('roundHalfEven', () => {
  it('gives an integer at most a half away, the even one on a tie', () =>
    holds(within(1e6), x => {
      const r = roundHalfEven(x);
      const distance = Math.abs(r - x);
      return Math.floor(r) === r && (distance < 0.5 || (distance === 0.5 && r % 2 === 0));
    }));
  it('resolves every tie to the even neighbour', () =>
    holds(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), n => roundHalfEven(n + 0.5) === (n % 2 === 0 ? n : n + 1)));
});

describe('neumaierSum', () => {
  it('keeps what plain summation loses', () => {
    expect(neumaierSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(neumaierSum(new Array<number>(10).fill(0.1))).toBe(1);
    expect(neumaierSum(Float64Array.of(1e16, 1, -1e16))).toBe(1);
  });
  it('is 0 for nothing and passes infinities and NaN on', () => {
    expect(neumaierSum([])).toBe(0);
    expect(neumaierSum([Infinity, 1])).toBe(Infinity);
    expect(neumaierSum([1e308, 1e308])).toBe(Infinity);
    expect(neumaierSum([Infinity, -Infinity])).toBeNaN();
    expect(neumaierSum([1, NaN])).toBeNaN();
  });
  it('meets its bound against exact integer sums', () =>
    holds(fc.array(fc.maxSafeInteger(), { maxLength: 60 }), values => {
      const exact = Number(values.reduce((sum, value) => sum + BigInt(value), 0n));
      const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
      return Math.abs(neumaierSum(values) - exact) <= EPSILON * Math.abs(exact) + (values.length * EPSILON) ** 2 * size;
    }));
});
