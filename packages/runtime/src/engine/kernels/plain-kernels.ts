import type { Kernels } from '../kernel.js';
import { call } from './call.js';
import { convolve } from './convolve.js';
import { filter } from './filter.js';
import { learn } from './learn.js';
import { matVec, sparseMatVec, weigh } from './matrix.js';
import { neurons } from './neurons/neurons.js';
import { argmax, maxPool, softmax } from './nodes.js';
import { noise, process } from './process.js';
import { add, assign, fill, gather, table } from './signals.js';

/** Every operator there is (the type holds this list to it), in float64, in plain TypeScript: the definition of what a Program means. */
export const plainKernels = Object.freeze({
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
}) satisfies Required<Kernels>;
