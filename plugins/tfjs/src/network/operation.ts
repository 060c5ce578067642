import { customGrad, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { compute, type Memory } from '../kernels/memory.js';

/** A value on its way through the network: (batch, size), or a parameter, flat. */
export interface Flow {
  readonly tensor: Tensor;
  /** Whether it depends on what is being trained; only then is a gradient kept for it. */
  readonly trained: boolean;
}

/** An input of an operation, with the kernel of its gradient: from the gradient of the output and the saved tensors. */
export interface OperationInput {
  readonly flow: Flow;
  readonly gradient: (memory: Memory, dy: TensorInfo, saved: readonly TensorInfo[]) => TensorInfo;
}

/**
 * Runs a kernel and records its gradients, for those inputs that are trained. tfjs-core comes without gradients under plain Node, and its
 * registry is global: every operation brings its own instead. `saves` are the tensors the gradients read, made when the operation has run.
 */
export function operation(
  forward: (memory: Memory) => TensorInfo,
  inputs: readonly OperationInput[],
  saves: (output: Tensor) => Tensor[] = () => [],
): Flow {
  const trained = inputs.filter(input => input.flow.trained);
  if (trained.length === 0) return { tensor: compute(forward), trained: false };
  const recorded = customGrad((...given) => {
    const value = compute(forward);
    const save = given.at(-1);
    if (typeof save === 'function') save(saves(value));
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => trained.map(input => compute(memory => input.gradient(memory, dy, saved)));
    return { value, gradFunc };
  });
  return { tensor: recorded(...trained.map(input => input.flow.tensor)), trained: true };
}
