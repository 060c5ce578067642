import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { wrongParameter } from './distribution-number.js';

export interface HypersphereOptions {
  /** Whether vectors have length 1. Default false: they fill the ball. */
  readonly surface?: boolean;
  /** Lowest vector length, in [0, 1). Default 0. */
  readonly minMagnitude?: number;
}

/** Uniform in the unit ball, or on its surface; every vector is drawn by itself. */
export interface UniformHypersphere {
  readonly type: 'uniformHypersphere';
  readonly surface: boolean;
  /** Lowest vector length, in [0, 1). */
  readonly minMagnitude: number;
}

/** The lowest length of vectors in a ball, checked. */
export function magnitude(type: string, minMagnitude: number): number {
  return minMagnitude >= 0 && minMagnitude < 1 ? minMagnitude : wrongParameter(type, 'minMagnitude', minMagnitude, 'in [0, 1)');
}

const names = optionNames<HypersphereOptions>({ surface: true, minMagnitude: true });

/** Uniform in the unit ball of as many dimensions as are asked for, or on its surface. See `scatteredHypersphere` for points that cover it evenly. */
export function uniformHypersphere(options: HypersphereOptions = {}): UniformHypersphere {
  const { surface = false, minMagnitude = 0 } = knownOptions('uniformHypersphere', options, names, 'uniformHypersphere');
  return Object.freeze({ type: 'uniformHypersphere', surface, minMagnitude: magnitude('uniformHypersphere', minMagnitude) });
}
