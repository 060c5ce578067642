import { uniform } from '../distributions/numbers.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import type { NeuronBehaviour, NeuronVectors } from './behaviour.js';
import type { PerNeuron } from './parameter.js';

/**
 * The neuron of Izhikevich (2003), in mV and ms inside. One step, with J raised to -30 where it is below:
 * 1. `v += 1000 dt (0.04 v^2 + 5 v + 140 - u + J)`; it fires where v >= 30, and then v = `resetVoltage`;
 * 2. `u += 1000 dt tauRecovery (coupling v - u)`, and `u += resetRecovery` where it fired.
 *
 * State: `voltage` (v, mV), `recovery` (u). Output: `1 / dt` in a step with a spike, else 0.
 */
export const izhikevich = kind('izhikevich', {
  /** How fast the recovery follows the voltage, 1 / ms. Default 0.02. */
  tauRecovery: parameter(0.02),
  /** How strongly. Default 0.2. */
  coupling: parameter(0.2),
  /** Voltage after a spike, mV. Default -65. */
  resetVoltage: parameter(-65),
  /** What a spike adds to the recovery. Default 8. */
  resetRecovery: parameter(8),
});

export type Izhikevich<P = PerNeuron> = RecordOf<typeof izhikevich, { readonly parameter: P }>;
export type IzhikevichOptions = OptionsOf<typeof izhikevich>;

const MS_PER_S = 1000;
/** mV. */
const THRESHOLD = 30;
const LOWEST_CURRENT = -30;

/** Steps of the rate curve: to settle, and to count in; the length of one, s. */
const SETTLING = 1;
const COUNTED = 1000;
const RATE_DT = 0.001;

/**
 * Spikes within a second of simulation in a constant current, from v = u = 0: there is no formula. Some parameters are chaotic, so the count
 * depends on every rounding: products are in the order in which Nengo computes them.
 */
function rates(current: number, { tauRecovery, coupling, resetVoltage, resetRecovery }: Izhikevich<number>): number {
  const j = Math.max(current, LOWEST_CURRENT);
  let v = 0;
  let u = 0;
  let spikes = 0;
  for (let step = 0; step < SETTLING + COUNTED; step++) {
    v += (0.04 * (v * v) + 5 * v + 140 - u + j) * MS_PER_S * RATE_DT;
    const fired = v >= THRESHOLD;
    if (fired) v = resetVoltage;
    u += tauRecovery * (coupling * v - u) * MS_PER_S * RATE_DT;
    if (fired) u += resetRecovery;
    if (fired && step >= SETTLING) spikes++;
  }
  return spikes;
}

/** Voltage and spikes come before the recovery, which sees the voltage after its reset. */
function step(vectors: NeuronVectors<Izhikevich<Float64Array>, 'voltage' | 'recovery'>): () => void {
  const { neurons, dt, current, out } = vectors;
  const { tauRecovery, coupling, resetVoltage, resetRecovery } = vectors.parameters;
  const { voltage, recovery } = vectors.state;
  const ms = dt * MS_PER_S;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % neurons;
      const j = Math.max(current[i]!, LOWEST_CURRENT);
      let v = voltage[i]!;
      let u = recovery[i]!;
      v += (0.04 * v * v + 5 * v + 140 - u + j) * ms;
      const fired = v >= THRESHOLD;
      if (fired) v = resetVoltage[k]!;
      u += tauRecovery[k]! * (coupling[k]! * v - u) * ms;
      if (fired) u += resetRecovery[k]!;
      voltage[i] = v;
      recovery[i] = u;
      out[i] = fired ? 1 / dt : 0;
    }
  };
}

export const izhikevichBehaviour: NeuronBehaviour<Izhikevich<number>, Izhikevich<Float64Array>, 'voltage' | 'recovery'> = {
  spiking: () => true,
  state: () => ({ voltage: uniform(0, 1), recovery: 0 }),
  rates,
  slope: () => null,
  gainBias: () => null,
  startCurrent: () => null,
  rateTwin: () => null,
  stepAll: step,
};
