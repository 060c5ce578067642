import { family, inner } from '../record/family.js';
import { wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { flag, number, word } from '../record/values.js';
import { uniform } from './numbers.js';

/**
 * Evenly spread points in [0, 1)^d; in one dimension n points are 1 / n apart. The additive recurrence of the generalised golden ratio
 * (M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018) from a random start, in random order.
 */
export const quasirandomSequence = kind('quasirandomSequence', {});

export type QuasirandomSequence = RecordOf<typeof quasirandomSequence>;

const ball = {
  /** Whether vectors have length 1. Default false: they fill the ball. */
  surface: flag(false),
  /** Lowest vector length, in [0, 1). Default 0. */
  minMagnitude: number(0, { atLeast: 0, below: 1, says: 'in [0, 1)' }),
};

/**
 * Uniform in the unit ball of as many dimensions as are asked for, or on its surface; every vector is drawn by itself. See
 * `scatteredHypersphere` for points that cover it evenly.
 */
export const uniformHypersphere = kind('uniformHypersphere', ball);

export type UniformHypersphere = RecordOf<typeof uniformHypersphere>;
export type HypersphereOptions = OptionsOf<typeof uniformHypersphere>;

const cubes = family('base', [quasirandomSequence, uniform]);

/** What points are made from: a distribution over [0, 1)^d. */
export type ScatteredBase = RecordOf<(typeof cubes)['list'][number]>;

/**
 * Evenly scattered points in the unit ball of as many dimensions as are asked for, or on its surface: those of `base` mapped to the sphere and
 * turned at random. In one dimension half of them are negative.
 */
export const scatteredHypersphere = kind(
  'scatteredHypersphere',
  {
    ...ball,
    /** `quasirandomSequence()` (default) or `uniform(0, 1)`. */
    base: inner(cubes, () => quasirandomSequence()),
    /**
     * How points of a cube become points of a sphere. `'sct'` (default): spherical coordinates by the inverse incomplete beta function, for
     * many points from tables that are good to 1e-9. `'tfww'`: the pairwise map of Tashiro, Fang, Wang and Wong, by powers and angles alone,
     * faster in many dimensions. Both as in Fang and Wang, "Number-theoretic methods in statistics", 1994.
     */
    method: word(['sct', 'tfww'], 'sct'),
  },
  {
    verify(object, { base }) {
      if (base.type === 'uniform' && (base.low !== 0 || base.high !== 1 || base.integer))
        wrongValue(object, 'base', JSON.stringify(base), 'quasirandomSequence() or uniform(0, 1)');
    },
  },
);

export type ScatteredHypersphere = RecordOf<typeof scatteredHypersphere>;
export type ScatteredHypersphereOptions = OptionsOf<typeof scatteredHypersphere>;
export type SphereMap = ScatteredHypersphere['method'];
