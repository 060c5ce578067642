import { expm1 } from '@rheobase/math';
import { refractorySteps } from '@rheobase/model';
import type { Arrays, Typed } from './arrays.js';

/** The integrate-and-fire family; see the record's page for its step. */
export function integrateAndFire(neuron: Typed<'integrateAndFire'>, { n, dt, current, out, state }: Arrays): () => void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const voltage = state('voltage');
  const waitingSteps = state('refractorySteps');
  const netSpikes = state('netSpikes');
  const held = refractory.map(time => refractorySteps(time, dt));
  // The refractory time starts at the first spike, so there is no second one.
  const most = held.map(steps => (steps === 0 && spikes.range === 'many' ? spikes.max : 1));
  return () => {
    for (let i = 0; i < out.length; i++) {
      const k = i % n;
      const waiting = waitingSteps[i]! - 1;
      const free = Math.min(Math.max(1 - waiting, 0), 1) * dt;
      let v = voltage[i]!;
      v = tauRc === null ? v + current[i]! * free : v - (current[i]! - v) * expm1(-free / tauRc[k]!);
      if (floor !== null && v < floor[k]!) v = floor[k]!;
      let fired = 0;
      // What subtraction left above the threshold waits until the refractory time is over.
      if (free === 0) fired = 0;
      else if (v >= threshold[k]!) fired = Math.min(most[k]!, Math.floor(v / threshold[k]!));
      else if (spikes.range === 'signed' && v < 0 && netSpikes[i]! > 0) fired = -1;
      waitingSteps[i] = Math.max(waiting, 0);
      if (fired !== 0) {
        if (reset.to === 'subtract') v -= fired * threshold[k]!;
        else v = reset.to === 'value' ? reset.value[k]! : 0;
        netSpikes[i] = netSpikes[i]! + fired;
        waitingSteps[i] = held[k]!;
      }
      voltage[i] = v;
      out[i] = fired === 0 ? 0 : (fired * amplitude[k]!) / dt;
    }
  };
}
