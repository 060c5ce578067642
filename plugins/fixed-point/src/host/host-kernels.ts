import type { Kernels } from '@rheobase/runtime';
import { add, assign, fill, gather, table } from './kernels/carry.js';
import { convolve, matVec, sparseMatVec } from './kernels/linear.js';
import { neurons } from './kernels/neurons.js';
import { argmax, call, filter, softmax } from './kernels/nodes.js';

/** What the host beside the chip computes, in float64: inputs, encoding layers, read-outs and probe filters. */
export const hostKernels: Kernels = {
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
};
