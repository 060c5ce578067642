import { alpha, choice, gaussian, hypersphere, leastSquaresL2, lowpass, samples, tensor, toDistribution, uniform } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

describe('distributions', () => {
  it('keep what they are told', () => {
    expect(uniform(-1, 2)).toEqual({ type: 'uniform', low: -1, high: 2, integer: false });
    expect(uniform(0, 9, { integer: true }).integer).toBe(true);
    expect(choice([1, [2, 3]])).toEqual({ type: 'choice', options: [[1], [2, 3]], weights: [1, 1] });
    expect(gaussian(1, 2)).toEqual({ type: 'gaussian', mean: 1, std: 2 });
    expect(hypersphere()).toEqual({ type: 'hypersphere', surface: false, minMagnitude: 0 });
  });

  it.each([
    uniform(0, 1),
    choice([[1, 2]], [3]),
    gaussian(0, 1),
    hypersphere(),
    samples([[1, 2]]),
    lowpass(0.1),
    alpha(0.1),
    leastSquaresL2(),
  ])('are frozen all through: $type', record => {
    expect(thawed(record)).toEqual([]);
  });

  it('do not follow later changes of the lists they were given', () => {
    const option = [1, 2];
    const weights = [1];
    const made = choice([option], weights);
    option[0] = 9;
    weights[0] = 9;
    expect(made).toEqual({ type: 'choice', options: [[1, 2]], weights: [1] });
  });

  it('stand for the values themselves where values are given', () => {
    const own = tensor([2], [1, 2]);
    expect(toDistribution(own)).toEqual(samples(own));
    expect(toDistribution(3)).toEqual(samples(3));
    expect(toDistribution([[1], [2]])).toEqual(samples([[1], [2]]));
    const drawn = uniform(0, 1);
    expect(toDistribution(drawn)).toBe(drawn);
  });

  it.each([
    ['uniform: low', () => uniform(Number.NaN, 1)],
    ['uniform: low', () => uniform(Number.NEGATIVE_INFINITY, 1)],
    ['uniform: high', () => uniform(1, 0)],
    ['uniform: high', () => uniform(0, Number.POSITIVE_INFINITY)],
    ['choice: options', () => choice([])],
    ['choice: options', () => choice([Number.NaN])],
    ['choice: weights', () => choice([1, 2], [1])],
    ['choice: weights', () => choice([1, 2], [1, -1])],
    ['choice: weights', () => choice([1, 2], [0, 0])],
    ['choice: weights', () => choice([1, 2], [1, Number.POSITIVE_INFINITY])],
    ['gaussian: mean', () => gaussian(Number.NaN, 1)],
    ['gaussian: std', () => gaussian(0, 0)],
    ['gaussian: std', () => gaussian(0, Number.POSITIVE_INFINITY)],
    ['hypersphere: minMagnitude', () => hypersphere({ minMagnitude: 1 })],
    ['hypersphere: minMagnitude', () => hypersphere({ minMagnitude: -0.1 })],
    ['leastSquaresL2: reg', () => leastSquaresL2({ reg: 0 })],
    ['leastSquaresL2: reg', () => leastSquaresL2({ reg: Number.NaN })],
    ['lowpass: tau', () => lowpass(-0.001)],
    ['lowpass: tau', () => lowpass(Number.POSITIVE_INFINITY)],
    ['alpha: tau', () => alpha(Number.NaN)],
  ])('refuse a wrong %s', (what, make) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.code).toBe('invalid-parameter');
    expect(error.message).toContain(`${what} must be`);
  });

  it('allow a synapse without time constant', () => {
    expect([lowpass(0).tau, alpha(0).tau]).toEqual([0, 0]);
  });
});
