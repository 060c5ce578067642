import type { Code } from '../table/codes.js';
import { adapt, subtract } from './kernels/adaptation.js';
import { convolve, convolveEvents } from './kernels/convolve.js';
import { first, gain, ring, system, taps } from './kernels/filter.js';
import { above, absolute, cube, heaviside, norm, product, ramp, sinPi, square, total } from './kernels/functions.js';
import { integrateAndFire } from './kernels/integrate-and-fire.js';
import { izhikevich } from './kernels/izhikevich.js';
import { bcm, oja, pes, rls, voja } from './kernels/learn.js';
import { lif, lifShort } from './kernels/lif.js';
import { dot, dotEvents, matVec, matVecEvents, weigh, weighEvents } from './kernels/matrix.js';
import { argmax, maxPool, softmax } from './kernels/nodes.js';
import { exponentialNoise, gaussianNoise, uniformNoise } from './kernels/random.js';
import { lifRate, relu, sigmoid, softLif, tanh } from './kernels/rates.js';
import { addAll, addRange, addScaled, addSome, assign, copy, fill, gather, input, record, sum, table } from './kernels/signals.js';
import { sparseEvents, sparseRows } from './kernels/sparse.js';
import { poissonSpikes, regularSpikes, spikingRelu, stochasticSpikes } from './kernels/spikes.js';
import type { Twin } from './tape.js';

/** Every record in plain TypeScript: the same operations in the same order as in the module, so the same bits, in both precisions. */
export const twins: Readonly<Record<Code, Twin>> = Object.freeze({
  fill,
  assign,
  table,
  input,
  record,
  gather,
  copy,
  addAll,
  addScaled,
  addRange,
  addSome,
  sum,
  matVec,
  matVecEvents,
  dot,
  dotEvents,
  gain,
  first,
  system,
  taps,
  ring,
  lif,
  lifShort,
  weigh,
  weighEvents,
  sparseRows,
  sparseEvents,
  convolve,
  convolveEvents,
  pes,
  spikingRelu,
  integrateAndFire,
  lifRate,
  softLif,
  relu,
  sigmoid,
  tanh,
  izhikevich,
  subtract,
  adapt,
  regularSpikes,
  stochasticSpikes,
  poissonSpikes,
  rls,
  bcm,
  oja,
  voja,
  softmax,
  argmax,
  maxPool,
  gaussianNoise,
  uniformNoise,
  square,
  cube,
  abs: absolute,
  sinPi,
  heaviside,
  ramp,
  above,
  product,
  total,
  norm,
  exponentialNoise,
});
