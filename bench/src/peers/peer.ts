import type { Precision } from '../backends.js';
import type { BenchRecord } from '../measure/record.js';

/** Another simulator, timed by a script of its own. */
export interface Peer {
  /**
   * What a case is compared with, by the precision in which we ran it: with the fastest of each group of the peer's systems.
   * Empty where the peer has no such case.
   */
  rivals(name: string, precision: Precision): readonly (readonly string[])[];
  /** Times a case on one of its systems, in a process of its own, on one thread. */
  run(system: string, name: string): Promise<BenchRecord>;
  /** Removes what it has made. */
  dispose(): Promise<void>;
}

/** Where a peer finds its script and its interpreter. */
export interface PeerOptions {
  readonly folder: string;
  readonly python: string;
  readonly mnist: string | null;
}

/** Keeps numerical libraries from using more than one thread. */
export const oneThread = Object.freeze({ OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' });
