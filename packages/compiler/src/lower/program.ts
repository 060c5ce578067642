import type {
  BuiltinRef,
  Distribution,
  LearningRuleDefinition,
  MaxPool,
  NeuronRecord,
  Pad,
  ProcessDefinition,
  VectorValued,
  WhiteSignal,
} from '@rheobase/core';
import type { Filter } from '../filter/filter.js';
import type { Model } from '../model/model.js';
import type { TimeTable } from '../process/time-table.js';

export type SignalId = string;

/** A vector that operators read and write. */
export interface Signal {
  readonly id: SignalId;
  readonly size: number;
  /** Before the first step; null for zeros. */
  readonly initial: Float64Array | null;
  /** Whether it is mostly zero: what spiking neurons emit. A hint for event-driven kernels. */
  readonly sparse: boolean;
  /**
   * Seed, where the signal holds the state of a stored random stream (`storedStreamSize` numbers); else null. Item i of a batch starts with
   * the stream of `hashSeed(random, i)`, so that an item's draws do not depend on how many run beside it.
   */
  readonly random: number | null;
  /** The object's seed, where `random` follows from it and from the simulation's (`reseed`); absent: `random` is the same for every one. */
  readonly objectSeed?: number;
}

interface Common {
  /** Path of the object it comes from. */
  readonly source: string;
}

/** out = value, in every element. */
export interface Fill extends Common {
  readonly kind: 'fill';
  readonly out: SignalId;
  readonly value: number;
}

/** out = values. */
export interface Assign extends Common {
  readonly kind: 'assign';
  readonly out: SignalId;
  readonly values: Float64Array;
}

/** out = rows of values in turn; `rowAt` says which. */
export interface Table extends Common, TimeTable {
  readonly kind: 'table';
  readonly out: SignalId;
  /** What the rows were drawn from, where they follow from the simulation's seed (`reseed`); absent: they are the same for every one. */
  readonly drawn?: { readonly process: WhiteSignal; readonly objectSeed: number };
}

/** out_i = factors_i in[indices_i]; indices null: i; -1: zero; factors null: 1; one factor: for all. */
export interface Gather extends Common {
  readonly kind: 'gather';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly indices: Int32Array | null;
  readonly factors: Float64Array | null;
}

/** out[to_i] += factors_i in[from_i]; null lists: i, i and 1. */
export interface Add extends Common {
  readonly kind: 'add';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly from: Int32Array | null;
  readonly to: Int32Array | null;
  readonly factors: Float64Array | null;
}

/** out = matrix in, each sum in ascending order of columns. */
export interface MatVec extends Common {
  readonly kind: 'matVec';
  readonly in: SignalId;
  readonly out: SignalId;
  /** (rows, columns), row-major. */
  readonly matrix: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** out = weights in, where the weights are a signal (rows, columns) that changes while it runs; sums as in `matVec`. */
export interface Weigh extends Common {
  readonly kind: 'weigh';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly weights: SignalId;
  readonly rows: number;
  readonly columns: number;
}

/** out = the matrix with the listed entries times in; entries sorted by row, then column. */
export interface SparseMatVec extends Common {
  readonly kind: 'sparseMatVec';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Cross-correlation of two spatial axes (one-dimensional ones have a first axis of length 1), channels last inside. Transposed: every input
 * is spread by the kernel over the outputs that a forward one would have read (output y stride - pad + k dilation from input y), in one group.
 */
export interface Convolve extends Common {
  readonly kind: 'convolve';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly outputShape: readonly [height: number, width: number, filters: number];
  readonly channelsLast: boolean;
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: readonly [Pad, Pad];
  readonly groups: number;
  readonly transposed: boolean;
  /** (height, width, channels / groups, filters), row-major. */
  readonly kernel: Float64Array;
}

/** One step of a neuron type: reads the current, sets the output, advances its state. */
export interface Neurons extends Common {
  readonly kind: 'neurons';
  readonly current: SignalId;
  readonly out: SignalId;
  readonly neuron: NeuronRecord<Float64Array>;
  /**
   * State signals by the name of the variable; `rateOut` is what the base of a type that spikes at its rate gives. In place of the
   * `refractoryTime` of integrateAndFire there are `refractorySteps`: steps, not seconds.
   */
  readonly state: Readonly<Record<string, SignalId>>;
  /** Signal with the state of a random stream, for types that draw. */
  readonly random: SignalId | null;
  /** Signal with one uniform number per neuron, in place of drawn ones. */
  readonly draws: SignalId | null;
  readonly size: number;
}

/**
 * Advances a filter with this step's value. `next`: what it writes is delivered in the next step, or `delay` steps after; `now`: in this one,
 * as inside nodes and learning rules.
 */
export interface FilterStep extends Common {
  readonly kind: 'filter';
  readonly when: 'next' | 'now';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly filter: Filter;
  /** Signal of the filter's state, (size, state values). */
  readonly state: SignalId | null;
  readonly delay: number;
  /** Ring of delayed values, (delay, size), and its position. */
  readonly ring: { readonly values: SignalId; readonly position: SignalId } | null;
}

/** What a rule computes, from signals of this step. All matrices are (rows, columns), row-major. */
export type LearnRule =
  | { readonly type: 'pes'; readonly factor: number; readonly error: SignalId; readonly pre: SignalId }
  | { readonly type: 'rls'; readonly error: SignalId; readonly pre: SignalId; readonly inverseGamma: SignalId }
  | { readonly type: 'bcm'; readonly factor: number; readonly pre: SignalId; readonly post: SignalId; readonly theta: SignalId }
  | {
      readonly type: 'oja';
      readonly factor: number;
      readonly beta: number;
      readonly pre: SignalId;
      readonly post: SignalId;
      readonly weights: SignalId;
    }
  | {
      readonly type: 'voja';
      readonly factor: number;
      /** gain / radius of each neuron. */
      readonly scale: Float64Array;
      readonly signal: SignalId;
      readonly post: SignalId;
      readonly input: SignalId;
      readonly encoders: SignalId;
    }
  | {
      readonly type: 'custom';
      readonly step: LearningRuleDefinition['step'];
      readonly parameters: Readonly<Record<string, number>>;
      readonly pre: SignalId | null;
      readonly post: SignalId | null;
      readonly error: SignalId | null;
      readonly weights: SignalId;
      readonly state: Readonly<Record<string, SignalId>>;
    };

/** Updates delta (rows, columns) at the end of a step; it is added to the weights at the start of the next. */
export interface Learn extends Common {
  readonly kind: 'learn';
  readonly delta: SignalId;
  readonly rows: number;
  readonly columns: number;
  readonly rule: LearnRule;
}

/** out = f(time, in): on the host, or in a backend's own kernel where the function is a built-in one. */
export interface Call extends Common {
  readonly kind: 'call';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly function: VectorValued;
  /** The built-in function that this is, with or without input; null for one of the user's or of a piecewise process. */
  readonly builtin: BuiltinRef | null;
}

/** out = factor times draws from a distribution, each item from a stream of its own. */
export interface Noise extends Common {
  readonly kind: 'noise';
  readonly out: SignalId;
  readonly distribution: Distribution;
  readonly factor: number;
  /** Signal with the state of a random stream. */
  readonly random: SignalId;
}

/** One step of a user's process on the host: out from time, in, its state and its draws. */
export interface ProcessOperator extends Common {
  readonly kind: 'process';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly step: ProcessDefinition['step'];
  readonly parameters: Readonly<Record<string, number>>;
  /** State signals by the name of the variable. */
  readonly state: Readonly<Record<string, SignalId>>;
  readonly random: SignalId;
}

/** out = softmax(in). */
export interface Softmax extends Common {
  readonly kind: 'softmax';
  readonly in: SignalId;
  readonly out: SignalId;
}

/** out = one at the first largest element of in. */
export interface Argmax extends Common {
  readonly kind: 'argmax';
  readonly in: SignalId;
  readonly out: SignalId;
}

/** Max pooling; windows as lists of input indices (-1 in unused places). `sums` holds the inputs summed so far, `best` the largest so far. */
export interface MaxPoolStep extends Common {
  readonly kind: 'maxPool';
  readonly in: SignalId;
  readonly out: SignalId;
  readonly mode: MaxPool['mode'];
  /** (outputs, cells). */
  readonly windows: Int32Array;
  readonly cells: number;
  readonly sums: SignalId | null;
  readonly best: SignalId | null;
}

export type Operator =
  | Fill
  | Assign
  | Table
  | Gather
  | Add
  | MatVec
  | Weigh
  | SparseMatVec
  | Convolve
  | Neurons
  | FilterStep
  | Learn
  | Call
  | Noise
  | ProcessOperator
  | Softmax
  | Argmax
  | MaxPoolStep;

export type OperatorKind = Operator['kind'];

/** Signals and operators in the order in which one step executes them. */
export interface Program {
  readonly model: Model;
  readonly dt: number;
  /** Of the simulation. `reseed` gives the same program for another one. */
  readonly seed: number;
  readonly signals: ReadonlyMap<SignalId, Signal>;
  readonly operators: readonly Operator[];
  /** Input nodes: path to signal. */
  readonly inputs: ReadonlyMap<string, SignalId>;
  /** Signals that hold what is learned, by the object whose weights or encoders (times gain / radius) they are. */
  readonly learned: readonly { readonly signal: SignalId; readonly path: string; readonly what: 'weights' | 'encoders' }[];
  /** Probes: path to the signal that holds the value of the step just made. */
  readonly probes: ReadonlyMap<string, SignalId>;
}
