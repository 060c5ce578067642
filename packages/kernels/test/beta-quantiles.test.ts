import { betaQuantiles } from '@rheobase/kernels';
import { inverseIncompleteBeta } from '@rheobase/math';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const each = (a: number, b: number, ps: Float64Array) => ps.map(p => inverseIncompleteBeta(a, b, p));

describe('quantiles of the beta distribution in WebAssembly have the bits of inverseIncompleteBeta', () => {
  it('for the polar angles of spheres in up to 130 dimensions', () => {
    for (const rest of [1, 3, 4, 5, 8, 31, 64, 129]) {
      const ps = Float64Array.from({ length: 257 }, (_, i) => ((i * 7919) % 1009) / 1009);
      expect(betaQuantiles(0.5, rest / 2, ps)).toEqual(each(0.5, rest / 2, ps));
      expect(betaQuantiles(rest / 2, 0.5, ps)).toEqual(each(rest / 2, 0.5, ps));
    }
  });

  it('for all parameters and probabilities', () => {
    const parameter = fc.oneof(fc.double({ min: 0.01, max: 0.999, noNaN: true }), fc.double({ min: 0.01, max: 60, noNaN: true }));
    const probability = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, Number.MIN_VALUE, 1e-60, 1e-17, 0.5, 1 - 2 ** -53),
    );
    fc.assert(
      fc.property(parameter, parameter, fc.array(probability, { maxLength: 9 }), (a, b, ps) => {
        const given = Float64Array.from(ps);
        expect(betaQuantiles(a, b, given)).toEqual(each(a, b, given));
      }),
      { numRuns: 1000 },
    );
  });

  it('for more than one block', () => {
    const ps = Float64Array.from({ length: 5001 }, (_, i) => (i + 0.5) / 5001);
    expect(betaQuantiles(0.5, 1.5, ps)).toEqual(each(0.5, 1.5, ps));
  });
});
