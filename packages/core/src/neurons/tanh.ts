import { log1p, tanh as tangent } from '@rheobase/math';
import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { NeuronBehaviour } from './behaviour.js';
import { tooFast } from './leaky.js';
import { neuronParameter, type PerNeuron } from './parameter.js';

/** Hyperbolic tangent: `tanh(J) / tauRef`, between `-1 / tauRef` and `1 / tauRef`. No state. */
export interface Tanh<P = PerNeuron> {
  readonly type: 'tanh';
  /** One over the highest rate, s. */
  readonly tauRef: P;
}

export interface TanhOptions {
  /** One over the highest rate, s, > 0. Default 0.0025. */
  readonly tauRef?: ArrayInput;
}

const names = optionNames<TanhOptions>({ tauRef: true });

export function tanh(options: TanhOptions = {}): Tanh {
  const { tauRef = 0.0025 } = knownOptions('tanh', options, names, 'tanh');
  return Object.freeze({ type: 'tanh', tauRef: neuronParameter('tanh', 'tauRef', tauRef, { above: 0 }) });
}

export const tanhBehaviour: NeuronBehaviour<Tanh<number>> = {
  spiking: () => false,
  negative: () => true,
  rates: (current, { tauRef }) => tangent(current) / tauRef,
  slope: (current, { tauRef }) => {
    const t = tangent(current);
    return ((1 - t) * (1 + t)) / tauRef;
  },
  gainBias: (maxRate, intercept, { tauRef }, object) => {
    const y = maxRate * tauRef;
    if (!(y < 1)) tooFast(object, maxRate, tauRef);
    // artanh(y) is half of log(1 + 2 y / (1 - y)).
    const gain = (0.5 * log1p((2 * y) / (1 - y))) / (1 - intercept);
    return { gain, bias: -intercept * gain };
  },
  startCurrent: () => 0,
  rateTwin: () => 'itself',
  stepAll: null,
};
