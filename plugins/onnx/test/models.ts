import { floatTensor, int64Tensor, intAttribute, intsAttribute, model, valueInfo } from './encode.js';

/** Convolution, ReLU, a Shape → Gather → Concat chain into Reshape, and a dense layer, on images of 1 × 4 × 4. */
export const smallNetwork = (): Uint8Array =>
  model({
    opset: 12,
    initializers: [
      floatTensor(
        'kernel',
        [2, 1, 3, 3],
        Array.from({ length: 18 }, (_, i) => (i % 5) - 2),
      ),
      floatTensor('bias', [2], [0.5, -0.5]),
      floatTensor(
        'dense',
        [3, 8],
        Array.from({ length: 24 }, (_, i) => ((i * 7) % 11) / 11 - 0.5),
      ),
      int64Tensor('zero', [0]),
      int64Tensor('rest', [-1]),
    ],
    inputs: [valueInfo('image', ['batch', 1, 4, 4])],
    outputs: [valueInfo('logits', ['batch', 3])],
    nodes: [
      {
        op: 'Conv',
        name: 'conv',
        inputs: ['image', 'kernel', 'bias'],
        outputs: ['map'],
        attributes: [intsAttribute('kernel_shape', [3, 3])],
      },
      { op: 'Relu', name: 'relu', inputs: ['map'], outputs: ['rates'] },
      { op: 'Shape', inputs: ['rates'], outputs: ['sizes'] },
      { op: 'Gather', inputs: ['sizes', 'zero'], outputs: ['first'], attributes: [intAttribute('axis', 0)] },
      { op: 'Concat', inputs: ['first', 'rest'], outputs: ['target'], attributes: [intAttribute('axis', 0)] },
      { op: 'Reshape', name: 'flat', inputs: ['rates', 'target'], outputs: ['features'] },
      { op: 'Gemm', name: 'read-out', inputs: ['features', 'dense'], outputs: ['logits'], attributes: [intAttribute('transB', 1)] },
    ],
  });

export const ramp = (shape: readonly number[]) => ({
  shape,
  data: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 13) % 17) / 8 - 1),
});
