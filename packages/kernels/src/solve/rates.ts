import type { Lend } from '../machine.js';

/** Neurons at represented points: each gets the current factor (encoder · point) + bias. */
export interface Encoded {
  readonly neurons: number;
  readonly dimensions: number;
  /** (points, dimensions), row-major. */
  readonly points: Float64Array;
  /** (neurons, dimensions), row-major. */
  readonly encoders: Float64Array;
  readonly factors: Float64Array;
  readonly bias: Float64Array;
}

/** Parameters of leaky integrate-and-fire neurons, one of each a neuron: s, s, and what their rates are multiplied by. */
export interface LifParameters {
  readonly tauRc: Float64Array;
  readonly tauRef: Float64Array;
  readonly amplitude: Float64Array;
}

/** Numbers of one block of currents (1 MiB). */
const BLOCK = 131_072;

/** Currents (points, neurons); with parameters the rates of leaky integrate-and-fire neurons in them. */
export function responses(encoded: Encoded, lif: LifParameters | null, lend: Lend): Float64Array {
  const { neurons: n, dimensions: d, points, encoders } = encoded;
  const count = points.length / d;
  const stride = (n + 3) & ~3;
  const height = Math.max(1, Math.min(count, Math.floor(BLOCK / stride)));
  const out = new Float64Array(count * n);
  const rows = [encoded.factors, encoded.bias, ...(lif ? [lif.tauRc, lif.tauRef, lif.amplitude] : [])];
  const byColumns = rows.length * stride;
  const point = byColumns + d * stride;
  const block = point + height * d;
  return lend(block + height * stride, (machine, numbers) => {
    // Neurons that fill up the last four stay silent.
    numbers.fill(0, 0, point);
    for (const [row, values] of rows.entries()) numbers.set(values, row * stride);
    for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) numbers[byColumns + k * stride + i] = encoders[i * d + k]!;
    for (let from = 0; from < count; from += height) {
      const to = Math.min(count, from + height);
      numbers.set(points.subarray(from * d, to * d), point);
      machine.currents(point, to - from, d, byColumns, 0, stride, stride, block);
      if (lif) machine.lifRates(block, to - from, stride, 2 * stride, 3 * stride, 4 * stride);
      machine.moveRows(block, stride, block, n, n, to - from);
      out.set(numbers.subarray(block, block + (to - from) * n), from * n);
    }
    return out;
  });
}
