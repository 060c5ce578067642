import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { convolveInput, convolveKernel } from '../src/kernels/convolution.js';
import { compute } from '../src/kernels/memory.js';
import { startDevice } from '../src/setup/device.js';
import { geometry } from './geometry.js';
import { randoms } from './nets.js';

it('a batch whose patches do not fit at once has the gradients of its items', async () => {
  await startDevice();
  const items = 13;
  const g = geometry([64, 64, 8], 2, [5, 5], [1, 1], [2, 2, 2, 2]);
  const [sizeX, sizeY] = [64 * 64 * 8, 64 * 64 * 2];
  const x = Float32Array.from(randoms(items * sizeX, 1));
  const dy = Float32Array.from(randoms(items * sizeY, 2));
  const w = Float32Array.from(randoms(25 * 8 * 2, 3));
  const gradients = (from: number, to: number) =>
    tidy(() => {
      const [a, b, c] = [x.subarray(from * sizeX, to * sizeX), dy.subarray(from * sizeY, to * sizeY), w].map(values => tensor1d(values));
      if (!a || !b || !c) throw new Error('no tensors');
      return {
        dw: compute(m => convolveKernel(m, b, a, g, to - from)).dataSync(),
        dx: compute(m => convolveInput(m, b, c, g, to - from)).dataSync(),
      };
    });
  const whole = gradients(0, items);
  const sum = new Float64Array(w.length);
  for (let item = 0; item < items; item++) {
    const { dw, dx } = gradients(item, item + 1);
    dw.forEach((value, k) => {
      sum[k] = (sum[k] ?? 0) + value;
    });
    const worst = Array.from(dx).reduce(
      (most, value, k) => Math.max(most, Math.abs(value - (whole.dx[item * sizeX + k] ?? Number.NaN))),
      0,
    );
    expect(worst).toBeLessThan(1e-4);
  }
  const scale = sum.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  whole.dw.forEach((value, k) => {
    expect(Math.abs(value - (sum[k] ?? Number.NaN)) / scale).toBeLessThan(1e-4);
  });
});
