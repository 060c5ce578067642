import type { Arrays, Typed } from './arrays.js';

/** Voltage in mV, times in ms. */
const MS_PER_S = 1000;
const THRESHOLD = 30;
const LOWEST_CURRENT = -30;

/** The neuron of Izhikevich (2003); voltage and spikes come before the recovery, which sees the voltage after its reset. */
export function izhikevich(neuron: Typed<'izhikevich'>, { n, dt, current, out, state }: Arrays): () => void {
  const { tauRecovery, coupling, resetVoltage, resetRecovery } = neuron;
  const voltage = state('voltage');
  const recovery = state('recovery');
  const ms = dt * MS_PER_S;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
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
