import {
  convolution,
  convolutionTranspose,
  dense,
  indices,
  pooling,
  scale,
  sparse,
  type TransformRecord,
  tensor,
  uniform,
} from '@rheobase/core';
import type { Choices } from './choices.js';

type Make = () => TransformRecord;

/** Windows along one axis that lead from one size to another. */
function windows(c: Choices, sizeIn: number, sizeOut: number): readonly [Make, ...Make[]] {
  const kernel = (...shape: readonly number[]) =>
    c.flag()
      ? tensor(
          shape,
          c.list(
            shape.reduce((a, b) => a * b),
            -0.5,
            0.5,
          ),
        )
      : uniform(-0.5, 0.5);
  const channelsLast = c.flag();
  const across = (length: number) => (channelsLast ? [length, 1] : [1, length]);
  // All of the input in one window, each output a filter; and the same the other way round.
  const whole: readonly [Make, Make] = [
    () =>
      convolution({
        inputShape: across(sizeIn),
        filters: sizeOut,
        kernelSize: [sizeIn],
        channelsLast,
        kernel: kernel(sizeIn, 1, sizeOut),
      }),
    () =>
      convolutionTranspose({
        inputShape: channelsLast ? [1, sizeIn] : [sizeIn, 1],
        filters: 1,
        kernelSize: [sizeOut],
        channelsLast,
        kernel: kernel(sizeOut, sizeIn, 1),
      }),
  ];
  if (sizeIn < sizeOut) {
    const kernelSize = [sizeOut - sizeIn + 1];
    return [
      ...whole,
      () => convolutionTranspose({ inputShape: across(sizeIn), filters: 1, kernelSize, channelsLast, kernel: kernel(...kernelSize, 1, 1) }),
    ];
  }
  const reach = [sizeIn - sizeOut + 1];
  return [
    ...whole,
    () => convolution({ inputShape: across(sizeIn), filters: 1, kernelSize: reach, channelsLast, kernel: kernel(...reach, 1, 1) }),
    () =>
      pooling({
        inputShape: across(sizeIn),
        poolSize: reach,
        strides: [1],
        channelsLast,
        mode: c.one(['sum', 'average']),
        countPadding: c.flag(),
      }),
  ];
}

/** Windows over two axes that keep the size. */
function padded(c: Choices, size: number): readonly [Make, ...Make[]] {
  const kernel = tensor([1, 2, 1, 1], c.list(2, -0.5, 0.5));
  const shared = { inputShape: [1, size, 1], filters: 1, kernelSize: [1, 2], padding: 'same', kernel } as const;
  return [
    () => convolution(shared),
    () => convolutionTranspose(shared),
    () => pooling({ inputShape: [1, size, 1], poolSize: [1, 2], strides: 1, padding: 'same', countPadding: c.flag() }),
  ];
}

/** A matrix of any kind, with small values so that loops stay bounded. */
export function transform(c: Choices, sizeIn: number, sizeOut: number): TransformRecord | number | undefined {
  const shape: readonly [number, number] = [sizeOut, sizeIn];
  const any = c.one<readonly [Make, ...Make[]]>([
    [() => dense(Array.from({ length: sizeOut }, () => c.list(sizeIn, -0.6, 0.6))), () => dense({ shape, init: uniform(-0.6, 0.6) })],
    [
      () =>
        indices(
          sizeIn,
          Array.from({ length: sizeOut }, () => c.whole(-1, sizeIn - 1)),
        ),
    ],
    [
      () => sparse({ shape, rows: [0, sizeOut - 1], columns: [sizeIn - 1, 0], values: c.list(2, -0.6, 0.6) }),
      () => sparse({ shape, rows: [0], columns: [sizeIn - 1], values: uniform(-0.6, 0.6) }),
    ],
    windows(c, sizeIn, sizeOut),
  ]);
  if (sizeIn !== sizeOut || c.flag()) return c.one(any)();
  return c.one<() => TransformRecord | number | undefined>([
    () => undefined,
    () => undefined,
    () => c.number(-0.6, 0.6),
    () => scale(c.list(sizeIn, -0.6, 0.6)),
    ...padded(c, sizeIn),
  ])();
}

/** A matrix for rates, which are large beside what ensembles represent. */
export const quiet = (c: Choices, sizeIn: number, sizeOut: number) =>
  dense(Array.from({ length: sizeOut }, () => c.list(sizeIn, -0.003, 0.003)));
