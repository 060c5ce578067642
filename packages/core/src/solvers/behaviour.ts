import type { RecordOf } from '../record/held.js';
import type { AnyKind } from '../record/kind.js';
import { flag } from '../record/values.js';

/** What builders have to know of a kind of solver beside how it solves. */
export interface SolverBehaviour<S> {
  /**
   * Whether decoders are linear in their targets, so that weights between neurons may be made of decoders and encoders. The others solve for
   * targets in neuron space if they have `weights: true`.
   */
  compositional(solver: S): boolean;
  /** Whether decoders depend on the seed. */
  draws(solver: S): boolean;
}

/** A kind of solver: its declaration and its behaviour. */
export const solverKind = <K extends AnyKind>(kind: K, behaviour: SolverBehaviour<RecordOf<NoInfer<K>>>) =>
  Object.assign(kind, { behaviour });

export const yes = (): boolean => true;
export const no = (): boolean => false;

/** Whether the connection gets full weights between neurons instead of decoders. Default false. */
export const weights = flag(false);
