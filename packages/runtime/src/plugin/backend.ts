import { type Definition, type HostFunction, optionNames, type Tensor } from '@rheobase/core';
import type { Model, TensorId } from '@rheobase/model';

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
  /** How many threads may share the work, a whole number >= 1. It changes no result; a backend may use fewer. */
  readonly threads: number;
  /** Implementations of host functions by name, for models that come without them. */
  readonly functions: Readonly<Record<string, HostFunction>>;
  /** What users defined in code, for models that were read back: found by kind, name and version. Default none. */
  readonly definitions?: readonly Definition[];
  /** Of what is drawn while it runs. */
  readonly seed: number;
  /** The number that the first item of the batch has in its data set: item i draws as item `firstItem + i` does. Default 0. */
  readonly firstItem?: number;
}

/** The names of what an engine is compiled with. */
export const engineOptionNames = optionNames<EngineOptions>({
  dt: true,
  batch: true,
  precision: true,
  threads: true,
  functions: true,
  definitions: true,
  seed: true,
  firstItem: true,
});

/** What a reset may change; what is left out stays as it was given last. */
export interface EngineReset {
  /** After it, the engine is to the bit one that was compiled with this seed. */
  readonly seed?: number;
  readonly firstItem?: number;
}

/** What one probe records in a run. */
export interface EngineRecord {
  /** Numbers of the steps of this run, from 0 and ascending, after which the probe is read; may be empty. */
  readonly steps: Int32Array;
  /** Room for its values after those steps, to be filled: (steps.length, batch, size), row-major. */
  readonly values: Float64Array;
}

/** Many steps at once. The runtime asks for so few that what goes in and out takes some 32 MiB at most, but for one step at least. */
export interface EngineRun {
  readonly steps: number;
  /** Values of input nodes by path, for every step: (steps, batch, size), row-major, to be read only. The last rows stay set. */
  readonly inputs: ReadonlyMap<string, Float64Array>;
  /** What is to be recorded, by path of the probe; others are not. */
  readonly records: ReadonlyMap<string, EngineRecord>;
}

/** A step of a run that failed. */
export interface EngineFailure {
  /** How many steps of this run were made before it; the records hold what comes of these. */
  readonly made: number;
  /** What is to be raised: what the step raises when it is made by itself. */
  readonly error: unknown;
}

/** A running model, as a backend's author writes it; the runtime makes a Simulation of it. */
export interface Engine {
  /** Advances by one step, with the inputs set last. After a step that failed, only `reset`, `restore` and `dispose` may be relied on. */
  step(): void;
  /**
   * Many steps in one call. Only where the engine can do better than `setInput`, `step` and `signal` in turn; means the same. Where it
   * answers later, nothing else of the engine is called before, not even `dispose`. Null where all steps were made. Where one fails, that is
   * the answer, so that the steps before it count; of the state no more may be relied on than after such a `step`. What is raised instead
   * leaves nothing of the run.
   */
  run?(request: EngineRun): EngineFailure | null | Promise<EngineFailure | null>;
  /** Values of an input node for the steps to come: (batch, size), row-major. */
  setInput(path: string, rows: Float64Array): void;
  /** A probe's values of the step just made, (batch, size). By a probe's path; engines may offer further signals. */
  signal(path: string): Float64Array | Float32Array;
  /** The whole state, with the seed and the first item that it follows from. */
  snapshot(): Uint8Array;
  /** Goes back to a snapshot, whatever was reset since. What does not fit is a `SimulationError`, raised before anything changes. */
  restore(state: Uint8Array): void;
  /**
   * Whether `firstItem` of the options and what is given to `reset` are obeyed, as they are by an engine of `interpret`. Default false: the
   * runtime then refuses to ask for them with an `UnsupportedError`.
   */
  readonly reseeds?: boolean;
  /** Back to the state before the first step; without options with the same draws. */
  reset(options?: EngineReset): void;
  /**
   * Goes on with other values of some tensors of the Model, by their ids: everything that follows from them is computed again, in place. The
   * state stays as it is; what starts from a tensor (weights that learn, initial states) does so after the next `reset`. Afterwards `toModel`
   * gives the model with these tensors, and a snapshot holds none of them. `ValidationError`, raised before anything changes, for an unknown
   * tensor, another shape and values out of range (`retensored` of the compiler checks all of it). An engine without this cannot do it.
   */
  setTensors?(tensors: ReadonlyMap<TensorId, Tensor>): void;
  /** The model with what one item of the batch (default: the first) has learned, and with the tensors that were set. */
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
