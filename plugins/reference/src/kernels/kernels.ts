import type { Kernels } from '@rheobase/runtime';
import { convolve } from './convolve.js';
import { filter } from './filter.js';
import { learn } from './learn.js';
import { matVec, sparseMatVec, weigh } from './matrix.js';
import { neurons } from './neurons/neurons.js';
import { argmax, call, maxPool, softmax } from './nodes.js';
import { noise, process } from './process.js';
import { add, assign, fill, gather, table } from './signals.js';

/** Every operator in float64: the definition of what a Program means. */
export const referenceKernels = Object.freeze({
  fill,
  assign,
  table,
  gather,
  add,
  matVec,
  weigh,
  sparseMatVec,
  convolve,
  neurons,
  filter,
  learn,
  call,
  noise,
  process,
  softmax,
  argmax,
  maxPool,
}) satisfies Kernels;
