import { ValidationError } from '../errors.js';
import { type Tensor, tensor } from '../tensor.js';

/** Rejects what is not rows of finite numbers, (count, size). */
export function needRows(object: string, name: string, { shape, data }: Tensor): void {
  const wrong = data.find(x => !Number.isFinite(x));
  if (shape.length === 2 && data.length > 0 && wrong === undefined) return;
  throw new ValidationError(`${object}: ${name} must be rows of finite numbers, but ${wrong ?? `shape [${shape}]`} was given`, {
    code: 'size-mismatch',
    object,
    given: wrong ?? shape,
    allowed: '(count, size), finite',
  });
}

/** Finite values as rows, (count, size): a vector is one column. */
export function rowsOf(object: string, name: string, values: Tensor): Tensor {
  const rows = values.shape.length === 1 ? tensor([values.data.length, 1], values.data) : values;
  needRows(object, name, rows);
  return rows;
}
