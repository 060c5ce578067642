import { expm1, log1p } from '@rheobase/math';
import { type Arrays, freeTime, type Typed } from './arrays.js';

/** Leaky integrate-and-fire, exact for a current that is constant over the step. */
export function lif(neuron: Omit<Typed<'lif'>, 'type'>, { n, dt, current, out, state }: Arrays): () => void {
  const { tauRc, tauRef, minVoltage, amplitude } = neuron;
  const voltage = state('voltage');
  const refractoryTime = state('refractoryTime');
  const whole = tauRc.map(tau => expm1(-dt / tau));
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
      const j = current[i]!;
      const refractory = refractoryTime[i]! - dt;
      const free = freeTime(refractory, dt);
      let v = voltage[i]! - (j - voltage[i]!) * (free === dt ? whole[k]! : expm1(-free / tauRc[k]!));
      if (v > 1) {
        // Where in the step the threshold was met; the overshoot shortens the refractory time.
        const met = dt + tauRc[k]! * log1p(-(v - 1) / (j - 1));
        out[i] = amplitude[k]! / dt;
        v = 0;
        refractoryTime[i] = tauRef[k]! + met;
      } else {
        out[i] = 0;
        refractoryTime[i] = refractory;
        if (v < minVoltage[k]!) v = minVoltage[k]!;
      }
      voltage[i] = v;
    }
  };
}
