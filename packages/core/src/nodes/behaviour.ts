import type { RecordOf } from '../record/held.js';
import type { AnyKind } from '../record/kind.js';
import { number } from '../record/values.js';

/** What has to be known of a kind of node beside what it computes. */
export interface NodeBehaviour<N> {
  /** Number of elements it takes in and gives out. */
  sizes(node: N): { readonly sizeIn: number; readonly sizeOut: number };
  /** Whether what it gives out is what came in, moved or filtered, so that a spike is still on its way behind it. */
  passesOn(node: N): boolean;
}

/** A kind of node: its declaration and its behaviour. */
export const nodeKind = <K extends AnyKind>(kind: K, behaviour: NodeBehaviour<RecordOf<NoInfer<K>>>) => Object.assign(kind, { behaviour });

/** How many values it takes, gives, or both: a whole number >= 1. */
export const size = number({ whole: true, atLeast: 1 });

export const yes = (): boolean => true;
export const no = (): boolean => false;

/** The sizes of a node that gives as many values as it takes. */
export const asWide = (node: { readonly size: number }) => ({ sizeIn: node.size, sizeOut: node.size });

/** The sizes of a node that takes nothing. */
export const sourceOf = (node: { readonly size: number }) => ({ sizeIn: 0, sizeOut: node.size });
