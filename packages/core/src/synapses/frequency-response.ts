import { cos, sin } from '@rheobase/math';
import { type SynapseRecord, transferFunction } from './synapse.js';

/** Complex numbers, real and imaginary parts apart. */
export interface ComplexList {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

const TWO_PI = 6.283185307179586;

/** A polynomial, highest power first, at the point `x + i y`, by Horner's rule. */
function at(polynomial: readonly number[], x: number, y: number): readonly [number, number] {
  let [real, imaginary] = [0, 0];
  for (const c of polynomial) [real, imaginary] = [real * x - imaginary * y + c, real * y + imaginary * x];
  return [real, imaginary];
}

/** (a + i b) / (c + i d), with the larger part divided out (Smith 1962). */
function quotient(a: number, b: number, c: number, d: number): readonly [number, number] {
  if (Math.abs(c) >= Math.abs(d)) {
    const r = d / c;
    const s = c + d * r;
    return [(a + b * r) / s, (b - a * r) / s];
  }
  const r = c / d;
  const s = c * r + d;
  return [(a * r + b) / s, (b * r - a) / s];
}

/**
 * What a filter makes of sines: its transfer function at s = 2 pi i f, for frequencies f in Hz; for a filter that is not analog at
 * z = exp(2 pi i f), for frequencies in cycles per step. The method and the length of a step do not matter.
 */
export function frequencyResponse(synapse: SynapseRecord, frequencies: ArrayLike<number>): ComplexList {
  const { numerator, denominator, analog } = transferFunction(synapse);
  const real = new Float64Array(frequencies.length);
  const imaginary = new Float64Array(frequencies.length);
  Array.from(frequencies).forEach((frequency, k) => {
    const angle = TWO_PI * frequency;
    const [x, y] = analog ? [0, angle] : [cos(angle), sin(angle)];
    const [value, other] = quotient(...at(numerator, x, y), ...at(denominator, x, y));
    real[k] = value;
    imaginary[k] = other;
  });
  return { real, imaginary };
}
