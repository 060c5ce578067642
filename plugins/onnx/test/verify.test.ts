import { UnsupportedError, ValidationError } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import type { OnnxInput } from '../src/index.js';
import { verifyOnnx } from '../src/verify/index.js';
import { floatTensor, intsAttribute, model, valueInfo } from './encode.js';
import { ramp, smallNetwork } from './models.js';
import { hasMnist, mnist, modelBytes } from './shared.js';

const convolution = model({
  opset: 9,
  irVersion: 4,
  initializers: [floatTensor('w', [2, 1, 3, 3], ramp([18]).data)],
  inputs: [valueInfo('x', ['batch', 1, 5, 5])],
  outputs: [valueInfo('y', ['batch', 2, 3, 3])],
  nodes: [
    { op: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['c'], attributes: [intsAttribute('kernel_shape', [3, 3])] },
    { op: 'Relu', name: 'relu', inputs: ['c'], outputs: ['y'] },
  ],
});

describe('verification with onnxjs', () => {
  it('agrees on every image of a batch, although onnxjs itself convolves only the first', async () => {
    const result = await verifyOnnx(convolution, { runtime: 'onnxjs', inputs: new Map([['x', ramp([3, 1, 5, 5])]]) });
    expect(result.maxDifference).toBeLessThan(1e-5);
    expect(result.outputs.get('y')?.shape).toEqual([3, 2, 3, 3]);
  });

  it('leaves no trace in the process', async () => {
    const events = ['uncaughtException', 'unhandledRejection'];
    const before = events.map(event => process.listenerCount(event));
    const fetchBefore = globalThis.fetch;
    await verifyOnnx(convolution, { runtime: 'onnxjs', inputs: new Map([['x', ramp([1, 1, 5, 5])]]) });
    expect(events.map(event => process.listenerCount(event))).toEqual(before);
    expect(globalThis.fetch).toBe(fetchBefore);
  });

  it('is given up after the time limit', async () => {
    const inputs = new Map([['x', ramp([1, 1, 5, 5])]]);
    await expect(verifyOnnx(convolution, { runtime: 'onnxjs', inputs, timeLimit: 0.001 })).rejects.toThrow(
      /onnxjs thread did not answer within 0.001 s/,
    );
  });

  it('is refused for newer opsets and operators that onnxjs lacks, each named', async () => {
    const attempt = verifyOnnx(smallNetwork(), { runtime: 'onnxjs', inputs: new Map([['image', ramp([1, 1, 4, 4])]]) });
    await expect(attempt).rejects.toThrow(UnsupportedError);
    await expect(attempt).rejects.toThrow(/opset 12; operators Conv, Relu, Shape.*opset 12 > 10.*operator Shape is missing/);
  });

  it('checks inputs before it starts', async () => {
    const attempt = verifyOnnx(convolution, { runtime: 'onnxjs', inputs: new Map([['x', ramp([1, 1, 4, 5])]]) });
    await expect(attempt).rejects.toThrow(ValidationError);
  });

  const dropoutDifference = async (images: OnnxInput): Promise<number> => {
    const result = await verifyOnnx(modelBytes('mlp_dropout'), { runtime: 'onnxjs', inputs: new Map([['input', images]]) });
    expect(result.outputs.get('output')?.shape).toEqual([4, 10]);
    expect(result.maxDifference).toBeGreaterThan(0);
    return result.maxDifference;
  };

  it('agrees on the dropout network of opset 9 within 1e-4, on made-up images', async () => {
    expect(await dropoutDifference(ramp([4, 1, 28, 28]))).toBeLessThan(1e-4);
  });

  it.skipIf(!hasMnist)('agrees on the dropout network of opset 9 within 1e-4, on MNIST images', async () => {
    expect(await dropoutDifference(mnist(8000, 8004, 0, 1))).toBeLessThan(1e-4);
  });

  it('refuses the digits network of opset 13 by name', async () => {
    const attempt = verifyOnnx(modelBytes('digits_cnn'), { runtime: 'onnxjs', inputs: new Map([['input', ramp([1, 1, 8, 8])]]) });
    await expect(attempt).rejects.toThrow(
      /opset 13; operators Conv, Relu, Constant, Pad.*opset 13 > 10.*operator Pad is there for opsets 2 to 10/,
    );
  });
});
