import { ValidationError } from '../errors.js';
import { type Tensor, tensor } from '../tensor.js';

/** Finite values as rows, (count, size): a vector is one column. */
export function rowsOf(type: string, name: string, values: Tensor): Tensor {
  const rows = values.shape.length === 1 ? tensor([values.data.length, 1], values.data) : values;
  const wrong = rows.data.find(x => !Number.isFinite(x));
  if (rows.shape.length === 2 && rows.data.length > 0 && wrong === undefined) return rows;
  throw new ValidationError(`${type}: ${name} must be rows of finite numbers, but ${wrong ?? `shape [${values.shape}]`} was given`, {
    code: 'size-mismatch',
    object: type,
    given: wrong ?? values.shape,
    allowed: '(count, size), finite',
  });
}
