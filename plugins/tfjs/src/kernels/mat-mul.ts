import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Memory, viewed } from './memory.js';

const BLOCK = 32;

/** target (columns, rows) = transpose of source (rows, columns), block by block so that both stay in the cache. */
export function transposeValues(source: Float32Array, rows: number, columns: number, target: Float32Array): void {
  for (let top = 0; top < rows; top += BLOCK) {
    const bottom = Math.min(top + BLOCK, rows);
    for (let left = 0; left < columns; left += BLOCK) {
      const right = Math.min(left + BLOCK, columns);
      for (let column = left; column < right; column++) {
        for (let row = top; row < bottom; row++) target[column * rows + row] = source[row * columns + column]!;
      }
    }
  }
}

/** A new matrix (columns, rows). The wasm backend multiplies transposed operands at a twentieth of its speed, so they are turned first. */
export function transposed(memory: Memory, x: TensorInfo, rows: number, columns: number): TensorInfo {
  const out = memory.allocate([columns, rows]);
  transposeValues(memory.values(viewed(x, [rows * columns])), rows, columns, memory.values(out));
  return out;
}

/** (n, k) times (k, m). */
export function matMul(memory: Memory, a: TensorInfo, b: TensorInfo, n: number, k: number, m: number): TensorInfo {
  const product = memory.kernel(
    'BatchMatMul',
    { a: viewed(a, [1, n, k]), b: viewed(b, [1, k, m]) },
    { transposeA: false, transposeB: false },
  );
  return viewed(product, [n, m]);
}

/** Sizes of a product x Wᵀ: x (rows, sizeIn), W (sizeOut, sizeIn). */
export interface ProductSizes {
  readonly rows: number;
  readonly sizeIn: number;
  readonly sizeOut: number;
}

/** x Wᵀ, (rows, sizeOut). */
export function product(memory: Memory, x: TensorInfo, weights: TensorInfo, { rows, sizeIn, sizeOut }: ProductSizes): TensorInfo {
  const turned = transposed(memory, weights, sizeOut, sizeIn);
  const out = matMul(memory, x, turned, rows, sizeIn, sizeOut);
  memory.free(turned);
  return out;
}

/** Gradient with respect to x: dy W. */
export const productInput = (memory: Memory, dy: TensorInfo, weights: TensorInfo, { rows, sizeIn, sizeOut }: ProductSizes): TensorInfo =>
  matMul(memory, dy, weights, rows, sizeOut, sizeIn);

/** Gradient with respect to W: dyᵀ x, flat. */
export function productWeights(memory: Memory, dy: TensorInfo, x: TensorInfo, { rows, sizeIn, sizeOut }: ProductSizes): TensorInfo {
  const turned = transposed(memory, dy, rows, sizeOut);
  const out = matMul(memory, turned, x, sizeOut, rows, sizeIn);
  memory.free(turned);
  return viewed(out, [sizeOut * sizeIn]);
}
