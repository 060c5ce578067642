import type { Pad } from '@rheobase/core';
import type { SlidingPlan } from '../evaluate/sliding.js';
import { notImportable } from './step.js';

/** A window over one or two spatial axes, as transforms take it. */
export interface SpatialWindow {
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: readonly Pad[];
  /** Whether rounding up made room for windows that reach beyond the padding. */
  readonly beyond: boolean;
}

/** The window of a sliding operator, its padding chosen so that rounding down gives as many outputs as the operator makes. */
export const spatialWindow = ({ sliding, outputSizes, extents }: SlidingPlan, kernel: readonly number[]): SpatialWindow => {
  const rank = kernel.length;
  if (rank > 2) throw notImportable(`slides over ${rank} spatial axes; one or two can be imported`);
  const axes = kernel.map((cells, axis) => {
    const of = (values: readonly number[]): number => values[axis + 3 - rank] ?? 1;
    const [stride, dilation, before, size] = [of(sliding.strides), of(sliding.dilations), of(sliding.pads), of(sliding.input)];
    const extent = (cells - 1) * dilation + 1;
    const after = of(extents) - size - before;
    const outputs = outputSizes[axis] ?? 1;
    const made = Math.floor((size + before + after - extent) / stride) + 1;
    const needed = (outputs - 1) * stride + extent - size - before;
    return { stride, dilation, pad: [before, made === outputs ? after : needed] as const, beyond: made < outputs };
  });
  return {
    strides: axes.map(({ stride }) => stride),
    dilations: axes.map(({ dilation }) => dilation),
    padding: axes.map(({ pad }) => pad),
    beyond: axes.some(({ beyond }) => beyond),
  };
};
