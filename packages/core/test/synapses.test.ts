import { alpha, combine, linearFilter, lowpass, synapseNode, transferFunction, triangle } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const filter = (numerator: readonly number[], denominator: readonly number[], more = {}) =>
  linearFilter({ numerator, denominator, ...more });

describe('synapses', () => {
  it.each([
    lowpass(0.1),
    alpha(0.1),
    triangle(0.1),
    filter([1], [1, 2]),
    synapseNode(lowpass(0.1), 2),
  ])('are frozen all through: $type', record => {
    expect(thawed(record)).toEqual([]);
  });

  it('are continuous and held through a step where nothing else is asked for', () => {
    expect(filter([1], [2, 1])).toEqual({ type: 'linearFilter', numerator: [1], denominator: [2, 1], analog: true, method: 'zoh' });
  });

  it('drop leading zeros of their coefficients', () => {
    expect(filter([0, 0, 3], [0, 2])).toMatchObject({ numerator: [3], denominator: [2] });
    expect(filter([0, 0], [1])).toMatchObject({ numerator: [0] });
  });

  it.each<[string, () => unknown]>([
    ['lowpass: tau must be a time in seconds >= 0, but -1', () => lowpass(-1)],
    ['alpha: tau must be a time in seconds >= 0, but NaN', () => alpha(Number.NaN)],
    ['triangle: t must be a time in seconds >= 0, but Infinity', () => triangle(Number.POSITIVE_INFINITY)],
    ['linearFilter: numerator must be a list of finite numbers', () => filter([], [1])],
    ['linearFilter: denominator must be a list of finite numbers, but [1,NaN]', () => filter([1], [1, Number.NaN])],
    ['linearFilter: denominator must be a polynomial with a coefficient other than 0', () => filter([1], [0, 0])],
    ['linearFilter: numerator must be of degree 1 at most, but [1,0,0]', () => filter([1, 0, 0], [1, 1])],
    ['linearFilter: denominator must be a polynomial whose leading coefficient', () => filter([1], [5e-324, 1])],
    [
      "linearFilter: method must be one of 'zoh', 'euler', 'bilinear', 'backwardDifference', but 'gbt'",
      () => filter([1], [1, 1], { method: 'gbt' }),
    ],
    ['linearFilter: analog must be true or false, but 1', () => filter([1], [1, 1], { analog: 1 })],
    ['synapse: size must be a whole number >= 1, but 0', () => synapseNode(lowpass(0.1), 0)],
    ['triangle: it has no transfer function', () => combine(triangle(0.1), lowpass(0.1))],
    [
      'combine: both filters must be of one kind, but one is analog with method zoh, the other not analog',
      () => combine(lowpass(0.1), filter([1], [1, 0.5], { analog: false })),
    ],
    ['the other analog with method euler', () => combine(lowpass(0.1), filter([1], [1, 0], { method: 'euler' }))],
  ])('are refused: %s', (message, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });

  it('have transfer functions', () => {
    expect(transferFunction(lowpass(0.25))).toMatchObject({ numerator: [1], denominator: [0.25, 1] });
    expect(transferFunction(alpha(0.5))).toMatchObject({ numerator: [1], denominator: [0.25, 1, 1] });
    expect(transferFunction(lowpass(0))).toMatchObject({ numerator: [1], denominator: [1] });
  });

  it('combine into the product of their polynomials', () => {
    expect(combine(filter([2, 1], [1, 3]), filter([5], [1, 0, 2]))).toMatchObject({ numerator: [10, 5], denominator: [1, 3, 2, 6] });
  });
});
