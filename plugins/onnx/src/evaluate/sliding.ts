import { UnsupportedError } from '@rheobase/core';
import { nodeTitle } from '../graph/title.js';
import type { OnnxNode } from '../read/model.js';
import { intAttribute, intsAttribute, stringAttribute } from './attributes.js';
import type { Sliding, Triple } from './kernels/convolve.js';
import { nodeFault, type OperatorCall } from './operator.js';

/** A sliding window with what the result needs beside it. */
export interface SlidingPlan {
  readonly sliding: Sliding;
  /** Sizes of the result along the spatial axes. */
  readonly outputSizes: readonly number[];
  /** Data and padding on both sides, per axis. */
  readonly extents: Triple;
}

const autoPads = ['NOTSET', 'SAME_UPPER', 'SAME_LOWER', 'VALID'];

/** Refuses values of `auto_pad` that do not exist. */
export const refuseAutoPad = (node: OnnxNode): string | undefined => {
  const found = stringAttribute({ node }, 'auto_pad', 'NOTSET');
  return autoPads.includes(found) ? undefined : `auto_pad "${found}" (known: ${autoPads.join(', ')})`;
};

/** Works out a window sliding over an input `(batch, channels, …space)` from the attributes that convolution and pooling share. */
export const planSliding = (call: OperatorCall, shape: readonly number[], kernel: readonly number[]): SlidingPlan => {
  const [batch = 0, channels = 0, ...space] = shape;
  const rank = space.length;
  if (shape.length < 3 || kernel.length !== rank) {
    throw nodeFault(call, `slides a window of ${kernel.length} dimensions over data of shape [${shape.join(', ')}]`, shape);
  }
  if (rank > 3) {
    throw new UnsupportedError(`In the ONNX graph, ${nodeTitle(call.node)} has ${rank} spatial axes; 1 to 3 are supported.`, {
      code: 'too-many-axes',
      given: rank,
      allowed: '1 to 3',
    });
  }
  const ones = kernel.map(() => 1);
  const strides = axesAttribute(call, 'strides', rank, 1) ?? ones;
  const dilations = axesAttribute(call, 'dilations', rank, 1) ?? ones;
  const given = axesAttribute(call, 'pads', 2 * rank, 0) ?? [...ones, ...ones].map(() => 0);
  const autoPad = stringAttribute(call, 'auto_pad', 'NOTSET');
  const ceiling = intAttribute(call, 'ceil_mode', 0) === 1;
  const round = ceiling ? Math.ceil : Math.floor;
  const axes = space.map((size, axis) => {
    const stride = strides[axis] ?? 1;
    const extent = ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
    const pads =
      autoPad === 'NOTSET' ? ([given[axis] ?? 0, given[axis + rank] ?? 0] as const) : automaticPads(autoPad, size, stride, extent);
    const padded = size + pads[0] + pads[1];
    let output = padded < extent ? 0 : round((padded - extent) / stride) + 1;
    // Rounding up must not add a window that would start in the padding behind the data.
    if (ceiling && output > 0 && (output - 1) * stride >= size + pads[0]) output--;
    return { size, stride, extent, pads, padded, output };
  });
  const small = axes.find(({ output }) => output < 1);
  if (small !== undefined) throw nodeFault(call, `slides a window of extent ${small.extent} over ${small.padded} elements`, shape);
  return {
    sliding: {
      batch,
      channels,
      input: triple(space, 1),
      output: triple(
        axes.map(({ output }) => output),
        1,
      ),
      kernel: triple(kernel, 1),
      strides: triple(strides, 1),
      dilations: triple(dilations, 1),
      pads: triple(
        axes.map(({ pads }) => pads[0]),
        0,
      ),
    },
    outputSizes: axes.map(({ output }) => output),
    extents: triple(
      axes.map(({ padded }) => padded),
      1,
    ),
  };
};

/** Padding that keeps ceil(size / stride) outputs; the odd element goes behind (UPPER) or before (LOWER). */
const automaticPads = (mode: string, size: number, stride: number, extent: number): readonly [number, number] => {
  if (mode === 'VALID') return [0, 0];
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);
  const less = Math.floor(total / 2);
  return mode === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
};

const axesAttribute = (call: OperatorCall, name: string, length: number, least: number): readonly number[] | undefined => {
  const found = intsAttribute(call, name);
  if (found === undefined || found.length === 0) return undefined;
  if (found.length === length && found.every(value => value >= least && value < 2 ** 31)) return found;
  throw nodeFault(call, `has ${name} [${found.join(', ')}], but needs ${length} integers of at least ${least}`, found);
};

const triple = (values: readonly number[], filler: number): Triple => {
  const [d, h, w] = [...Array.from({ length: 3 - values.length }, () => filler), ...values];
  return [d ?? filler, h ?? filler, w ?? filler];
};

/** The attribute `kernel_shape`, positive throughout. */
export const kernelShape = (call: OperatorCall): readonly number[] | undefined => {
  const found = intsAttribute(call, 'kernel_shape');
  if (found?.some(size => size < 1 || size >= 2 ** 31))
    throw nodeFault(call, `has kernel_shape [${found.join(', ')}], which must be positive`, found);
  return found;
};
