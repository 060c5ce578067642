import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { memory as accounts, backend, getKernel, setBackend, type TensorInfo, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { convolve, convolveInput, convolveKernel } from '../src/kernels/convolution.js';
import { product, productInput, productWeights, transposeValues } from '../src/kernels/mat-mul.js';
import { compute, type Memory } from '../src/kernels/memory.js';
import type { Geometry } from '../src/kernels/patches.js';
import { startDevice } from '../src/setup/device.js';
import { geometry } from './geometry.js';
import { randoms } from './nets.js';

const cases: readonly (readonly [string, number, Geometry])[] = [
  ['3×3, valid', 3, geometry([7, 7, 2], 4, [3, 3], [1, 1], [0, 0, 0, 0])],
  ['3×3, stride 2, one row of the input unused', 2, geometry([8, 8, 3], 5, [3, 3], [2, 2], [0, 0, 0, 0])],
  ['3×3, padded on all sides', 2, geometry([6, 5, 3], 2, [3, 3], [1, 1], [1, 1, 1, 1])],
  ['5×2, uneven pads, strides 3 and 1', 2, geometry([11, 6, 1], 3, [5, 2], [3, 1], [2, 1, 0, 1])],
  ['1×1, stride 2', 4, geometry([5, 9, 3], 2, [1, 1], [2, 2], [0, 0, 0, 0])],
  ['kernel as large as the image', 1, geometry([4, 4, 2], 3, [4, 4], [1, 1], [0, 0, 0, 0])],
];

const run = (kernel: (memory: Memory) => TensorInfo): Float32Array =>
  tidy(() => {
    const values = compute(kernel).dataSync();
    if (values instanceof Float32Array) return values;
    throw new Error('not float32');
  });

const farthest = (a: Float32Array, b: ArrayLike<number>): number => {
  const scale = Array.from(b).reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  expect(a.length).toBe(b.length);
  return a.reduce((worst, x, k) => Math.max(worst, Math.abs(x - (b[k] ?? Number.NaN))), 0) / scale;
};

/** What the cpu backend's own kernel makes of these inputs. */
async function stock(
  name: string,
  inputs: Record<string, { values: Float64Array; shape: number[] }>,
  attrs: Record<string, number[] | number[][] | string>,
): Promise<ArrayLike<number>> {
  await setBackend('cpu');
  const cpu = backend();
  if (!(cpu instanceof MathBackendCPU)) throw new Error('no cpu backend');
  const infos = Object.fromEntries(
    Object.entries(inputs).map(([key, { values, shape }]) => [key, cpu.makeTensorInfo(shape, 'float32', Float32Array.from(values))]),
  );
  const result = getKernel(name, 'cpu').kernelFunc({ inputs: infos, backend: cpu, attrs });
  const info = Array.isArray(result) ? result[0] : result;
  const values: unknown = info ? cpu.data.get(info.dataId).values : null;
  if (!(values instanceof Float32Array)) throw new Error(`${name} gave no float32 values`);
  return values;
}

beforeEach(async () => {
  await startDevice({ device: 'cpu' });
  await startDevice();
});

describe.each(cases)('convolution %s', (_, items, g) => {
  const sizes = {
    x: items * g.height * g.width * g.channels,
    w: g.kernel[0] * g.kernel[1] * g.channels * g.filters,
    y: items * g.outHeight * g.outWidth * g.filters,
  };
  const x = { values: randoms(sizes.x, 1), shape: [items, g.height, g.width, g.channels] };
  const filter = { values: randoms(sizes.w, 2), shape: [...g.kernel, g.channels, g.filters] };
  const dy = { values: randoms(sizes.y, 3), shape: [items, g.outHeight, g.outWidth, g.filters] };
  const attrs = {
    strides: [...g.strides],
    pad: [[0, 0], [...g.padding[0]], [...g.padding[1]], [0, 0]],
    dataFormat: 'NHWC',
    dilations: [1, 1],
  };
  const ours = (kernel: typeof convolve, a: Float64Array, b: Float64Array): Float32Array =>
    tidy(() => {
      const left = tensor1d(Float32Array.from(a));
      const right = tensor1d(Float32Array.from(b));
      return run(memory => kernel(memory, left, right, g, items));
    });

  it('agrees with the cpu backend forward, in the kernel and in the input', async () => {
    expect((await startDevice()).name).toBe('wasm');
    const y = ours(convolve, x.values, filter.values);
    const dw = ours(convolveKernel, dy.values, x.values);
    const dx = ours(convolveInput, dy.values, filter.values);
    expect(farthest(y, await stock('Conv2D', { x, filter }, attrs))).toBeLessThan(1e-5);
    expect(farthest(dw, await stock('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: filter.shape }))).toBeLessThan(1e-5);
    expect(farthest(dx, await stock('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: x.shape }))).toBeLessThan(1e-5);
  });
});

it.each([
  [1, 1, 1],
  [3, 5, 7],
  [33, 65, 40],
  [2, 300, 1],
])('products of %i rows, %i in and %i out agree with sums in float64', async (rows, sizeIn, sizeOut) => {
  const x = randoms(rows * sizeIn, 4);
  const w = randoms(sizeOut * sizeIn, 5);
  const dy = randoms(rows * sizeOut, 6);
  const sums = (n: number, m: number, k: number, a: (i: number, l: number) => number, b: (l: number, j: number) => number): Float64Array =>
    Float64Array.from({ length: n * m }, (_, at) =>
      Array.from({ length: k }, (__, l) => a(Math.floor(at / m), l) * b(l, at % m)).reduce((s, t) => s + t, 0),
    );
  const X = (r: number, i: number) => x[r * sizeIn + i] ?? 0;
  const W = (o: number, i: number) => w[o * sizeIn + i] ?? 0;
  const D = (r: number, o: number) => dy[r * sizeOut + o] ?? 0;
  const sizes = { rows, sizeIn, sizeOut };
  for (const device of ['wasm', 'cpu'] as const) {
    await startDevice({ device });
    tidy(() => {
      const [a, b, d] = [
        tensor2d(Float32Array.from(x), [rows, sizeIn]),
        tensor1d(Float32Array.from(w)),
        tensor2d(Float32Array.from(dy), [rows, sizeOut]),
      ];
      if (!a || !b || !d) throw new Error('no tensors');
      expect(
        farthest(
          run(m => product(m, a, b, sizes)),
          sums(rows, sizeOut, sizeIn, X, (l, j) => W(j, l)),
        ),
      ).toBeLessThan(1e-5);
      expect(
        farthest(
          run(m => productInput(m, d, b, sizes)),
          sums(rows, sizeIn, sizeOut, D, W),
        ),
      ).toBeLessThan(1e-5);
      expect(
        farthest(
          run(m => productWeights(m, d, a, sizes)),
          sums(sizeOut, sizeIn, rows, (o, r) => D(r, o), X),
        ),
      ).toBeLessThan(1e-5);
    });
  }
});

it('transposes matrices whose sides are no multiple of its blocks', () => {
  const source = Float32Array.from(randoms(67 * 35, 9));
  const there = new Float32Array(67 * 35);
  const back = new Float32Array(67 * 35);
  transposeValues(source, 67, 35, there);
  transposeValues(there, 35, 67, back);
  expect(there[35 - 1]).not.toBe(source[35 - 1]);
  expect(there[2 * 67 + 5]).toBe(source[5 * 35 + 2]);
  expect(back).toEqual(source);
});

it('leaves no tensor and no memory of the backend behind', async () => {
  await startDevice();
  const [, items, g] = cases[1] ?? [];
  if (!g || !items) throw new Error('no case');
  const wasm: unknown = backend();
  const buffers = () =>
    typeof wasm === 'object' && wasm !== null && 'numDataIds' in wasm && typeof wasm.numDataIds === 'function'
      ? Number(wasm.numDataIds())
      : Number.NaN;
  const before = [accounts().numTensors, buffers()];
  expect(before[1]).toBeGreaterThanOrEqual(0);
  tidy(() => {
    const x = tensor1d(new Float32Array(items * g.height * g.width * g.channels));
    const w = tensor1d(new Float32Array(g.kernel[0] * g.kernel[1] * g.channels * g.filters));
    const dy = tensor1d(new Float32Array(items * g.outHeight * g.outWidth * g.filters));
    run(m => convolve(m, x, w, g, items));
    run(m => convolveKernel(m, dy, x, g, items));
    run(m => convolveInput(m, dy, w, g, items));
  });
  expect([accounts().numTensors, buffers()]).toEqual(before);
});
