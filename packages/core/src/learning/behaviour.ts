import type { RecordOf } from '../record/held.js';
import type { AnyKind } from '../record/kind.js';
import { number } from '../record/values.js';
import { lowpass } from '../synapses/lowpass.js';
import { type SynapseRecord, synapseOrNull } from '../synapses/synapse.js';

/** What a rule changes: decoders (from an ensemble or its neurons to anything), weights (neurons to neurons), or encoders of the target. */
export type Modifies = 'decoders' | 'weights' | 'encoders';

/**
 * How many values can be sent to a rule: so many; `none`; `one`; `state`: as many as the connection represents at its target (of neurons, the
 * dimensions of their ensemble); `pre`: as many as its source gives; `post`: as many as its target takes; `mid`: as many as it has between
 * function and transform; `preState`: as `pre`, of neurons the dimensions of their ensemble.
 */
export type SignalWidth = 'none' | 'one' | 'state' | 'pre' | 'post' | 'mid' | 'preState' | number;

/** The words among the widths of a signal. */
export const signalWords = Object.freeze(['none', 'one', 'state', 'pre', 'post', 'mid', 'preState'] as const);

/** What one step of a rule sees; matrices are row-major, a row per target element. */
export interface LearningStep<P extends string = string> {
  /** Length of a step, s. */
  readonly dt: number;
  /** Filtered activities of the source neurons. */
  readonly pre: Float64Array;
  /** Filtered activities of the target neurons; empty if the target has none. */
  readonly post: Float64Array;
  /** Further filtered activities of a built-in rule, by name. */
  readonly filtered: Readonly<Record<string, Float64Array>>;
  /** What was sent to the rule; of width `state` encoded into neuron space if the target is neurons. Empty without a signal. */
  readonly error: Float64Array;
  /** The weights of this step: (rows, columns); for rules on encoders the encoders times gain / radius. */
  readonly weights: Float64Array;
  /** The whole input of the target, for rules on encoders; else empty. */
  readonly input: Float64Array;
  /** gain / radius of each target neuron, for rules on encoders; else empty. */
  readonly scale: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly state: Readonly<Record<string, Float64Array>>;
  readonly parameters: { readonly [N in P]: number };
  /** To be filled: what is added to the weights at the start of the next step. */
  readonly delta: Float64Array;
}

/** What the sizes of a rule's state follow from: inputs of the weights, target neurons, and the shape of what is changed. */
export interface RuleSizes {
  readonly pre: number;
  readonly post: number;
  readonly rows: number;
  readonly columns: number;
}

/** A filtered activity that a rule uses, and the attribute under which it is probed. */
export interface RuleFilter {
  readonly attribute: string;
  readonly of: 'pre' | 'post';
  readonly synapse: SynapseRecord | null;
}

/** A variable of a rule. */
export interface RuleState {
  shape(sizes: RuleSizes): readonly number[];
  /** What it starts from; absent: zeros. */
  initial?(sizes: RuleSizes, dt: number): Float64Array;
}

/** What a rule is, before any step. */
export interface RuleTraits {
  readonly modifies: Modifies;
  readonly signal: SignalWidth;
  /** The signal before anything is sent. Default 0. */
  readonly rest?: number;
  /** What can be probed on it, the default first. */
  readonly attributes: readonly string[];
  /** Filtered activities: `pre` and `post` under their names, others under `filtered`. */
  readonly filters: Readonly<Record<string, RuleFilter>>;
  readonly state?: Readonly<Record<string, RuleState>>;
  /** What else a step reads. */
  readonly reads?: readonly ('weights' | 'input')[];
}

/** What a kind of rule means. */
export interface RuleBehaviour<R, P extends string = string> {
  traits(rule: R): RuleTraits;
  /** The numbers of a step of `dt` seconds. */
  parameters(rule: R, dt: number, sizes: RuleSizes): { readonly [N in P]: number };
  /** The change of one item in one step; absent for rules whose definition holds it. */
  step?(step: LearningStep<P>): void;
}

/** A kind of rule: its declaration and its behaviour. */
export const learningRule = <K extends AnyKind, P extends string>(kind: K, behaviour: RuleBehaviour<RecordOf<K>, P>) =>
  Object.assign(kind, { behaviour });

/** A learning rate. */
export const rate = (fallback: number) => number(fallback, { above: 0 });

/** A filter of activities; null: none. Default `lowpass(0.005)`. */
export const activityFilter = synapseOrNull(() => lowpass(0.005));

export const preFiltered = (synapse: SynapseRecord | null, attribute = 'preFiltered'): RuleFilter => ({ attribute, of: 'pre', synapse });
export const postFiltered = (synapse: SynapseRecord | null, attribute = 'postFiltered'): RuleFilter => ({ attribute, of: 'post', synapse });

/** delta = factor column ⊗ row. */
export function outer({ delta, rows, columns }: LearningStep<never>, factor: number, column: Float64Array, row: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    const x = factor * column[r]!;
    const at = r * columns;
    for (let c = 0; c < columns; c++) delta[at + c] = x * row[c]!;
  }
}
