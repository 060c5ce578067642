import { type Tuning, ValidationError } from '@rheobase/core';
import { interpolated } from './interpolation.js';

const POINTS = 101;

/** 101 numbers, equally far apart, from `from` to `to`, both among them, with the roundings of `numpy.linspace`. */
export function grid(from: number, to: number): Float64Array {
  const step = (to - from) / (POINTS - 1);
  return Float64Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? to : i * step + from));
}

const DOUBLINGS = 9;

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

/**
 * Gains and biases of neurons with one curve, in the order in which an ensemble holds them, searched for on the curve as Nengo does:
 *
 * 1. The threshold is the last current with a rate <= 0 on a grid of 101 currents, equally far apart from -10 to 10. Where all rates are above 0,
 *    the grid is doubled, up to ±5120.
 * 2. The end is the first current whose rate is at least the highest of `rates`, on a grid that is doubled likewise. It may be wider than the
 *    other.
 * 3. On a grid of 101 currents from the threshold to the end, lines through the rates tell the current `top` for each max rate. Where rates do not
 *    rise from current to current, several may do: that which the search of `numpy.interp` meets is taken.
 * 4. gain = (threshold - top) / (intercept - 1), bias = top - gain.
 *
 * A neuron therefore starts within one cell of the first grid from its intercept, and meets its max rate within one cell of the third, whose width
 * follows from the highest max rate of the ensemble. `ValidationError` where a range of ±5120 has no threshold or no end.
 */
export function searched(
  rate: (current: number) => number,
  rates: readonly number[],
  intercepts: readonly number[],
  object: string,
): readonly Tuning[] {
  const highest = rates.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  const threshold = within(object, 'leaves it silent', currents => currents.findLast(j => rate(j) <= 0));
  const end = within(object, `makes it fire at ${highest} Hz`, currents => currents.find(j => rate(j) >= highest));
  const currents = grid(threshold, end);
  return interpolated(currents.map(rate), currents, rates).map((top, i): Tuning => {
    const gain = (threshold - top) / ((intercepts[i] ?? 0) - 1);
    return { gain, bias: top - gain };
  });
}
