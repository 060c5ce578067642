import { type NodeRecord, nodeSizes } from '../nodes/node-record.js';
import type { Slice } from './elements.js';
import type { Hints } from './hints.js';
import { elementsAt, type View } from './view.js';

/** A node of a network: input, constant, table, passthrough, function or built-in operation. */
export class Node<D extends number = number> {
  readonly kind = 'node';
  readonly path: string;
  readonly record: NodeRecord;
  readonly sizeIn: number;
  readonly sizeOut: D;
  /** How the output is laid out, for layers. */
  readonly shape: readonly number[];
  readonly hints: Hints;

  /** @internal Made by `Network.node`. */
  constructor(path: string, record: NodeRecord, sizeOut: D, shape: readonly number[], hints: Hints) {
    this.path = path;
    this.record = record;
    this.sizeIn = nodeSizes(record).sizeIn;
    this.sizeOut = sizeOut;
    this.shape = Object.freeze([...shape]);
    this.hints = hints;
    Object.freeze(this);
  }

  /**
   * Some of its elements: see `At`. Of a node that takes and gives different numbers of values, negative numbers and slices count on the
   * larger side.
   */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    return elementsAt(this, Math.max(this.sizeOut, this.sizeIn), elements);
  }
}
