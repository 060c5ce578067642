import { UnsupportedError } from '@rheobase/core';
import type { Kernel, Operator, OperatorKind, SignalStore } from '@rheobase/program';

/**
 * What a backend made of kernels can do: one kernel for each kind of operator. What is left out is rejected by name before anything runs, so
 * that a new kind of operator breaks no backend.
 */
export type Kernels = { readonly [K in OperatorKind]?: Kernel<K> };

/** The reason for rejecting an operator: the backend has no kernel for it. */
export const kernelsListed = (kernels: Kernels): string => `it has kernels for ${Object.keys(kernels).join(', ') || 'no operator'}`;

/** The step function of one operator; an operator without a kernel is an `UnsupportedError` that names it. */
export function prepare<K extends OperatorKind>(operator: Operator<Float64Array, K>, kernels: Kernels, signals: SignalStore): () => void {
  const kernel = kernels[operator.kind];
  if (kernel) return kernel(operator, signals);
  const { source, kind } = operator;
  throw new UnsupportedError(`${source}: this backend has no kernel for operator ${kind}; ${kernelsListed(kernels)}`, {
    code: 'missing-kernel',
    object: source,
    given: kind,
    allowed: Object.keys(kernels).join(', '),
  });
}
