import { build } from '@rheobase/build';
import type { Network } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { ReferenceBackend } from '@rheobase/plugin-reference';
import { FixedPointBackend, type FixedPointEngine, type HardwareProfile, loihi1 } from '../src/index.js';

export const DT = 0.001;

const reference = new ReferenceBackend();

export const compile = (model: Model, batch = 1, profile: HardwareProfile = loihi1): Promise<FixedPointEngine> =>
  new FixedPointBackend(() => reference, { profile }).compile(model, {
    dt: DT,
    batch,
    precision: 'float64',
    threads: 1,
    functions: {},
    seed: 0,
  });

export const engineOf = async (network: Network, batch = 1, profile: HardwareProfile = loihi1): Promise<FixedPointEngine> =>
  compile(await build(network), batch, profile);

/** Runs and collects a probe: one row a step. */
export function record(engine: FixedPointEngine, probe: string, steps: number): number[][] {
  return Array.from({ length: steps }, () => {
    engine.step();
    return Array.from(engine.signal(probe));
  });
}

/** Fixed pseudo-random numbers in -1 … 1. */
export const wave = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, i) => {
    const x = Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43758.5453;
    return 2 * (x - Math.floor(x)) - 1;
  });

export const rows = (values: readonly number[], columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) => values.slice(r * columns, (r + 1) * columns));
