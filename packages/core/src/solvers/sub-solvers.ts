import { type FamilyRecord, family } from '../record/family.js';
import { orNull } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { number } from '../record/values.js';

/** Where iterations stop, > 0. */
const tolerance = (fallback: number) => number(fallback, { above: 0 });
const count = (fallback: number, least: 0 | 1) => number(fallback, { whole: true, atLeast: least });

/**
 * Cholesky factorisation of A'A + m sigma^2 I, or with fewer points than neurons of the smaller AA' + m sigma^2 I, which gives the same X.
 */
export const cholesky = kind('cholesky', {});
export type Cholesky = RecordOf<typeof cholesky>;

/** Singular value decomposition A = U S V': X = V S / (S^2 + m sigma^2) U'Y. Slower than `cholesky`, and exact where A'A loses digits. */
export const svd = kind('svd', {});
export type Svd = RecordOf<typeof svd>;

/**
 * Conjugate gradients on the normal equations (Hestenes and Stiefel 1952), one target after the other, from zero until the residual of
 * the normal equations is at most `tol` times the root of the number of points.
 */
export const conjugateGradient = kind('conjugateGradient', {
  /** > 0, default 1e-2. */
  tol: tolerance(1e-2),
  /** Steps for each target. Default null: as many as neurons. */
  maxIterations: orNull(number({ whole: true, atLeast: 1 }), null),
});
export type ConjugateGradient = RecordOf<typeof conjugateGradient>;
export type ConjugateGradientOptions = OptionsOf<typeof conjugateGradient>;

/**
 * Conjugate gradients as `conjugateGradient`, until the residual of the normal equations is at most max(`tol` |A'y|, `atol`) for each
 * target y, which is how scipy's `cg` stops. At most 10 steps a neuron.
 */
export const relativeConjugateGradient = kind('relativeConjugateGradient', {
  /** > 0, default 1e-4. */
  tol: tolerance(1e-4),
  /** >= 0, default 1e-8. */
  atol: number(1e-8, { atLeast: 0 }),
});
export type RelativeConjugateGradient = RecordOf<typeof relativeConjugateGradient>;
export type RelativeConjugateGradientOptions = OptionsOf<typeof relativeConjugateGradient>;

/**
 * Conjugate gradients for all targets at once (O'Leary 1980), which share what each learns of the system; from zero until every residual
 * of the normal equations is at most `tol` times the root of the number of points.
 */
export const blockConjugateGradient = kind('blockConjugateGradient', {
  /** > 0, default 1e-2. */
  tol: tolerance(1e-2),
});
export type BlockConjugateGradient = RecordOf<typeof blockConjugateGradient>;
export type BlockConjugateGradientOptions = OptionsOf<typeof blockConjugateGradient>;

/** LSMR (Fong and Saunders 2011) on A itself with damping. */
export const lsmr = kind('lsmr', {
  /** Relative to the sizes of A and of the targets; > 0, default 1e-4. */
  tol: tolerance(1e-4),
});
export type Lsmr = RecordOf<typeof lsmr>;
export type LsmrOptions = OptionsOf<typeof lsmr>;

/**
 * The largest `components` singular values alone, found in a random subspace (Halko, Martinsson and Tropp 2011); the others count as zero.
 * If A has no more rows or columns than `components` + `oversamples`, it is `svd`.
 */
export const randomizedSvd = kind('randomizedSvd', {
  /** >= 1, default 60. */
  components: count(60, 1),
  /** Directions beyond `components`, for accuracy; >= 0, default 10. */
  oversamples: count(10, 0),
  /** Multiplications with AA' that bring out the large singular values if they fall off slowly; >= 0, default 0. */
  powerIterations: count(0, 0),
});
export type RandomizedSvd = RecordOf<typeof randomizedSvd>;
export type RandomizedSvdOptions = OptionsOf<typeof randomizedSvd>;

/** Every kind of sub-solver. */
export const subSolvers = family(
  'sub-solver',
  [cholesky, svd, conjugateGradient, relativeConjugateGradient, blockConjugateGradient, lsmr, randomizedSvd],
  { such: 'cholesky()' },
);

/** How the linear system (A'A + m sigma^2 I) X = A'Y of a regularised solver is solved. */
export type SubSolverRecord = FamilyRecord<typeof subSolvers>;
