import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { distributionField } from './distribution-fields.js';
import { wrongParameter } from './distribution-number.js';
import { type QuasirandomSequence, quasirandomSequence } from './quasirandom-sequence.js';
import type { Uniform } from './uniform.js';
import { type HypersphereOptions, magnitude } from './uniform-hypersphere.js';

/** How points of a cube become points of a sphere: spherical coordinates, or the pairwise map of Tashiro, Fang, Wang and Wong. */
export type SphereMap = 'sct' | 'tfww';

export const sphereMaps: readonly SphereMap[] = Object.freeze(['sct', 'tfww']);

/** What points are made from: a distribution over [0, 1)^d. */
export type ScatteredBase = QuasirandomSequence | Uniform;

/** Points of the unit ball, or of its surface, that cover it evenly: those of `base` mapped to the sphere and turned at random. */
export interface ScatteredHypersphere {
  readonly type: 'scatteredHypersphere';
  readonly surface: boolean;
  readonly minMagnitude: number;
  readonly base: ScatteredBase;
  readonly method: SphereMap;
}

export interface ScatteredHypersphereOptions extends HypersphereOptions {
  /** `quasirandomSequence()` (default) or `uniform(0, 1)`. */
  readonly base?: ScatteredBase;
  /**
   * `'sct'` (default): spherical coordinates by the inverse incomplete beta function, for many points from tables that are good to 1e-9.
   * `'tfww'`: powers and angles alone, faster in many dimensions. Both as in Fang and Wang, "Number-theoretic methods in statistics", 1994.
   */
  readonly method?: SphereMap;
}

const names = optionNames<ScatteredHypersphereOptions>({ surface: true, minMagnitude: true, base: true, method: true });

/** Evenly scattered points in the unit ball of as many dimensions as are asked for, or on its surface. In one dimension half of them are negative. */
export function scatteredHypersphere(options: ScatteredHypersphereOptions = {}): ScatteredHypersphere {
  const {
    surface = false,
    minMagnitude = 0,
    base = quasirandomSequence(),
    method = 'sct',
  } = knownOptions('scatteredHypersphere', options, names, 'scatteredHypersphere');
  magnitude('scatteredHypersphere', minMagnitude);
  distributionField('scatteredHypersphere', 'base', base);
  const overCube = base.type === 'quasirandomSequence' || (base.type === 'uniform' && base.low === 0 && base.high === 1 && !base.integer);
  if (!overCube) wrongParameter('scatteredHypersphere', 'base', JSON.stringify(base), 'quasirandomSequence() or uniform(0, 1)');
  oneOf('scatteredHypersphere', 'method', method, sphereMaps);
  return Object.freeze({ type: 'scatteredHypersphere', surface, minMagnitude, base, method });
}
