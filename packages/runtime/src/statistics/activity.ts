import { isSpiking } from '@rheobase/core';
import { type Model, type ModelEnsemble, type ModelProbe, needModel, perNeuron } from '@rheobase/model';
import type { Simulation } from '../simulation/simulation.js';
import { fanOut } from './fan-out.js';

/** Counts over the first so many steps. */
export interface ActivityAt {
  /** Mean firing rate over neurons, items and time, Hz. */
  readonly meanRateHz: number;
  readonly spikesPerItem: number;
  /** Synaptic operations per item: each spike times the weights it meets (see `fanOut`). */
  readonly synopsPerItem: number;
}

export interface ActivityReport {
  /** After each number of steps, from 1. */
  readonly overTime: readonly ActivityAt[];
  /** Mean firing rate of each ensemble over all steps, Hz, by path. */
  readonly rates: Readonly<Record<string, number>>;
}

const suffix = '.activity';
const spiking = (model: Model): readonly ModelEnsemble[] => model.ensembles.filter(ensemble => isSpiking(ensemble.neuronType));

/** The same model with a probe on the spikes of every spiking ensemble. */
export function withActivityProbes(model: Model): Model {
  needModel('withActivityProbes', model);
  const added = spiking(model).map(
    ({ path, neurons }): ModelProbe => ({
      path: `${path}${suffix}`,
      target: { path, port: 'neurons', attribute: 'output', slice: null },
      size: neurons,
      decoders: null,
      solve: null,
      synapse: null,
      sampleEvery: null,
      keep: 32,
    }),
  );
  return { ...model, probes: [...model.probes, ...added] };
}

/** Counts spikes and synaptic operations while simulations run. */
export class Activity {
  readonly #dt: number;
  readonly #ensembles: readonly { readonly path: string; readonly amplitude: Float64Array; readonly fanOut: Float64Array }[];
  readonly #spikes = new Map<string, number[]>();
  readonly #synops: number[] = [];

  constructor(model: Model, dt: number) {
    this.#dt = dt;
    const fans = fanOut(model);
    this.#ensembles = spiking(model).map(ensemble => ({
      path: ensemble.path,
      amplitude: perNeuron(model, ensemble, 'amplitude' in ensemble.neuronType ? ensemble.neuronType.amplitude : 1),
      fanOut: fans.get(ensemble.path) ?? new Float64Array(ensemble.neurons),
    }));
  }

  /** Counts the next steps of a simulation as first, second, third … of its items; returns what ends the counting. */
  watch(simulation: Simulation): () => void {
    const ends = this.#ensembles.map(({ path, amplitude, fanOut: fan }) => {
      let first = 0;
      const counts = this.#spikes.get(path) ?? [];
      this.#spikes.set(path, counts);
      const subscription = simulation.samples(`${path}${suffix}`).subscribe(({ shape: [batch, steps, size], data }) => {
        for (let row = 0; row < batch * steps; row++) {
          const step = first + (row % steps);
          let spikes = 0;
          let synops = 0;
          for (let i = 0; i < size; i++) {
            const value = data[row * size + i] ?? 0;
            if (value === 0) continue;
            const fired = Math.round(Math.abs((value * this.#dt) / (amplitude[i] ?? 1)));
            spikes += fired;
            synops += fired * (fan[i] ?? 0);
          }
          counts[step] = (counts[step] ?? 0) + spikes;
          this.#synops[step] = (this.#synops[step] ?? 0) + synops;
        }
        first += steps;
      });
      return () => subscription.unsubscribe();
    });
    return () => {
      for (const end of ends) end();
    };
  }

  /** Means over `items` items. */
  report(items: number): ActivityReport {
    const neurons = this.#ensembles.reduce((sum, { amplitude }) => sum + amplitude.length, 0);
    const steps = this.#synops.length;
    const overTime: ActivityAt[] = [];
    let spikes = 0;
    let synops = 0;
    for (let step = 0; step < steps; step++) {
      for (const counts of this.#spikes.values()) spikes += counts[step] ?? 0;
      synops += this.#synops[step] ?? 0;
      const seconds = (step + 1) * this.#dt;
      overTime.push({ meanRateHz: spikes / (neurons * items * seconds), spikesPerItem: spikes / items, synopsPerItem: synops / items });
    }
    const rates = this.#ensembles.map(({ path, amplitude }) => {
      const total = (this.#spikes.get(path) ?? []).reduce((sum, count) => sum + count, 0);
      return [path, total / (amplitude.length * items * Math.max(steps, 1) * this.#dt)] as const;
    });
    return Object.freeze({ overTime, rates: Object.fromEntries(rates) });
  }
}
