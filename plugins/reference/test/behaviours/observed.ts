import { build } from '@rheobase/build';
import type { Definition, Network, ProbeRef } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Inputs, type Simulation } from '@rheobase/runtime';

/** What the probes of a run have recorded; rows are records, from the first step on. */
export interface Observed {
  rows(probe: ProbeRef): readonly (readonly number[])[];
  /** One element, record after record. */
  line(probe: ProbeRef, element?: number): readonly number[];
  /** The mean of each element over records from…to - 1 (default: the last). */
  mean(probe: ProbeRef, from?: number, to?: number): readonly number[];
  last(probe: ProbeRef): readonly number[];
}

export interface ObserveOptions {
  readonly dt?: number;
  readonly inputs?: Inputs;
  /** Of the simulation. */
  readonly seed?: number;
  readonly definitions?: readonly Definition[];
}

/** A simulation of a network, or of its model, on the reference backend. */
export async function simulationOf(network: Network | Model, options: ObserveOptions = {}): Promise<Simulation> {
  const runtime = await createRuntime(reference());
  return runtime.simulate('tensors' in network ? network : await build(network), { backend: 'reference', ...options });
}

/** What a probe of a simulation holds, row by row. */
export function rowsOf(simulation: Simulation, probe: ProbeRef): readonly (readonly number[])[] {
  const { data } = simulation.data(probe);
  return Array.from({ length: data.length / probe.size }, (_, n) =>
    Array.from({ length: probe.size }, (__, i) => data[n * probe.size + i] ?? Number.NaN),
  );
}

/** Runs a network, or its model, for so many steps. */
export async function observed(network: Network | Model, steps: number, options: ObserveOptions = {}): Promise<Observed> {
  const simulation = await simulationOf(network, options);
  await simulation.runSteps(steps);
  simulation[Symbol.dispose]();
  const rows = (probe: ProbeRef) => rowsOf(simulation, probe);
  return {
    rows,
    line: (probe, element = 0) => rows(probe).map(row => row[element] ?? Number.NaN),
    mean: (probe, from = steps - 100, to = steps) => {
      const taken = rows(probe).slice(from, to);
      return Array.from({ length: probe.size }, (_, i) => taken.reduce((sum, row) => sum + (row[i] ?? 0), 0) / taken.length);
    },
    last: probe => rows(probe).at(-1) ?? [],
  };
}

/** The largest absolute difference of two lists. */
export const farthest = (found: readonly number[], wanted: readonly number[]): number =>
  found.length === wanted.length ? Math.max(...found.map((x, i) => Math.abs(x - (wanted[i] ?? Number.NaN)))) : Number.NaN;

/** Root mean square of the differences of two lists. */
export const rmsDifference = (found: readonly number[], wanted: readonly number[]): number =>
  Math.sqrt(found.reduce((sum, x, i) => sum + (x - (wanted[i] ?? Number.NaN)) ** 2, 0) / found.length);
