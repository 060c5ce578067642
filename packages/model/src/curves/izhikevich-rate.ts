import type { Izhikevich } from '@rheobase/core';

/** Steps to settle, and to count in. */
const SETTLING = 1;
const COUNTED = 1000;

/** Length of a step, s. */
const DT = 0.001;
const MS_PER_S = 1000;

/**
 * Spikes within a second of simulation in a constant current, from v = u = 0: there is no formula. Some parameters are chaotic, so the count
 * depends on every rounding: products are in the order in which Nengo computes them.
 */
export function izhikevichRate({ tauRecovery, coupling, resetVoltage, resetRecovery }: Izhikevich<number>, current: number): number {
  const j = Math.max(current, -30);
  let v = 0;
  let u = 0;
  let spikes = 0;
  for (let step = 0; step < SETTLING + COUNTED; step++) {
    v += (0.04 * (v * v) + 5 * v + 140 - u + j) * MS_PER_S * DT;
    const fired = v >= 30;
    if (fired) v = resetVoltage;
    u += tauRecovery * (coupling * v - u) * MS_PER_S * DT;
    if (fired) u += resetRecovery;
    if (fired && step >= SETTLING) spikes++;
  }
  return spikes;
}
