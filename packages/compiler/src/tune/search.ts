import { ValidationError } from '@rheobase/core';
import type { Tuning } from './closed-forms.js';

const POINTS = 101;
const DOUBLINGS = 10;

/** `POINTS` numbers from `from` to `to`, both among them. */
const grid = (from: number, to: number): Float64Array =>
  Float64Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? to : from + (i * (to - from)) / (POINTS - 1)));

/** The first current that `found` picks from wider and wider ranges around zero. */
function within(object: string, what: string, found: (currents: Float64Array) => number | undefined): number {
  let reach = 10;
  for (let doubling = 0; doubling <= DOUBLINGS; doubling++) {
    const current = found(grid(-reach, reach));
    if (current !== undefined) return current;
    reach *= 2;
  }
  throw new ValidationError(`${object}: no current within ±${reach / 2} ${what}, so gain and bias cannot be found; give gain and bias`, {
    code: 'invalid-parameter',
    object,
    allowed: 'maxRates within reach, or gain and bias',
  });
}

/** The line through the points (x, y), x rising or level, at `at`; of equal x the last counts. */
function interpolated(x: Float64Array, y: Float64Array, at: number): number {
  const above = x.findIndex(value => value > at);
  if (above === 0) return y[0] ?? 0;
  if (above < 0) return y.at(-1) ?? 0;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [x[above - 1], x[above], y[above - 1], y[above]];
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

/**
 * Gains and biases of neurons with one curve, searched for on it: 101 currents within ±10, a range doubled where it does not do. The last
 * current without output is the threshold; from there to the first with the highest of the rates, 101 currents give the curve that is
 * turned round by lines.
 */
export function searched(rate: (current: number) => number, rates: readonly number[], intercepts: readonly number[], object: string) {
  const highest = Math.max(...rates);
  const threshold = within(object, 'leaves it silent', currents => currents.findLast(j => rate(j) <= 0));
  const end = within(object, `makes it fire at ${highest} Hz`, currents => currents.find(j => rate(j) >= highest));
  const currents = grid(threshold, end);
  const curve = currents.map(rate);
  return rates.map((max, i): Tuning => {
    const top = interpolated(curve, currents, max);
    const gain = (threshold - top) / ((intercepts[i] ?? 0) - 1);
    return { gain, bias: top - gain };
  });
}
