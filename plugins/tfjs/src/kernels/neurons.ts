import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from './memory.js';
import { type RateCurve, rateOf, slopeOf } from './rate-curve.js';

/** What turns currents into outputs: `amplitude max(0, J)`, or a LIF rate curve. Parameters have one element, or one per neuron. */
export type NeuronCurve =
  | { readonly type: 'relu'; readonly amplitude: Float64Array }
  | {
      readonly type: 'lif';
      readonly amplitude: Float64Array;
      readonly tauRc: Float64Array;
      readonly tauRef: Float64Array;
      readonly sigma: Float64Array;
    };

/** Neurons prepared: outputs for currents, and with them, for training, the slopes at these currents. */
export interface NeuronPass {
  outputs(currents: Float32Array, out: Float32Array): void;
  withSlopes(currents: Float32Array, out: Float32Array, slopes: Float32Array): void;
}

/** The table reaches this far to both sides of the threshold, in units of sigma; beyond, the curve is computed. */
const REACH = 256;
const CELLS = 16;
const CORNERS = 2 * REACH * CELLS;

/** Rate and its derivative (per cell) at the corners of equal cells. */
function cornerTable(curve: RateCurve): Float64Array {
  const table = new Float64Array(2 * (CORNERS + 2));
  for (let k = 0; k < CORNERS + 2; k++) {
    const current = 1 + (k / CELLS - REACH) * curve.sigma;
    table[2 * k] = rateOf(current, curve);
    table[2 * k + 1] = (slopeOf(current, curve) * curve.sigma) / CELLS;
  }
  return table;
}

/**
 * One smooth LIF curve for all neurons, by cubics between the corners of a table: r0 + s0 t + c t² + d t³. Relative error of rates below
 * 1e-6, of slopes below 1e-5; four times as fast as exponential and logarithm for each.
 */
function tabulated(curve: RateCurve): NeuronPass {
  const table = cornerTable(curve);
  const factor = CELLS / curve.sigma;
  const shift = REACH * CELLS - factor;
  return {
    outputs(currents, out) {
      for (let i = 0; i < out.length; i++) {
        const position = currents[i]! * factor + shift;
        if (!(position >= 0 && position < CORNERS)) {
          out[i] = rateOf(currents[i]!, curve);
          continue;
        }
        const k = position | 0;
        const t = position - k;
        const r0 = table[2 * k]!;
        const s0 = table[2 * k + 1]!;
        const rise = table[2 * k + 2]! - r0;
        const d = s0 + table[2 * k + 3]! - 2 * rise;
        out[i] = r0 + t * (s0 + t * (rise - s0 - d + t * d));
      }
    },
    withSlopes(currents, out, slopes) {
      for (let i = 0; i < out.length; i++) {
        const position = currents[i]! * factor + shift;
        if (!(position >= 0 && position < CORNERS)) {
          out[i] = rateOf(currents[i]!, curve);
          slopes[i] = slopeOf(currents[i]!, curve);
          continue;
        }
        const k = position | 0;
        const t = position - k;
        const r0 = table[2 * k]!;
        const s0 = table[2 * k + 1]!;
        const rise = table[2 * k + 2]! - r0;
        const d = s0 + table[2 * k + 3]! - 2 * rise;
        const c = rise - s0 - d;
        out[i] = r0 + t * (s0 + t * (c + t * d));
        slopes[i] = (s0 + t * (2 * c + 3 * t * d)) * factor;
      }
    },
  };
}

/** Curves computed for each current: one for all neurons, or one each. */
function computed(curves: readonly RateCurve[]): NeuronPass {
  const neurons = curves.length;
  return {
    outputs(currents, out) {
      for (let i = 0; i < out.length; i++) out[i] = rateOf(currents[i]!, curves[i % neurons]!);
    },
    withSlopes(currents, out, slopes) {
      for (let i = 0; i < out.length; i++) {
        out[i] = rateOf(currents[i]!, curves[i % neurons]!);
        slopes[i] = slopeOf(currents[i]!, curves[i % neurons]!);
      }
    },
  };
}

function rectified(amplitude: Float64Array): NeuronPass {
  const period = amplitude.length;
  return {
    outputs(currents, out) {
      // What is not a number stays so: the loss has to show it.
      for (let i = 0; i < out.length; i++) out[i] = currents[i]! <= 0 ? 0 : currents[i]! * amplitude[period === 1 ? 0 : i % period]!;
    },
    withSlopes(currents, out, slopes) {
      for (let i = 0; i < out.length; i++) {
        const factor = amplitude[period === 1 ? 0 : i % period]!;
        out[i] = currents[i]! <= 0 ? 0 : currents[i]! * factor;
        slopes[i] = currents[i]! > 0 ? factor : 0;
      }
    },
  };
}

const at = (values: Float64Array, neuron: number): number => values[values.length === 1 ? 0 : neuron]!;

/** A curve prepared for `neurons` neurons. */
export function neuronPass(curve: NeuronCurve, neurons: number): NeuronPass {
  if (curve.type === 'relu') return rectified(curve.amplitude);
  const { amplitude, tauRc, tauRef, sigma } = curve;
  const alike = [amplitude, tauRc, tauRef, sigma].every(values => values.length === 1);
  const curves = Array.from({ length: alike ? 1 : neurons }, (_, n) => ({
    amplitude: at(amplitude, n),
    tauRc: at(tauRc, n),
    tauRef: at(tauRef, n),
    sigma: at(sigma, n),
  }));
  const [first] = curves;
  return alike && first && first.sigma > 0 ? tabulated(first) : computed(curves);
}

/** Outputs of neurons in these currents. */
export function fire(memory: Memory, current: TensorInfo, pass: NeuronPass): TensorInfo {
  const out = memory.allocate(current.shape);
  pass.outputs(memory.values(current), memory.values(out));
  return out;
}

/** Outputs of neurons and their slopes at these currents. */
export function fireWithSlopes(
  memory: Memory,
  current: TensorInfo,
  pass: NeuronPass,
): { readonly out: TensorInfo; readonly slopes: TensorInfo } {
  const out = memory.allocate(current.shape);
  const slopes = memory.allocate(current.shape);
  pass.withSlopes(memory.values(current), memory.values(out), memory.values(slopes));
  return { out, slopes };
}

/** a b, element by element. */
export function multiplyElements(memory: Memory, a: TensorInfo, b: TensorInfo): TensorInfo {
  const out = memory.allocate(a.shape);
  const left = memory.values(a);
  const right = memory.values(b);
  const target = memory.values(out);
  for (let i = 0; i < target.length; i++) target[i] = left[i]! * right[i]!;
  return out;
}
