import type { Model, TensorId } from '@rheobase/model';
import type { SignalId, Signals } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import type { Parameter } from '../parameter/forms/parameter.js';

/** A vector that operators read and write. */
export interface Signal<N = Parameter> {
  readonly id: SignalId;
  readonly size: number;
  /** Before the first step; null for zeros. */
  readonly initial: N | null;
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

/**
 * Signals and operators in the order in which one step executes them. `N` is how numbers are stored: as parameters over the tensors of the
 * Model, or as arrays (`boundProgram`).
 */
export interface Program<N = Parameter> {
  readonly model: Model;
  readonly dt: number;
  /** Of the simulation. `reseed` gives the same program for another one. */
  readonly seed: number;
  readonly signals: ReadonlyMap<SignalId, Signal<N>>;
  readonly operators: readonly Operator<N>[];
  /** Input nodes: path to signal. */
  readonly inputs: ReadonlyMap<string, SignalId>;
  /** Signals that hold what is learned, by the object whose weights or encoders (times gain / radius) they are. */
  readonly learned: readonly { readonly signal: SignalId; readonly path: string; readonly what: 'weights' | 'encoders' }[];
  /** Probes: path to the signal that holds the value of the step just made. */
  readonly probes: ReadonlyMap<string, SignalId>;
  /** Tensors that the program is to be trained for or edited by (`wrt` of `lower`). */
  readonly wrt: readonly TensorId[];
  /**
   * Tensors whose values the program holds in another form than as parameters (numbers of elements, pieces of a function of time, noise), by
   * the object that uses them: with other values there is another program.
   */
  readonly fixed: ReadonlyMap<TensorId, string>;
}

/** Sizes of a program's signals; that of an unknown one is 0. */
export const signalsOf = ({ signals }: Pick<Program<unknown>, 'signals'>): Signals => ({
  size: id => signals.get(id)?.size ?? 0,
  sparse: id => signals.get(id)?.sparse ?? false,
});
