import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from './memory.js';

/** For each output, the inputs it is the largest of: `inputs[starts[i]]` to `inputs[starts[i + 1] - 1]`. */
export interface WindowList {
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly starts: Int32Array;
  readonly inputs: Int32Array;
}

/** Place of the first largest input of a window; -1 where the window is empty. */
function largest(values: Float32Array, from: number, { starts, inputs }: WindowList, output: number): number {
  let best = -1;
  for (let k = starts[output]!; k < starts[output + 1]!; k++) {
    const place = from + inputs[k]!;
    if (best < 0 || values[place]! > values[best]!) best = place;
  }
  return best;
}

/** Largest of each window: (items, sizeOut). */
export function windowMaxima(memory: Memory, x: TensorInfo, list: WindowList, items: number): TensorInfo {
  const out = memory.allocate([items, list.sizeOut]);
  const source = memory.values(x);
  const target = memory.values(out);
  for (let item = 0, at = 0; item < items; item++) {
    for (let output = 0; output < list.sizeOut; output++, at++) {
      const place = largest(source, item * list.sizeIn, list, output);
      target[at] = place < 0 ? 0 : source[place]!;
    }
  }
  return out;
}

/** Gradient with respect to x: all of it goes to the first largest input. */
export function windowMaximaInput(memory: Memory, dy: TensorInfo, x: TensorInfo, list: WindowList, items: number): TensorInfo {
  const out = memory.allocate([items, list.sizeIn]);
  const source = memory.values(x);
  const slope = memory.values(dy);
  const target = memory.values(out).fill(0);
  for (let item = 0, at = 0; item < items; item++) {
    for (let output = 0; output < list.sizeOut; output++, at++) {
      const place = largest(source, item * list.sizeIn, list, output);
      if (place >= 0) target[place] = target[place]! + slope[at]!;
    }
  }
  return out;
}
