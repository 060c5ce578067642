import type { Operator } from '@rheobase/compiler';
import { UnsupportedError } from '@rheobase/core';
import type { Kernels, SignalStore } from './kernel.js';

/** The step function of one operator. The switch gives every kernel the operator of its own kind. */
function kernelFor(operator: Operator, kernels: Kernels, signals: SignalStore): (() => void) | undefined {
  switch (operator.kind) {
    case 'fill':
      return kernels.fill?.(operator, signals);
    case 'assign':
      return kernels.assign?.(operator, signals);
    case 'table':
      return kernels.table?.(operator, signals);
    case 'gather':
      return kernels.gather?.(operator, signals);
    case 'add':
      return kernels.add?.(operator, signals);
    case 'matVec':
      return kernels.matVec?.(operator, signals);
    case 'weigh':
      return kernels.weigh?.(operator, signals);
    case 'sparseMatVec':
      return kernels.sparseMatVec?.(operator, signals);
    case 'convolve':
      return kernels.convolve?.(operator, signals);
    case 'neurons':
      return kernels.neurons?.(operator, signals);
    case 'filter':
      return kernels.filter?.(operator, signals);
    case 'learn':
      return kernels.learn?.(operator, signals);
    case 'call':
      return kernels.call?.(operator, signals);
    case 'noise':
      return kernels.noise?.(operator, signals);
    case 'process':
      return kernels.process?.(operator, signals);
    case 'softmax':
      return kernels.softmax?.(operator, signals);
    case 'argmax':
      return kernels.argmax?.(operator, signals);
    case 'maxPool':
      return kernels.maxPool?.(operator, signals);
  }
}

/** The step function of one operator; an operator without a kernel is an `UnsupportedError` that names it. */
export function prepare(operator: Operator, kernels: Kernels, signals: SignalStore): () => void {
  const made = kernelFor(operator, kernels, signals);
  if (made) return made;
  throw new UnsupportedError(`${operator.source}: this backend has no kernel for operator ${operator.kind}`, {
    code: 'missing-kernel',
    object: operator.source,
    given: operator.kind,
    allowed: Object.keys(kernels).join(', '),
  });
}
