import { cumulative, density, quantile } from '@rheobase/core';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference } from '../golden/first-difference.js';
import type { GoldenFailure } from '../golden/golden-suite.js';
import { goldenQuantiles } from './golden-distribution.js';

/** Probabilities, densities and quantiles of the distributions that have them in closed form. */
export const checkCdfPdfPpf: ComponentCheck = ({ cases, tolerance }) =>
  cases.map(at => {
    const given = at.fields('distribution');
    const distribution = goldenQuantiles(given);
    const x = at.numbers('x');
    const found: Readonly<Record<string, readonly number[]>> = {
      cdf: x.map(value => cumulative(distribution, value)),
      pdf: x.map(value => density(distribution, value)),
      ppf: x.map(share => quantile(distribution, share)),
    };
    const failure = Object.entries(found).reduce<GoldenFailure | null>(
      (first, [name, values]) => first ?? firstDifference(name, values, at.numbers(name), tolerance),
      null,
    );
    return failure ? { name: given.text('type'), status: 'failed', failure } : { name: given.text('type'), status: 'passed' };
  });
