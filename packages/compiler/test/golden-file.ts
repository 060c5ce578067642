import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { NeuronRecord } from '@rheobase/core';

interface GoldenNeuron {
  readonly type: string;
  readonly tau_rc?: number;
  readonly tau_ref?: number;
  readonly min_voltage?: number;
  readonly amplitude?: number;
}

/** The cases of a golden file beside the tests. */
export const goldenFile = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(new URL(`golden/${name}.json.gz`, import.meta.url))).toString('utf8'));

/** The neuron type that a golden case means; null where this release has none like it. */
export function goldenNeuron(given: GoldenNeuron): NeuronRecord<number> | null {
  const { tau_rc: tauRc = 0.02, tau_ref: tauRef = 0.002, min_voltage: minVoltage = 0, amplitude = 1 } = given;
  switch (given.type) {
    case 'LIF':
      return { type: 'lif', tauRc, tauRef, minVoltage, amplitude };
    case 'LIFRate':
      return { type: 'lifRate', tauRc, tauRef, amplitude };
    case 'RectifiedLinear':
      return { type: 'relu', amplitude };
    case 'SpikingRectifiedLinear':
      return { type: 'spikingRelu', amplitude };
    default:
      return null;
  }
}

/** The largest difference of two lists, relative to the largest magnitude among the expected. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const scale = Array.from(expected).reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return Array.from(found).reduce((max, x, i) => Math.max(max, Math.abs(x - (expected[i] ?? 0))), 0) / (scale || 1);
}
