import type { Kernels } from '@rheobase/runtime';
import { convolve } from './convolve.js';
import { filter } from './filter.js';
import { matVec, sparseMatVec } from './matrix.js';
import { neurons } from './neurons.js';
import { argmax, call, maxPool, softmax } from './nodes.js';
import { add, assign, fill, gather, table } from './signals.js';

/** Every operator in float64: the definition of what a Program means. */
export const referenceKernels = Object.freeze({
  fill,
  assign,
  table,
  gather,
  add,
  matVec,
  sparseMatVec,
  convolve,
  neurons,
  filter,
  call,
  softmax,
  argmax,
  maxPool,
}) satisfies Kernels;
