export type SignalId = string;

/** What every operator says. */
export interface OperatorBase {
  readonly kind: string;
  /** Path of the object it comes from. */
  readonly source: string;
}

/** Numbers of an operator as far as all forms of them agree: finished arrays, and what they follow from. */
export interface Numbers {
  readonly length: number;
}

/** A signal, or some of its elements. */
export interface Place {
  readonly signal: SignalId;
  /** Indices; null for all elements, -1 for none. */
  readonly elements: Int32Array | null;
}

/** All elements of a signal. */
export const whole = (signal: SignalId): Place => ({ signal, elements: null });

/** What an operator does to signals. Within a step a signal is set, then added to, then read, then updated for the next step. */
export interface Access {
  readonly sets: readonly Place[];
  readonly adds: readonly Place[];
  readonly reads: readonly Place[];
  readonly updates: readonly Place[];
  /** State of its own, which no other operator uses: voltages, filter states, random streams. */
  readonly keeps: readonly SignalId[];
}

/** What is known of signals before a program runs. */
export interface Signals {
  /** Number of elements of one item. */
  size(id: SignalId): number;
  /** Whether a signal is mostly zero (spikes). */
  sparse(id: SignalId): boolean;
}

/** Where an interpreted program keeps its signals while it runs. */
export interface SignalStore extends Signals {
  /** How many items run side by side. */
  readonly batch: number;
  /** Step now being made (from 1) and its time, s. */
  readonly clock: { readonly step: number; readonly time: number };
  /** Length of a step, s. */
  readonly dt: number;
  /** All items of a signal: (batch, size), row-major. */
  get(id: SignalId): Float64Array;
}

/** The share of a sparse signal that is not zero, about. */
const ACTIVE = 0.05;

/** The share of a signal's elements that is not zero, about. */
export const activeShare = (signals: Signals, id: SignalId): number => (signals.sparse(id) ? ACTIVE : 1);

/**
 * What the adjoint of an operator knows of the backward step that it adds to. Operators run in reverse order there, and each signal has at
 * most one gradient: that of what it holds between the operators that run forward.
 */
export interface Backward extends Signals {
  /** The signal with the gradient of a signal; null if nothing needs it. */
  gradient(signal: SignalId): SignalId | null;
  /** A signal that holds, in the backward step, what a signal held when the operator had run in this step. */
  kept(signal: SignalId): SignalId;
  /** A new signal of the backward step. */
  temporary(size: number): SignalId;
}

/** Why no gradient goes back through an operator, as the end of a sentence. */
export interface NoGradient {
  readonly none: string;
}

/**
 * One kind of operator: all that anyone needs to know of it. `O` is the operator with numbers in any form, `Finished` with arrays, `B` what
 * its adjoint consists of.
 */
export interface BuiltinOperator<O extends OperatorBase, Finished extends O = O, B extends OperatorBase = never> {
  /** Which signals it uses, and how; what is left out is none. */
  readonly access: (operator: O) => Partial<Access>;
  /** What does not fit, as the end of the sentence 'operator KIND of OBJECT …'; null if all does. The signals of `access` exist. */
  readonly check: (operator: O, signals: Signals) => string | null;
  /** About how many multiplications one item takes in a step. */
  readonly operations: (operator: O, signals: Signals) => number;
  /** The plain kernel: looks up the signals once and returns what each step calls. It defines what the operator means. */
  readonly kernel: (operator: Finished, signals: SignalStore) => () => void;
  /**
   * What takes the gradients of what it writes to the gradients of what it reads, and adds to them. It is asked for if one of each is needed.
   * What else belongs to an adjoint is done for all kinds (`adjointOf`): the gradient of a signal that is set is zero before.
   */
  readonly adjoint: (operator: Finished, backward: Backward) => readonly B[] | NoGradient;
}
