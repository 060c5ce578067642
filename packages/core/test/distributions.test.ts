import {
  alpha,
  choice,
  cosineSimilarity,
  type Distribution,
  distributions,
  exponential,
  gaussian,
  leastSquaresL2,
  lowpass,
  pdf,
  quasirandomSequence,
  samples,
  scatteredHypersphere,
  sqrtBeta,
  subvectorLength,
  tensor,
  toDistribution,
  uniform,
  uniformHypersphere,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { thawed } from './frozen.js';

const all: readonly Distribution[] = [
  uniform(0, 1),
  gaussian(0, 1),
  exponential(1),
  uniformHypersphere(),
  quasirandomSequence(),
  scatteredHypersphere(),
  choice([[1, 2]], [3]),
  samples([[1, 2]]),
  pdf([0, 1], [0.5, 0.5]),
  sqrtBeta(3),
  subvectorLength(4, 2),
  cosineSimilarity(2),
];

describe('distributions', () => {
  it('keep what they are told', () => {
    expect(uniform(-1, 2)).toEqual({ type: 'uniform', low: -1, high: 2, integer: false });
    expect(uniform(0, 9, { integer: true }).integer).toBe(true);
    expect(gaussian(1, 2)).toEqual({ type: 'gaussian', mean: 1, std: 2 });
    expect(exponential(0.2)).toEqual({ type: 'exponential', scale: 0.2, shift: 0, high: Number.POSITIVE_INFINITY });
    expect(exponential(0.2, { shift: -1, high: 1 })).toEqual({ type: 'exponential', scale: 0.2, shift: -1, high: 1 });
    expect(uniformHypersphere()).toEqual({ type: 'uniformHypersphere', surface: false, minMagnitude: 0 });
    expect(choice([1, 2])).toEqual({ type: 'choice', options: tensor([2], [1, 2]), weights: tensor([2], [1, 1]) });
    expect(choice([[1, 2]], [4])).toEqual({ type: 'choice', options: tensor([1, 2], [1, 2]), weights: tensor([1], [4]) });
    expect(pdf([0, 3], [0.25, 0.75])).toEqual({ type: 'pdf', x: tensor([2], [0, 3]), p: tensor([2], [0.25, 0.75]) });
    expect(sqrtBeta(4)).toEqual({ type: 'sqrtBeta', n: 4, m: 1 });
    expect(subvectorLength(4, 3)).toEqual({ type: 'subvectorLength', dimensions: 4, subdimensions: 3 });
    expect(cosineSimilarity(2)).toEqual({ type: 'cosineSimilarity', dimensions: 2 });
  });

  it('scatter points of a quasirandom sequence by spherical coordinates unless told otherwise', () => {
    const ball = { type: 'scatteredHypersphere', surface: false, minMagnitude: 0, base: quasirandomSequence(), method: 'sct' };
    expect(scatteredHypersphere()).toEqual(ball);
    const told = { surface: true, minMagnitude: 0.5, base: uniform(0, 1), method: 'tfww' } as const;
    expect(scatteredHypersphere(told)).toEqual({ type: 'scatteredHypersphere', ...told });
  });

  it.each([...all, lowpass(0.1), alpha(0.1), leastSquaresL2()])('are frozen all through: $type', record => {
    expect(thawed(record)).toEqual([]);
  });

  it.each(all)('are the same after their own checks, and when their arrays are passed through: $type', record => {
    expect(distributions.check('a', record)).toBe(record);
    const ids: string[] = [];
    const named = distributions.map(record, {
      tensor: (_array, name) => {
        ids.push(name);
        return `x.${name}`;
      },
    });
    const arrays: Readonly<Record<string, readonly string[]>> = { choice: ['options', 'weights'], samples: ['values'], pdf: ['x', 'p'] };
    expect(ids).toEqual(arrays[record.type] ?? []);
    expect(named).toEqual({ ...record, ...Object.fromEntries(ids.map(name => [name, `x.${name}`])) });
  });

  it('do not follow later changes of the lists they were given', () => {
    const option = [1, 2];
    const weights = [1];
    const made = choice([option], weights);
    option[0] = 9;
    weights[0] = 9;
    expect(made).toEqual(choice([[1, 2]], [1]));
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
    ['uniform: low and high', () => uniform(0, 1.5, { integer: true })],
    ['uniform: low and high', () => uniform(2, 2, { integer: true })],
    ['choice: options', () => choice([])],
    ['choice: options', () => choice(3)],
    ['choice: options', () => choice(tensor([1, 1, 1], [3]))],
    ['choice: options', () => choice([Number.NaN])],
    ['choice: weights', () => choice([1, 2], [1])],
    ['choice: weights', () => choice([1, 2], [1, -1])],
    ['choice: weights', () => choice([1, 2], [0, 0])],
    ['choice: weights', () => choice([1, 2], [1, Number.POSITIVE_INFINITY])],
    ['gaussian: mean', () => gaussian(Number.NaN, 1)],
    ['gaussian: std', () => gaussian(0, 0)],
    ['gaussian: std', () => gaussian(0, Number.POSITIVE_INFINITY)],
    ['exponential: scale', () => exponential(0)],
    ['exponential: shift', () => exponential(1, { shift: Number.NaN })],
    ['exponential: high', () => exponential(1, { shift: 1, high: 1 })],
    ['uniformHypersphere: minMagnitude', () => uniformHypersphere({ minMagnitude: 1 })],
    ['uniformHypersphere: minMagnitude', () => uniformHypersphere({ minMagnitude: -0.1 })],
    ['scatteredHypersphere: minMagnitude', () => scatteredHypersphere({ minMagnitude: Number.NaN })],
    ['scatteredHypersphere: base', () => scatteredHypersphere({ base: uniform(0, 2) })],
    ['pdf: x', () => pdf([], [])],
    ['pdf: x', () => pdf([1, 1], [0.5, 0.5])],
    ['pdf: x', () => pdf([0, Number.POSITIVE_INFINITY], [0.5, 0.5])],
    ['pdf: p', () => pdf([0, 1], [1])],
    ['pdf: p', () => pdf([0, 1], [1.5, -0.5])],
    ['pdf: p', () => pdf([0, 1], [0.5, 0.6])],
    ['sqrtBeta: n', () => sqrtBeta(0)],
    ['sqrtBeta: m', () => sqrtBeta(1, 0.5)],
    ['subvectorLength: dimensions', () => subvectorLength(1)],
    ['subvectorLength: subdimensions', () => subvectorLength(4, 4)],
    ['cosineSimilarity: dimensions', () => cosineSimilarity(1)],
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
