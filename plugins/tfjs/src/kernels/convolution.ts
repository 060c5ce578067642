import type { TensorInfo } from '@tensorflow/tfjs-core';
import { matMul, transposed, transposeValues } from './mat-mul.js';
import { type Memory, shared, viewed } from './memory.js';
import { addPatches, type Geometry, patchColumns, patchCount, patchSize } from './patches.js';

/** Patches are laid out for at most this many elements at a time, so that large batches need no more memory (32 MB). */
const ROOM = 1 << 23;

const itemsAtOnce = (g: Geometry, items: number): number => Math.max(1, Math.min(items, Math.floor(ROOM / (patchCount(g) * patchSize(g)))));

/** Convolution of x (items, height width channels) with a kernel (y, x, channels, filters): (items, outputs filters). */
export function convolve(memory: Memory, x: TensorInfo, kernel: TensorInfo, g: Geometry, items: number): TensorInfo {
  const out = memory.kernel(
    'Conv2D',
    {
      x: viewed(x, [items, g.height, g.width, g.channels]),
      filter: viewed(kernel, [g.kernel[0], g.kernel[1], g.channels, g.filters]),
    },
    {
      strides: [...g.strides],
      pad: [[0, 0], [...g.padding[0]], [...g.padding[1]], [0, 0]],
      dataFormat: 'NHWC',
      dilations: [...g.dilations],
    },
  );
  return viewed(out, [items, patchCount(g) * g.filters]);
}

/** Items `from` to `to` of x (items, size) as a tensor of their own; x itself, to be shared, where that is all of it. */
function part(memory: Memory, x: TensorInfo, size: number, from: number, to: number, items: number): TensorInfo {
  if (to - from === items) return shared(memory, x);
  const out = memory.allocate([to - from, size]);
  memory.values(out).set(memory.values(x).subarray(from * size, to * size));
  return out;
}

/** Gradient with respect to the kernel, flat: patches as columns, times dy. */
export function convolveKernel(memory: Memory, dy: TensorInfo, x: TensorInfo, g: Geometry, items: number): TensorInfo {
  const size = patchSize(g);
  const cells = g.height * g.width;
  const total = new Float32Array(size * g.filters);
  const step = itemsAtOnce(g, items);
  for (let from = 0; from < items; from += step) {
    const to = Math.min(from + step, items);
    const count = (to - from) * patchCount(g);
    const planes = memory.allocate([g.channels, (to - from) * cells]);
    const columns = memory.allocate([size, count]);
    const rows = memory.values(x).subarray(from * cells * g.channels, to * cells * g.channels);
    transposeValues(rows, (to - from) * cells, g.channels, memory.values(planes));
    patchColumns(memory.values(planes), g, to - from, memory.values(columns));
    const slopes = part(memory, dy, patchCount(g) * g.filters, from, to, items);
    const gradient = matMul(memory, columns, slopes, size, count, g.filters);
    const values = memory.values(gradient);
    for (let i = 0; i < total.length; i++) total[i] = total[i]! + values[i]!;
    for (const used of [planes, columns, slopes, gradient]) memory.free(used);
  }
  const out = memory.allocate([total.length]);
  memory.values(out).set(total);
  return out;
}

/** Gradient with respect to x: dy times the transposed kernel gives patches, which are added back to their places. */
export function convolveInput(memory: Memory, dy: TensorInfo, kernel: TensorInfo, g: Geometry, items: number): TensorInfo {
  const size = patchSize(g);
  const width = g.height * g.width * g.channels;
  const out = memory.allocate([items, width]);
  memory.values(out).fill(0);
  const turned = transposed(memory, kernel, size, g.filters);
  const step = itemsAtOnce(g, items);
  for (let from = 0; from < items; from += step) {
    const to = Math.min(from + step, items);
    const count = (to - from) * patchCount(g);
    const slopes = part(memory, dy, patchCount(g) * g.filters, from, to, items);
    const patches = matMul(memory, slopes, turned, count, g.filters, size);
    addPatches(memory.values(patches), g, from, to, memory.values(out));
    for (const used of [slopes, patches]) memory.free(used);
  }
  memory.free(turned);
  return out;
}
