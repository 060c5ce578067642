import type { FunctionRecord } from '../functions/function.js';
import { functionSize } from '../functions/function-size.js';
import { needGivenShape } from '../solvers/given-decoders.js';
import type { SolverRecord } from '../solvers/solver.js';
import type { Tensor } from '../tensor.js';
import { type TransformRecord, transformSizes } from '../transforms/transform.js';
import { isDecoded } from './endpoint.js';
import type { Endpoint } from './objects.js';
import { sourceSize, targetSize } from './sizes.js';

/** What a connection applies between its ends. */
interface Mapping {
  readonly path: string;
  readonly pre: Endpoint;
  readonly post: Endpoint;
  readonly function: FunctionRecord | null;
  readonly targets: Tensor | null;
  readonly transform: TransformRecord | number | undefined;
  readonly solver: SolverRecord;
}

/**
 * How many values a connection has between its function and its transform. Given decoders say it, or, where they are zeros, what the connection
 * leads to: the function is not called then.
 */
export function mappedSize({ path, pre, post, function: fn, targets, transform, solver }: Mapping): number {
  const source = pre.kind === 'view' ? pre.of : pre;
  const needed = typeof transform === 'object' ? transformSizes(transform).sizeIn : targetSize(post);
  const known = targets ? (targets.shape[1] ?? 1) : fn ? null : sourceSize(pre);
  if (solver.type === 'givenDecoders' && source.kind === 'ensemble' && isDecoded(pre)) {
    const size = known ?? solver.values?.shape[1] ?? needed;
    needGivenShape(path, solver, source.size, size);
    return size;
  }
  return known ?? (fn ? functionSize(path, fn, sourceSize(pre), { needed }) : sourceSize(pre));
}
