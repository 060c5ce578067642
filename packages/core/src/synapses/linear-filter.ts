import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';

/** How a continuous filter is brought to steps; see `linearFilter`. */
export type Discretisation = 'zoh' | 'euler' | 'bilinear' | 'backwardDifference';

export const discretisations: readonly Discretisation[] = Object.freeze(['zoh', 'euler', 'bilinear', 'backwardDifference']);

/** Any rational filter `numerator(s) / denominator(s)`. */
export interface LinearFilter {
  readonly type: 'linearFilter';
  /** Coefficients, highest power first. */
  readonly numerator: readonly number[];
  /** Coefficients, highest power first; the first is not 0. */
  readonly denominator: readonly number[];
  /** Whether they are in powers of s (1/s); else in powers of z (steps), whatever the step. */
  readonly analog: boolean;
  readonly method: Discretisation;
}

export interface LinearFilterOptions {
  /** Coefficients, highest power first; no longer than the denominator, leading zeros aside. */
  readonly numerator: readonly number[];
  /** Coefficients, highest power first. */
  readonly denominator: readonly number[];
  /** Default true: powers of s; false: powers of z. */
  readonly analog?: boolean;
  /**
   * How it is brought to steps, where it is analog. `zoh` (default): exact for inputs that hold through a step; `euler`, `bilinear` (Tustin),
   * `backwardDifference`: by these rules of integration.
   */
  readonly method?: Discretisation;
}

function refuse(what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`linearFilter: ${what} must be ${allowed}, but ${Array.isArray(given) ? `[${given}]` : given} was given`, {
    code: 'invalid-parameter',
    object: 'linearFilter',
    given,
    allowed,
  });
}

function coefficients(name: string, given: readonly number[]): readonly number[] {
  if (!Array.isArray(given) || given.length === 0 || !given.every(Number.isFinite)) refuse(name, given, 'a list of finite numbers');
  return given;
}

const withoutLeadingZeros = (list: readonly number[]): readonly number[] => {
  const first = list.findIndex(x => x !== 0);
  return first < 0 ? [0] : list.slice(first);
};

const names = optionNames<LinearFilterOptions>({ numerator: true, denominator: true, analog: true, method: true });

/** A filter by its transfer function. It must not answer before its input: the numerator has no higher power than the denominator. */
export function linearFilter(options: LinearFilterOptions): LinearFilter {
  const { analog = true, method = 'zoh' } = knownOptions('linearFilter', options, names, 'linearFilter');
  const numerator = withoutLeadingZeros(coefficients('numerator', options.numerator));
  const denominator = withoutLeadingZeros(coefficients('denominator', options.denominator));
  if (denominator[0] === 0) refuse('denominator', options.denominator, 'a polynomial with a coefficient other than 0');
  if (numerator.length > denominator.length) refuse('numerator', options.numerator, `of degree ${denominator.length - 1} at most`);
  const lead = denominator[0] ?? 1;
  if (![...numerator, ...denominator].every(x => Number.isFinite(x / lead))) {
    refuse('denominator', options.denominator, 'a polynomial whose leading coefficient can divide the others within the range of numbers');
  }
  if (typeof analog !== 'boolean') refuse('analog', analog, 'true or false');
  oneOf('linearFilter', 'method', method, discretisations);
  return Object.freeze({
    type: 'linearFilter',
    numerator: Object.freeze([...numerator]),
    denominator: Object.freeze([...denominator]),
    analog,
    method,
  });
}
