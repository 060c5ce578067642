import { expm1 } from '@rheobase/math';
import { type Arrays, freeTime, type Typed } from './arrays.js';

/** The integrate-and-fire family; see the record's page for its step. */
export function integrateAndFire(neuron: Typed<'integrateAndFire'>, { n, dt, current, out, state }: Arrays): () => void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const voltage = state('voltage');
  const refractoryTime = state('refractoryTime');
  const netSpikes = state('netSpikes');
  const most = spikes.range === 'many' ? spikes.max : 1;
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
      const waiting = refractoryTime[i]! - dt;
      const free = freeTime(waiting, dt);
      let v = voltage[i]!;
      v = tauRc === null ? v + current[i]! * free : v - (current[i]! - v) * expm1(-free / tauRc[k]!);
      if (floor !== null && v < floor[k]!) v = floor[k]!;
      let fired = 0;
      // What subtraction left above the threshold waits until the refractory time is over.
      if (free === 0) fired = 0;
      else if (v >= threshold[k]!) fired = Math.min(most, Math.floor(v / threshold[k]!));
      else if (spikes.range === 'signed' && v < 0 && netSpikes[i]! > 0) fired = -1;
      refractoryTime[i] = Math.max(waiting, 0);
      if (fired !== 0) {
        if (reset.to === 'subtract') v -= fired * threshold[k]!;
        else v = reset.to === 'value' ? reset.value[k]! : 0;
        netSpikes[i] = netSpikes[i]! + fired;
        // A step's own time does not count towards the refractory time that starts at its end.
        refractoryTime[i] = refractory[k]! > 0 ? refractory[k]! + dt : 0;
      }
      voltage[i] = v;
      out[i] = fired === 0 ? 0 : (fired * amplitude[k]!) / dt;
    }
  };
}
