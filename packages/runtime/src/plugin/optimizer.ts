import { knownOptions, oneOf, optionNames, ValidationError } from '@rheobase/core';

export type OptimizerRecord =
  | { readonly type: 'adam'; readonly learningRate: number; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
  | { readonly type: 'rmsprop'; readonly learningRate: number; readonly decay: number; readonly momentum: number; readonly epsilon: number }
  | { readonly type: 'sgd'; readonly learningRate: number; readonly momentum: number };

export interface AdamOptions {
  /** Default 1e-3. */
  readonly learningRate?: number;
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-7. */
  readonly epsilon?: number;
}

export interface RmspropOptions {
  /** Default 1e-3. */
  readonly learningRate?: number;
  /** Default 0.9. */
  readonly decay?: number;
  /** Default 0. */
  readonly momentum?: number;
  /** Default 1e-7. */
  readonly epsilon?: number;
}

export interface SgdOptions {
  /** Default 0.01. */
  readonly learningRate?: number;
  /** Default 0. */
  readonly momentum?: number;
}

const adamNames = optionNames<AdamOptions>({ learningRate: true, beta1: true, beta2: true, epsilon: true });
const rmspropNames = optionNames<RmspropOptions>({ learningRate: true, decay: true, momentum: true, epsilon: true });
const sgdNames = optionNames<SgdOptions>({ learningRate: true, momentum: true });

/** Adam (Kingma and Ba, 2015). */
export function adam(options: AdamOptions = {}): OptimizerRecord {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = knownOptions('adam', options, adamNames, 'adam');
  return Object.freeze({ type: 'adam', learningRate, beta1, beta2, epsilon });
}

/** RMSprop: steps divided by a running root mean square of the gradients. */
export function rmsprop(options: RmspropOptions = {}): OptimizerRecord {
  const { learningRate = 1e-3, decay = 0.9, momentum = 0, epsilon = 1e-7 } = knownOptions('rmsprop', options, rmspropNames, 'rmsprop');
  return Object.freeze({ type: 'rmsprop', learningRate, decay, momentum, epsilon });
}

/** Stochastic gradient descent. */
export function sgd(options: SgdOptions = {}): OptimizerRecord {
  const { learningRate = 0.01, momentum = 0 } = knownOptions('sgd', options, sgdNames, 'sgd');
  return Object.freeze({ type: 'sgd', learningRate, momentum });
}

/** The optimizer as its maker gives it; `ValidationError` for what is none, of an unknown type or with fields that its type does not have. */
export function checkedOptimizer(given: OptimizerRecord): OptimizerRecord {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const what = typeof given === 'function' ? 'a function was given; call it' : `'${String(given)}' was given`;
    throw new ValidationError(`fit: optimizer must be a record such as adam(), but ${what}`, {
      code: 'invalid-parameter',
      given,
      allowed: 'adam(), rmsprop(), sgd()',
    });
  }
  oneOf('fit: optimizer', 'type', given.type, ['adam', 'rmsprop', 'sgd']);
  switch (given.type) {
    case 'adam':
      return adam(given);
    case 'rmsprop':
      return rmsprop(given);
    case 'sgd':
      return sgd(given);
  }
}
