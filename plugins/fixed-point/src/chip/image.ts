import type { IntegerBlock } from '../discretise/block.js';

/**
 * Who reaches whom: source s adds `weights[k]` to the input sum of compartment `targets[k]` for k from `offsets[s]` to `offsets[s + 1]`.
 * Sources are all compartments in block order, then all inputs from the host.
 */
export interface FanOut {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Int32Array;
}

/** Everything that a chip is loaded with. Compartments are numbered through the blocks in order. */
export interface ChipImage {
  readonly blocks: readonly IntegerBlock[];
  readonly compartments: number;
  readonly inputs: number;
  readonly fanOut: FanOut;
}

/** Parameters of all compartments side by side. */
export interface CompartmentTable {
  readonly bias: Int32Array;
  /** (2^bits - offset - decay): what of 2^bits is kept per step. */
  readonly keepU: Int32Array;
  readonly keepV: Int32Array;
  readonly threshold: Int32Array;
  readonly refractory: Int32Array;
  readonly floor: Int32Array;
  readonly ceiling: Int32Array;
}
