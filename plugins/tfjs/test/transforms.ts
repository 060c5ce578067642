import { convolution, convolutionTranspose, dense, indices, pooling, scale, sparse, type TransformRecord, uniform } from '@rheobase/core';

export const init = uniform(-1, 1);

/** Transforms with weights: name, record, sizes in and out. */
export const transforms: readonly (readonly [string, TransformRecord, number, number])[] = [
  ['dense', dense({ shape: [3, 5], init }), 5, 3],
  ['scale by one number', scale(0.7, 4), 4, 4],
  ['scale of each element', scale([1, -2, 0.5]), 3, 3],
  ['sparse', sparse({ shape: [3, 4], rows: [0, 2, 2], columns: [1, 0, 3], values: [0.5, -1, 2] }), 4, 3],
  ['convolution, valid', convolution({ inputShape: [5, 4, 2], filters: 3, kernelSize: [3, 2] }), 40, 27],
  ['convolution, same, stride 2', convolution({ inputShape: [5, 5, 2], filters: 2, strides: 2, padding: 'same' }), 50, 18],
  [
    'convolution, uneven pads and strides',
    convolution({
      inputShape: [5, 6, 1],
      filters: 2,
      strides: [1, 3],
      padding: [
        [2, 0],
        [1, 2],
      ],
    }),
    30,
    30,
  ],
  [
    'convolution, dilated',
    convolution({
      inputShape: [7, 7, 2],
      filters: 2,
      dilations: 2,
      padding: [
        [1, 2],
        [0, 1],
      ],
    }),
    98,
    48,
  ],
  ['convolution, two groups', convolution({ inputShape: [4, 4, 4], filters: 6, groups: 2, padding: 'same' }), 64, 96],
  ['convolution, depthwise, channels first', convolution({ inputShape: [3, 4, 4], filters: 3, groups: 3, channelsLast: false }), 48, 12],
  ['convolution, channels first', convolution({ inputShape: [2, 5, 4], filters: 3, channelsLast: false }), 40, 18],
  ['convolution, transposed', convolutionTranspose({ inputShape: [3, 2, 2], filters: 3, kernelSize: [3, 2], strides: [2, 1] }), 12, 63],
  ['convolution, transposed, channels first', convolutionTranspose({ inputShape: [2, 4], filters: 1, channelsLast: false }), 8, 6],
  ['convolution over one axis', convolution({ inputShape: [9, 2], filters: 3, kernelSize: 4, strides: 2, padding: [[1, 0]] }), 18, 12],
];

/** Transforms without weights. */
export const fixed: readonly (readonly [string, TransformRecord, number, number])[] = [
  ['rearrangement', indices(4, [3, -1, 0, 0, 2]), 4, 5],
  ['sum pooling', pooling({ mode: 'sum', inputShape: [4, 5, 2], poolSize: 2, strides: 1 }), 40, 24],
  [
    'average pooling that counts padding',
    pooling({
      inputShape: [4, 4, 2],
      poolSize: 3,
      strides: 2,
      padding: [
        [1, 1],
        [1, 0],
      ],
      countPadding: true,
    }),
    32,
    16 / 2,
  ],
  [
    'average pooling that does not, channels first',
    pooling({ inputShape: [2, 4, 4], poolSize: 3, strides: 2, padding: 'same', channelsLast: false }),
    32,
    8,
  ],
  ['pooling over one axis', pooling({ inputShape: [6, 2], poolSize: 3 }), 12, 4],
];
