import { type FamilyRecord, family } from '../record/family.js';
import { sizeOf } from '../tensor.js';
import { convolution } from './convolution.js';
import { convolutionTranspose } from './convolution-transpose.js';
import { dense, indices, scale, sparse } from './matrices.js';
import { pooling } from './pooling.js';
import type { Weights } from './weights.js';

/** Every kind of transform. */
export const transforms = family('transform', [dense, scale, sparse, indices, convolution, convolutionTranspose, pooling], {
  such: 'dense([[…]])',
  remedy: () => 'wrap a matrix in dense(), or give a number that multiplies',
});

/** A linear map that a connection applies. `A` is how an array is held: weights in a Network, a tensor id in a Model. */
export type TransformRecord<A = Weights> = FamilyRecord<typeof transforms, { tensor: A }>;

/** Number of elements that go in and come out. */
export function transformSizes(transform: TransformRecord<unknown>): { readonly sizeIn: number; readonly sizeOut: number } {
  if ('inputShape' in transform) return { sizeIn: sizeOf(transform.inputShape), sizeOut: sizeOf(transform.outputShape) };
  return 'size' in transform ? { sizeIn: transform.size, sizeOut: transform.size } : transform;
}
