import { type Definition, type HostFunction, optionNames, type Tensor } from '@rheobase/core';
import { storedStreamSize } from '@rheobase/math';
import type { Model, TensorId } from '@rheobase/model';
import { tensorOf } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import type { Pass } from '../passes/pass.js';
import { type DrawSeed, drawSeed, ownDrawSeed } from '../process/draw-noise.js';
import type { Program, Signal } from '../program/program.js';

/** A value somewhere: a signal, or some elements of one. */
export interface Carried {
  readonly signal: SignalId;
  readonly elements: Int32Array | null;
  readonly size: number;
}

/** What lowering needs to know besides the model. */
export interface LowerOptions {
  /** Length of a step, s. */
  readonly dt: number;
  /** Implementations of host functions by name, for models that come without them. */
  readonly functions?: Readonly<Record<string, HostFunction>>;
  /** What users defined in code, for models that were read back: found by kind, name and version. */
  readonly definitions?: readonly Definition[];
  /** Whether missing implementations may stay missing: for a look at the operators, not for running them. Default false. */
  readonly dry?: boolean;
  /** Of the simulation: mixed into every draw that is made while it runs. Default 0. */
  readonly seed?: number;
  /** What makes the program smaller without changing a bit of what it gives: `standardPasses`, say. Default none. */
  readonly passes?: readonly Pass[];
  /**
   * Ids of the tensors that the program is to be trained for or edited by. Passes keep operators that refer to them apart from others and
   * never fold them into constants; a tensor that the program cannot follow by reference is a `ValidationError`. Default none.
   */
  readonly wrt?: readonly TensorId[];
  /** Sees the program as it was emitted (`lower`) and what each pass has made of it, to print it, say. */
  readonly observe?: (pass: string, program: Program) => void;
}

/**
 * What may be said of lowering. Backends hand on whole what an engine is compiled with, so that `batch`, `precision`, `threads` and
 * `firstItem` are known here, too, where they have no effect.
 */
export const lowerOptionNames = [
  ...optionNames<LowerOptions>({
    dt: true,
    functions: true,
    definitions: true,
    dry: true,
    seed: true,
    passes: true,
    wrt: true,
    observe: true,
  }),
  'batch',
  'precision',
  'threads',
  'firstItem',
];

/** A program under construction: signals by id, operators in order of emission. */
export class Draft {
  readonly model: Model;
  readonly dt: number;
  readonly functions: Readonly<Record<string, HostFunction>>;
  readonly definitions: readonly Definition[];
  readonly dry: boolean;
  readonly seed: number;
  readonly signals = new Map<SignalId, Signal>();
  /** Operators of the step, to be put in order. */
  readonly operators: Operator[] = [];
  /** Operators that record probes after everything else. */
  readonly records: Operator[] = [];
  readonly inputs = new Map<string, SignalId>();
  readonly probes = new Map<string, SignalId>();
  readonly learned: Program['learned'][number][] = [];
  readonly fixed = new Map<TensorId, string>();

  constructor(model: Model, { dt, functions = {}, definitions = [], dry = false, seed = 0 }: LowerOptions) {
    this.model = model;
    this.dt = dt;
    this.functions = functions;
    this.definitions = definitions;
    this.dry = dry;
    this.seed = seed;
  }

  signal(id: SignalId, size: number, { initial = null, sparse = false }: Partial<Pick<Signal, 'initial' | 'sparse'>> = {}): SignalId {
    this.signals.set(id, Object.freeze({ id, size, initial, sparse, random: null }));
    return id;
  }

  /** A signal that holds the state of a random stream; the stream of an own seed is the same for every seed of the simulation. */
  randomSignal(id: SignalId, { seed, ownSeed }: DrawSeed): SignalId {
    const stream = ownSeed ? { random: ownDrawSeed(seed) } : { random: drawSeed(seed, this.seed), objectSeed: seed };
    this.signals.set(id, Object.freeze({ id, size: storedStreamSize, initial: null, sparse: false, ...stream }));
    return id;
  }

  /** A tensor whose values the object at `path` needs now: no parameter will refer to it. */
  fixedTensor(path: string, id: TensorId): Tensor {
    this.fixed.set(id, path);
    return tensorOf(this.model, id);
  }

  /** Numbers of elements that a tensor holds, for the object at `path`. */
  elements(path: string, id: TensorId): Int32Array {
    return Int32Array.from(this.fixedTensor(path, id).data);
  }

  /** A signal that exists already. */
  known(id: SignalId): Signal {
    return this.signals.get(id) ?? { id, size: 0, initial: null, sparse: false, random: null };
  }

  emit(operator: Operator): void {
    this.operators.push(Object.freeze(operator));
  }

  record(operator: Operator): void {
    this.records.push(Object.freeze(operator));
  }
}

/** Names of the signals of each object. */
export const names = {
  nodeIn: (path: string): SignalId => `${path}.in`,
  nodeOut: (path: string): SignalId => `${path}.out`,
  input: (path: string): SignalId => `${path}.input`,
  current: (path: string): SignalId => `${path}.current`,
  output: (path: string): SignalId => `${path}.output`,
  state: (path: string, name: string): SignalId => `${path}.${name}`,
  delivered: (path: string): SignalId => `${path}.delivered`,
  value: (path: string): SignalId => `${path}.value`,
  weights: (path: string): SignalId => `${path}.weights`,
  rule: (path: string, index: number): string => `${path}.rule${index}`,
  sample: (path: string): SignalId => `${path}.sample`,
};
