import type { RecordOf } from '../record/held.js';
import type { AnyKind } from '../record/kind.js';
import { number } from '../record/values.js';
import type { Filter } from './filter.js';

/** How a continuous filter is brought to steps; see `linearFilter`. */
export type Discretisation = 'zoh' | 'euler' | 'bilinear' | 'backwardDifference';

/** A ratio of polynomials; see `linearFilter`. */
export interface TransferFunction {
  /** Coefficients, highest power first; no longer than the denominator, leading zeros aside. */
  readonly numerator: readonly number[];
  /** Coefficients, highest power first. */
  readonly denominator: readonly number[];
  /** Default true: powers of s; false: powers of z. */
  readonly analog?: boolean;
  /** How it is brought to steps if it is analog. Default 'zoh'. */
  readonly method?: Discretisation;
}

/** What a kind of synapse means. It has one of the two, or both: `filter` is then the exact way to steps. */
export interface SynapseBehaviour<R> {
  /** Its transfer function; null if it is made of steps, however long they are. */
  transferFunction(synapse: R): TransferFunction | null;
  /** Its form for steps of `dt` seconds; null to discretise the transfer function. */
  filter(synapse: R, dt: number): Filter | null;
}

/** A kind of synapse: its declaration and its behaviour. */
export const synapseKind = <K extends AnyKind>(kind: K, behaviour: SynapseBehaviour<RecordOf<K>>) => Object.assign(kind, { behaviour });

/** A time of a synapse, s. */
export const time = number({ atLeast: 0, says: 'a time in seconds >= 0' });
