import { ValidationError } from '../errors.js';
import { field } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { flag, word } from '../record/values.js';
import { synapseKind } from './behaviour.js';

function refuse(object: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${object}: ${what} must be ${allowed}, but ${Array.isArray(given) ? `[${given}]` : given} was given`, {
    code: 'invalid-parameter',
    object,
    given,
    allowed,
  });
}

const isCoefficients = (given: unknown): given is readonly number[] =>
  Array.isArray(given) && given.length > 0 && given.every(Number.isFinite);

/** Finite numbers, leading zeros dropped. */
const coefficients = field<readonly number[]>({
  take(object, name, given) {
    if (!isCoefficients(given)) return refuse(object, name, given, 'a list of finite numbers');
    const first = given.findIndex(x => x !== 0);
    return Object.freeze(first < 0 ? [0] : given.slice(first));
  },
  read: (at, name) => at.numbers(name),
});

/**
 * A filter by its transfer function, any rational `numerator(s) / denominator(s)`. It must not answer before its input: the numerator has no
 * higher power than the denominator.
 */
export const linearFilter = synapseKind(
  kind(
    'linearFilter',
    {
      /** Coefficients, highest power first; no longer than the denominator, leading zeros aside. */
      numerator: coefficients,
      /** Coefficients, highest power first; the first that is not 0 leads. */
      denominator: coefficients,
      /** Whether they are in powers of s (1/s); else in powers of z (steps), whatever the step. Default true. */
      analog: flag(true),
      /**
       * How it is brought to steps if it is analog. `zoh` (default): exact for inputs that hold through a step; `euler`, `bilinear` (Tustin),
       * `backwardDifference`: by these rules of integration.
       */
      method: word(['zoh', 'euler', 'bilinear', 'backwardDifference'], 'zoh'),
    },
    {
      verify(object, { numerator, denominator }) {
        const [lead = 0] = denominator;
        if (lead === 0) refuse(object, 'denominator', denominator, 'a polynomial with a coefficient other than 0');
        if (numerator.length > denominator.length) refuse(object, 'numerator', numerator, `of degree ${denominator.length - 1} at most`);
        if (![...numerator, ...denominator].every(x => Number.isFinite(x / lead))) {
          const allowed = 'a polynomial whose leading coefficient can divide the others within the range of numbers';
          refuse(object, 'denominator', denominator, allowed);
        }
      },
    },
  ),
  { transferFunction: filter => filter, filter: () => null },
);

export type LinearFilter = RecordOf<typeof linearFilter>;
export type LinearFilterOptions = OptionsOf<typeof linearFilter>;
