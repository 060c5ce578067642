import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { checkedProcess } from './check-process.js';
import { rowsOf } from './rows.js';

/** Rows presented one after the other, again and again. */
export interface PresentInput<A = Tensor> {
  readonly type: 'presentInput';
  /** (count, size). */
  readonly inputs: A;
  /** s */
  readonly presentationTime: number;
}

/**
 * Presents each of `inputs` (count, size) for `presentationTime` seconds, then starts over. As in Nengo, a row starts in the first step whose
 * beginning is not more than a ten-millionth of a row before its time, so whole steps stay whole.
 */
export const presentInput = (inputs: ArrayInput, presentationTime: number): PresentInput =>
  checkedProcess({ type: 'presentInput', inputs: rowsOf('presentInput', 'inputs', toTensor(inputs)), presentationTime });
