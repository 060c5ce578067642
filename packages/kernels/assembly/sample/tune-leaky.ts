import { exp } from '../../../math/src/exp.js';
import { address } from '../place';

/**
 * Gains and biases of leaky neurons from `count` rates and intercepts, in their places, as in packages/compiler. The number of the first neuron
 * that has none; -1: all have.
 */
export function tuneLeaky(rates: i32, intercepts: i32, count: i32, tauRc: f64, threshold: f64, span: f64, refractory: f64): i32 {
  for (let i = 0; i < count; i++) {
    const rate = load<f64>(address(rates + i));
    const intercept = load<f64>(address(intercepts + i));
    if (!(intercept < 1 && rate > 0 && rate * refractory < 1)) return i;
    const z = 1 / (1 - exp((refractory - 1 / rate) / tauRc));
    const gain = ((1 - z) / (intercept - 1)) * span;
    const bias = threshold - gain * intercept;
    if (!(gain > 0 && isFinite<f64>(gain) && isFinite<f64>(bias))) return i;
    store<f64>(address(rates + i), gain);
    store<f64>(address(intercepts + i), bias);
  }
  return -1;
}
