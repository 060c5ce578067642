import { integrator } from '../networks/integrator.js';
import { type NetworkBenchmark, simulated } from './benchmark.js';

/** What grows, with the sizes that are timed. */
export const growths = Object.freeze({
  neurons: [100, 1000, 10_000, 100_000, 1_000_000],
  dimensions: [1, 4, 16, 64, 256],
  batch: [1, 4, 16, 64, 256],
  steps: [100, 1000, 10_000, 100_000],
});

export type Growth = keyof typeof growths;

export const isGrowth = (name: string): name is Growth => Object.hasOwn(growths, name);

/** The name of the case for one size. */
export const growthName = (growth: Growth, size: number): string => `growth-${growth}-${size}`;

/** Steps that take a second or so, whatever the work in each. */
const stepsFor = (updates: number): number => Math.max(10, Math.min(5000, Math.round(2e7 / updates)));

function grown(growth: Growth, name: string, size: number): NetworkBenchmark {
  switch (growth) {
    case 'neurons':
      return simulated(name, () => integrator(size, 1, size < 10_000 ? null : { deviation: 1e-6, seed: 0 }), stepsFor(size));
    case 'dimensions':
      return simulated(name, () => integrator(1000, size), stepsFor(1000 * Math.max(1, size / 4)));
    case 'batch':
      return simulated(name, () => integrator(1000, 1), stepsFor(1000 * size), { batch: size });
    case 'steps':
      return simulated(name, () => integrator(1000, 1), size);
  }
}

/** The case for a name that `growthName` gave; undefined for any other. */
export function growthCase(name: string): NetworkBenchmark | undefined {
  const [, growth = '', size = ''] = /^growth-([a-z]+)-(\d+)$/.exec(name) ?? [];
  return isGrowth(growth) && Number(size) >= 1 ? grown(growth, name, Number(size)) : undefined;
}
