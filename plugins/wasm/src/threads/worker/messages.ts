import type { Compiled } from '../../machine/machine.js';
import type { Stretch } from '../../plan/table/plan.js';

/** Numbers and where they go in the memory. */
export interface Placed {
  readonly at: number;
  readonly values: Float64Array | Float32Array | Int32Array | Uint8Array;
}

/** The first message to a worker: a memory with all that never changes. */
export interface Load {
  readonly compiled: Compiled;
  /** Bytes of memory that are needed. */
  readonly room: number;
  readonly placed: readonly Placed[];
  /** The state, and what is counted: what is sent back after every run. */
  readonly state: readonly Stretch[];
}

/** Every other: steps to make. */
export interface Work {
  readonly room: number;
  /** All stretches of the state, one after the other; null: what it was after the last run. */
  readonly state: Uint8Array | null;
  readonly placed: readonly Placed[];
  /** The function of the module, and what it is called with. */
  readonly run: 'run64' | 'run32';
  readonly call: readonly number[];
  /** What to send back. */
  readonly taken: Stretch;
}

/** The state after the run, and what was to be sent back; both empty after the first message. */
export interface Answered {
  readonly state: Uint8Array<ArrayBuffer>;
  readonly taken: Uint8Array<ArrayBuffer>;
}

/** What a worker answers to every message. */
export type Answer = Answered | { readonly failed: string };
