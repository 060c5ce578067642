import type { RecordOf } from '../record/held.js';
import type { AnyKind } from '../record/kind.js';

/** What has to be known of a kind of process beside its steps. */
export interface ProcessBehaviour<P> {
  /** How many values it gives; null if that is for whoever uses it to say. */
  size(process: P): number | null;
  /** How many values it takes if it gives `sizeOut`. */
  sizeIn(process: P, sizeOut: number): number;
}

/** A kind of process: its declaration and its behaviour. */
export const processKind = <K extends AnyKind>(kind: K, behaviour: ProcessBehaviour<RecordOf<NoInfer<K>>>) =>
  Object.assign(kind, { behaviour });

export const noInput = (): number => 0;
export const anySize = (): null => null;
