import { ValidationError, type WhiteSignal } from '@rheobase/core';
import { cos, randomStream, sin } from '@rheobase/math';

/** Complex coefficients of one element at the frequencies k / period, before the band is cut. */
export interface Coefficients {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Half of the number of steps in a period. */
const halfPeriod = ({ period }: WhiteSignal, dt: number): number => Math.ceil(period / 2 / dt);

/** Normal draws for one element; an element's draws do not depend on how many there are. */
export function drawCoefficients(process: WhiteSignal, dt: number, seed: number | string): Coefficients {
  const random = randomStream(seed);
  const count = halfPeriod(process, dt) + 1;
  const draw = () => new Float64Array(count).map(() => process.rms * Math.sqrt(0.5) * random.normal());
  return { imaginary: draw(), real: draw() };
}

/** Places of `count` to the left, so that element 1, the first to be given out, is the one closest to y0. */
function startingAt(signal: Float64Array, y0: number | null): Float64Array {
  if (y0 === null) return signal;
  const closest = signal.reduce((best, y, k) => (Math.abs(y - y0) < Math.abs((signal[best] ?? 0) - y0) ? k : best), 0);
  return signal.map((_, k) => signal[(k + closest - 1 + signal.length) % signal.length] ?? 0);
}

/**
 * One period of a signal, for the steps 0, 1, …: no constant part, nothing above `high`, the power of what is left raised to the rms that was
 * asked for; then the inverse Fourier transform of a real signal. As few frequencies are in the band as a rule, their waves are summed.
 */
export function whiteSignalPeriod(process: WhiteSignal, dt: number, { real, imaginary }: Coefficients): Float64Array {
  const { period, high, y0 } = process;
  if (!(high <= 0.5 / dt)) {
    throw new ValidationError(`whiteSignal: high must be at most half of the steps a second (${0.5 / dt} Hz), but ${high} was given`, {
      code: 'invalid-parameter',
      object: 'whiteSignal',
      given: high,
      allowed: `<= ${0.5 / dt}`,
    });
  }
  const half = halfPeriod(process, dt);
  const steps = 2 * half;
  const inBand = (k: number): boolean => k / (steps * dt) <= high;
  let cut = 0;
  for (let k = 0; k <= half; k++) if (!inBand(k)) cut += 1;
  const share = 1 - cut / half;
  if (!(share > 0)) {
    throw new ValidationError(`whiteSignal: there is no frequency up to ${high} Hz in a period of ${period} s at steps of ${dt} s`, {
      code: 'invalid-parameter',
      object: 'whiteSignal',
      given: high,
      allowed: 'a band with a frequency in it',
    });
  }
  const factor = Math.sqrt(steps) / Math.sqrt(share) / steps;
  const angles = new Float64Array(steps).map((_, j) => (2 * Math.PI * j) / steps);
  const [cosines, sines] = [angles.map(cos), angles.map(sin)];
  const signal = new Float64Array(steps);
  for (let k = 1; k <= half && inBand(k); k++) {
    const twice = k === half ? 1 : 2;
    const [a, b] = [(real[k] ?? 0) * factor * twice, k === half ? 0 : (imaginary[k] ?? 0) * factor * twice];
    for (let n = 0, at = 0; n < steps; n++, at = (at + k) % steps) {
      signal[n] = (signal[n] ?? 0) + a * (cosines[at] ?? 1) - b * (sines[at] ?? 0);
    }
  }
  return startingAt(signal, y0);
}
