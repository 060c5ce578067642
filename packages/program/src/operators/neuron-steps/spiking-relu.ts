import type { Arrays, Typed } from './arrays.js';

/** Integrate-and-fire without leak, with as many spikes a step as it takes. */
export function spikingRelu({ amplitude }: Typed<'spikingRelu'>, { n, dt, current, out, state }: Arrays): () => void {
  const voltage = state('voltage');
  return () => {
    for (let i = 0; i < out.length; i++) {
      const v = voltage[i]! + dt * Math.max(current[i]!, 0);
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      out[i] = spikes === 0 ? 0 : (spikes * amplitude[i % n]!) / dt;
    }
  };
}
