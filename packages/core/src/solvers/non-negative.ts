import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { number } from '../record/values.js';
import { no, solverKind, weights } from './behaviour.js';

/** Least squares with decoders >= 0, for each target (Lawson and Hanson 1974). */
export const nonNegative = solverKind(
  kind('nonNegative', {
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: no, draws: no },
);
export type NonNegative = RecordOf<typeof nonNegative>;
export type NonNegativeOptions = OptionsOf<typeof nonNegative>;

/**
 * Decoders >= 0 with L2 regularisation: non-negative least squares on the equations (A'A + m sigma^2 I) X = A'max(Y, 0) with
 * sigma = reg max(A), for m evaluation points. Negative targets count as 0.
 * max(A) is the highest activity with its sign. If no activity is above 0 all decoders are 0.
 */
export const nonNegativeL2 = solverKind(
  kind('nonNegativeL2', {
    /** Regularisation relative to the highest activity; > 0, default 0.1. */
    reg: number(0.1, { above: 0 }),
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: no, draws: no },
);
export type NonNegativeL2 = RecordOf<typeof nonNegativeL2>;
export type NonNegativeL2Options = OptionsOf<typeof nonNegativeL2>;

/**
 * As `nonNegativeL2`, with a sigma of its own for each neuron: reg max(A) times the root of the share of points at which the neuron's activity
 * is above 0; 1 for neurons whose activity never is.
 */
export const nonNegativeL2nz = solverKind(
  kind('nonNegativeL2nz', {
    /** Regularisation relative to the highest activity; > 0, default 0.1. */
    reg: number(0.1, { above: 0 }),
    /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
    weights,
  }),
  { compositional: no, draws: no },
);
export type NonNegativeL2nz = RecordOf<typeof nonNegativeL2nz>;
export type NonNegativeL2nzOptions = OptionsOf<typeof nonNegativeL2nz>;
