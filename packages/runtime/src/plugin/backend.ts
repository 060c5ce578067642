import type { Model } from '@rheobase/compiler';
import type { Definition, HostFunction } from '@rheobase/core';

/**
 * How closely a backend follows the reference: E0 bit for bit; E1 within 1e-6; E2 float32 (filtered probes within 1e-3 RMS, spikes within one
 * per neuron and second); E3 agreement of the answer.
 */
export type Equivalence = 'E0' | 'E1' | 'E2' | 'E3';

/** Something of a model that a backend cannot do. */
export interface Refusal {
  /** Path of the object. */
  readonly object: string;
  /** What of it: `neuron type lif`, `synapse alpha`, … */
  readonly feature: string;
  /** Why, and what to do instead. */
  readonly reason: string;
}

/** How a model is to be run. */
export interface EngineOptions {
  /** Length of a step, s. */
  readonly dt: number;
  /** How many copies run side by side, each with its own inputs and state. */
  readonly batch: number;
  /** The least precision asked for; a backend may compute in more. */
  readonly precision: 'float64' | 'float32';
  readonly threads: number;
  /** Implementations of host functions by name, for models that come without them. */
  readonly functions: Readonly<Record<string, HostFunction>>;
  /** What users defined in code, for models that were read back: found by kind, name and version. Default none. */
  readonly definitions?: readonly Definition[];
  readonly seed: number;
}

/** Many steps at once: what goes in and where records go, (steps, batch, size), row-major, by path. */
export interface EngineRun {
  readonly steps: number;
  /** Input nodes, a row for every step. */
  readonly inputs: ReadonlyMap<string, Float64Array>;
  /** Probes, to be filled with their values after every step. */
  readonly records: ReadonlyMap<string, Float64Array>;
}

/** A running model, as a backend's author writes it; the runtime makes a Simulation of it. */
export interface Engine {
  /** Advances by one step, with the inputs set last. */
  step(): void;
  /** Many steps in one call. Only where the engine can do better than `setInput`, `step` and `signal` in turn; means the same. */
  run?(request: EngineRun): void;
  /** Values of an input node for the steps to come: (batch, size), row-major. */
  setInput(path: string, rows: Float64Array): void;
  /** A probe's values of the step just made, (batch, size). By a probe's path; engines may offer further signals. */
  signal(path: string): Float64Array | Float32Array;
  snapshot(): Uint8Array;
  restore(state: Uint8Array): void;
  /** Back to the state before the first step. */
  reset(): void;
  /** The model with what one item of the batch (default: the first) has learned. */
  toModel(item?: number): Model;
  dispose(): void;
}

/** One way of running a Model. */
export interface Backend {
  readonly name: string;
  /** One class, or one by precision. */
  readonly equivalence: Equivalence | Readonly<Record<EngineOptions['precision'], Equivalence>>;
  /** What of this model it cannot do with these options; empty means it can run it. Asked before anything is compiled. */
  refusals(model: Model, options: EngineOptions): readonly Refusal[];
  compile(model: Model, options: EngineOptions): Engine | Promise<Engine>;
}
