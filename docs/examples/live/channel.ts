/**
 * The network of `channel.ts` on the fast backend, a few steps at a time.
 */
import { build, createRuntime, lowpass, Network, type ProbeRef, samplesOf, sortedNeurons } from 'rheobase';

/** Neurons of each ensemble. */
export const NEURONS = 100;
/** Steps made at a time, at most. */
export const MOST = 250;

/** What happened in some steps, row by row. */
export interface Steps {
  readonly input: Float64Array;
  readonly square: Float64Array;
  /** 1 where a neuron fired, else 0; the neurons of `a` and then of `b`, in an order in which neighbours fire alike. */
  readonly spikes: Uint8Array;
}

export interface Channel {
  readonly dt: number;
  /** Makes a step with each of the inputs. */
  advance(input: Float64Array): Promise<Steps>;
}

export async function startChannel(): Promise<Channel> {
  const net = new Network({ label: 'channel', seed: 1 });
  const stimulus = net.input(1, { label: 'stimulus' });
  const a = net.ensemble(NEURONS, 1, { label: 'a' });
  const b = net.ensemble(NEURONS, 1, { label: 'b' });
  net.connect(stimulus, a, { synapse: null });
  net.connect(a, b, { function: x => x.map(value => value * value), synapse: lowpass(0.01) });
  const square = net.probe(b, { synapse: lowpass(0.03), keep: MOST });
  const fired = [a, b].map(({ path, neurons }) => ({ path, probe: net.probe(neurons, { keep: MOST }) }));

  const model = await build(net);
  const orders = fired.map(({ path }) => sortedNeurons(model, path));
  const runtime = await createRuntime();
  const sim = await runtime.simulate(model);
  const latest = (probe: ProbeRef, steps: number) => Float64Array.from(sim.data(probe).data.slice(-steps * probe.size));

  return {
    dt: sim.dt,
    async advance(input) {
      const steps = input.length;
      await sim.runSteps(steps, { inputs: samplesOf([1, steps, 1], input) });
      const spikes = new Uint8Array(steps * 2 * NEURONS);
      for (const [which, { probe }] of fired.entries()) {
        const rows = latest(probe, steps);
        for (const [place, neuron] of orders[which]?.entries() ?? []) {
          for (let n = 0; n < steps; n++) if ((rows[n * NEURONS + neuron] ?? 0) > 0) spikes[(2 * n + which) * NEURONS + place] = 1;
        }
      }
      return { input, square: latest(square, steps), spikes };
    },
  };
}
