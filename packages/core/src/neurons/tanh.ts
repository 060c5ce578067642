import { log1p, tanh as tangent } from '@rheobase/math';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour } from './behaviour.js';
import { tooFast } from './leaky.js';
import type { PerNeuron } from './parameter.js';

/** Hyperbolic tangent: `tanh(J) / tauRef`, between `-1 / tauRef` and `1 / tauRef`. No state. */
export const tanh = kind('tanh', {
  /** One over the highest rate, s, > 0. Default 0.0025. */
  tauRef: parameter(0.0025, { above: 0 }),
});

export type Tanh<P = PerNeuron> = RecordOf<typeof tanh, { readonly parameter: P }>;
export type TanhOptions = OptionsOf<typeof tanh>;

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
