import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { columnDots, columnSums, gatherColumns, scaleColumns, scatterColumns, shiftColumns } from '../kernels/columns.js';
import { convolve, convolveInput, convolveKernel } from '../kernels/convolution.js';
import { applyEntries, type EntryList, entriesInput, entriesWeights } from '../kernels/entries.js';
import { product, productInput, productWeights } from '../kernels/mat-mul.js';
import { type Memory, shared, viewed } from '../kernels/memory.js';
import type { Geometry } from '../kernels/patches.js';
import { type Flow, operation } from './operation.js';

const rowsOf = (tensor: Tensor): number => tensor.shape[0] ?? 1;
const sizeIn = (tensor: Tensor): number => tensor.shape[1] ?? 1;

/** The saved tensor number `k`; operations save what they read, so it is there. */
function at<T>(saved: readonly T[], k: number): T {
  const found = saved[k];
  if (found !== undefined) return found;
  throw new RangeError(`an operation reads saved tensor ${k}, but saved ${saved.length}`);
}

/** a + b, element by element. */
export const sum = (a: Flow, b: Flow): Flow =>
  operation(
    memory => memory.kernel('Add', { a: a.tensor, b: b.tensor }, {}),
    [a, b].map(flow => ({ flow, gradient: (memory, dy) => shared(memory, dy) })),
  );

/** x Wᵀ for weights (sizeOut, sizeIn). */
export function multiplied(x: Flow, weights: Flow, sizeOut: number): Flow {
  const sizes = { rows: rowsOf(x.tensor), sizeIn: sizeIn(x.tensor), sizeOut };
  return operation(
    memory => product(memory, x.tensor, weights.tensor, sizes),
    [
      { flow: x, gradient: (memory, dy, saved) => productInput(memory, dy, at(saved, 1), sizes) },
      { flow: weights, gradient: (memory, dy, saved) => productWeights(memory, dy, at(saved, 0), sizes) },
    ],
    () => [x.tensor, weights.tensor],
  );
}

/** x times factors whose pattern repeats along the columns. */
export function scaled(x: Flow, factors: Flow): Flow {
  const rows = rowsOf(x.tensor);
  const size = sizeIn(x.tensor);
  const period = factors.tensor.size;
  return operation(
    memory => scaleColumns(memory, x.tensor, factors.tensor, rows, size, period),
    [
      { flow: x, gradient: (memory, dy, saved) => scaleColumns(memory, dy, at(saved, 1), rows, size, period) },
      { flow: factors, gradient: (memory, dy, saved) => columnDots(memory, at(saved, 0), dy, rows * size, period) },
    ],
    () => [x.tensor, factors.tensor],
  );
}

/** A flat parameter times one constant factor. */
export function scaledParameter(x: Flow, factor: Flow): Flow {
  const { size } = x.tensor;
  const times = (memory: Memory, y: TensorInfo): TensorInfo => viewed(scaleColumns(memory, y, factor.tensor, 1, size, 1), [size]);
  return operation(memory => times(memory, x.tensor), [{ flow: x, gradient: (memory, dy) => times(memory, dy) }]);
}

/** x plus terms whose pattern repeats along the columns. */
export function shifted(x: Flow, terms: Flow): Flow {
  const rows = rowsOf(x.tensor);
  const size = sizeIn(x.tensor);
  const period = terms.tensor.size;
  return operation(
    memory => shiftColumns(memory, x.tensor, terms.tensor, rows, size, period),
    [
      { flow: x, gradient: (memory, dy) => shared(memory, dy) },
      { flow: terms, gradient: (memory, dy) => columnSums(memory, dy, rows * size, period) },
    ],
  );
}

/** Columns `places` of x; -1 gives zero. A flat parameter is taken as one row. */
export function gathered(x: Flow, places: Int32Array, flat = false): Flow {
  const rows = flat ? 1 : rowsOf(x.tensor);
  const size = x.tensor.size / rows;
  return operation(
    memory => viewed(gatherColumns(memory, x.tensor, rows, size, places), flat ? [places.length] : [rows, places.length]),
    [{ flow: x, gradient: (memory, dy) => viewed(scatterColumns(memory, dy, rows, size, places), flat ? [size] : [rows, size]) }],
  );
}

/** Zeros of `size` columns with x added at columns `places`. */
export function scattered(x: Flow, places: Int32Array, size: number): Flow {
  const rows = rowsOf(x.tensor);
  return operation(
    memory => scatterColumns(memory, x.tensor, rows, size, places),
    [{ flow: x, gradient: (memory, dy) => gatherColumns(memory, dy, rows, size, places) }],
  );
}

/** A matrix of few entries times every row of x. */
export function entered(x: Flow, weights: Flow, list: EntryList): Flow {
  const rows = rowsOf(x.tensor);
  return operation(
    memory => applyEntries(memory, x.tensor, weights.tensor, list, rows),
    [
      { flow: x, gradient: (memory, dy, saved) => entriesInput(memory, dy, at(saved, 1), list, rows) },
      { flow: weights, gradient: (memory, dy, saved) => entriesWeights(memory, dy, at(saved, 0), list, rows) },
    ],
    () => [x.tensor, weights.tensor],
  );
}

/** Convolution with the channels last. */
export function convolved(x: Flow, kernel: Flow, geometry: Geometry): Flow {
  const rows = rowsOf(x.tensor);
  return operation(
    memory => convolve(memory, x.tensor, kernel.tensor, geometry, rows),
    [
      { flow: x, gradient: (memory, dy, saved) => convolveInput(memory, dy, at(saved, 1), geometry, rows) },
      { flow: kernel, gradient: (memory, dy, saved) => convolveKernel(memory, dy, at(saved, 0), geometry, rows) },
    ],
    () => [x.tensor, kernel.tensor],
  );
}
