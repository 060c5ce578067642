import { knownOptions } from '../../definitions/known-options.js';
import { optionNames } from '../../definitions/option-names.js';
import { solverCount } from '../solver-value.js';

/**
 * The largest `components` singular values alone, found in a random subspace (Halko, Martinsson and Tropp 2011); the others count as zero.
 * Where A has no more rows or columns than `components` + `oversamples`, it is `svd`.
 */
export interface RandomizedSvd {
  readonly type: 'randomizedSvd';
  readonly components: number;
  /** Directions beyond `components`, for accuracy. */
  readonly oversamples: number;
  /** Multiplications with AA' that bring out the large singular values where they fall off slowly. */
  readonly powerIterations: number;
}

export interface RandomizedSvdOptions {
  /** >= 1, default 60. */
  readonly components?: number;
  /** >= 0, default 10. */
  readonly oversamples?: number;
  /** >= 0, default 0. */
  readonly powerIterations?: number;
}

const names = optionNames<RandomizedSvdOptions>({ components: true, oversamples: true, powerIterations: true });

export function randomizedSvd(options: RandomizedSvdOptions = {}): RandomizedSvd {
  const { components = 60, oversamples = 10, powerIterations = 0 } = knownOptions('randomizedSvd', options, names, 'randomizedSvd');
  return Object.freeze({
    type: 'randomizedSvd',
    components: solverCount('randomizedSvd', 'components', components, 1),
    oversamples: solverCount('randomizedSvd', 'oversamples', oversamples, 0),
    powerIterations: solverCount('randomizedSvd', 'powerIterations', powerIterations, 0),
  });
}
