import type { Definition } from '@rheobase/core';
import type { RandomStream } from '@rheobase/math';

/** Decoders (neurons, size), row-major, for targets (points, size). */
export type Solve = (targets: Float64Array, size: number) => Float64Array;

/** Rates of neurons at evaluation points: `values` is (points, neurons), row-major. */
export interface Activities {
  readonly values: Float64Array;
  readonly points: number;
  readonly neurons: number;
}

/** What a solver needs beside the activities. */
export interface Asked {
  /** What wants the decoders, named if they cannot be solved. */
  readonly object: string;
  /** For solvers that draw: the stream of this problem's seed for a purpose, from its start. */
  readonly random: (purpose: string) => RandomStream;
  /** Solvers of the user whose records were read back. */
  readonly definitions: readonly Definition[];
  /** Takes what a solver says of its decoders. */
  readonly report: (info: Readonly<Record<string, unknown>>) => void;
}
