import { build } from '@rheobase/build';
import type { Network, Probe } from '@rheobase/core';
import { randomStream } from '@rheobase/math';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';

/** What was recorded: rows of a probe, the first being that of the first step. */
export interface Recorded {
  rows(probe: Probe): readonly (readonly number[])[];
  /** The mean of each element over the records of steps from…to - 1. */
  mean(probe: Probe, from: number, to: number): readonly number[];
}

/** Runs a network on the reference backend at 1 ms steps. */
export async function simulated(network: Network, steps: number): Promise<Recorded> {
  const runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(await build(network), { backend: 'reference' });
  await simulation.runSteps(steps);
  const recorded = new Map(network.probes.map(probe => [probe, simulation.data(probe).data] as const));
  const rows = (probe: Probe): readonly (readonly number[])[] => {
    const data = recorded.get(probe) ?? [];
    return Array.from({ length: data.length / probe.size }, (_, n) =>
      Array.from({ length: probe.size }, (_, i) => data[n * probe.size + i] ?? Number.NaN),
    );
  };
  return {
    rows,
    mean: (probe, from, to) => {
      const taken = rows(probe).slice(from, to);
      return Array.from({ length: probe.size }, (_, i) => taken.reduce((sum, row) => sum + (row[i] ?? 0), 0) / taken.length);
    },
  };
}

/** Root of the mean square of the differences of two lists of rows. */
export function rmse(found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): number {
  const squares = found.flatMap((row, n) => row.map((x, i) => (x - (wanted[n]?.[i] ?? Number.NaN)) ** 2));
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
}

/** A random direction, the same for a seed. */
export function unitVector(seed: number, dimensions: number): readonly number[] {
  const random = randomStream(seed);
  const x = Array.from({ length: dimensions }, () => random.normal());
  const length = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));
  return x.map(v => v / length);
}
