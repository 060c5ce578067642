import { fanOut, type SimulateOptions, withActivityProbes } from '@rheobase/runtime';
import type { Model, Runtime } from 'rheobase';

/** What neurons do in a stretch of steps: the work of an event-driven simulator depends on it. */
export interface StepActivity {
  /** Mean firing rate over neurons and items, Hz. */
  readonly meanRateHz: number;
  /** Weights that spikes meet, per step, all items together. */
  readonly synapticEvents: number;
}

/** Values that a run holds at once, at most. */
const HELD = 4e6;
/** An activity probe keeps so many steps. */
const KEPT = 32;

/**
 * Runs a copy of a model to step `from` and counts its spikes in the `steps` after it; null for a model without spiking neurons. A neuron
 * counts once in a step, however often it fires.
 */
export async function stepActivity(
  runtime: Runtime,
  model: Model,
  options: SimulateOptions,
  { from, steps }: { readonly from: number; readonly steps: number },
): Promise<StepActivity | null> {
  const probed = withActivityProbes(model);
  const paths = probed.probes.slice(model.probes.length).map(({ path, target }) => ({ probe: path, ensemble: target.path }));
  const neurons = probed.probes.slice(model.probes.length).reduce((sum, { size }) => sum + size, 0);
  if (neurons === 0) return null;
  const fans = fanOut(model);
  // A spike of a decoded ensemble also meets the decoders of its probes.
  const decoded = new Map<string, number>();
  for (const { decoders, target, size } of model.probes)
    if (decoders !== null) decoded.set(target.path, (decoded.get(target.path) ?? 0) + size);
  using sim = await runtime.simulate(probed, options);
  const piece = Math.max(1, Math.min(KEPT, Math.floor(HELD / (neurons * sim.batch))));
  for (let left = from; left > 0; left -= Math.min(left, piece)) await sim.runSteps(Math.min(left, piece));
  let spikes = 0;
  let events = 0;
  for (let left = steps; left > 0; left -= piece) {
    const now = Math.min(left, piece);
    await sim.runSteps(now);
    for (const { probe, ensemble } of paths) {
      const fan = fans.get(ensemble);
      const read = decoded.get(ensemble) ?? 0;
      const { data, shape } = sim.data(probe);
      const [items, records, size] = shape;
      for (let item = 0; item < items; item++) {
        for (let at = (item * records + records - now) * size; at < (item + 1) * records * size; at++) {
          if ((data[at] ?? 0) <= 0) continue;
          spikes += 1;
          events += read + (fan?.[at % size] ?? 0);
        }
      }
    }
  }
  return Object.freeze({ meanRateHz: spikes / (steps * sim.dt * neurons * sim.batch), synapticEvents: events / steps });
}
