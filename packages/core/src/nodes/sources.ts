import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { array } from '../record/numbers.js';
import { number } from '../record/values.js';
import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { needFit } from '../transforms/window.js';
import { no, nodeKind, size, sourceOf } from './behaviour.js';

function needFinite(object: string, { data }: Tensor): void {
  const at = data.findIndex(x => !Number.isFinite(x));
  if (at < 0) return;
  throw new ValidationError(`${object}: element ${at} is ${data[at]}; values must be finite`, {
    code: 'not-finite',
    object,
    given: data[at],
    allowed: 'finite numbers',
  });
}

/** Fed from outside at every step. */
export const inputNode = nodeKind(
  kind('input', { size }, (size: number) => ({ size }), { maker: 'inputNode' }),
  { sizes: node => sourceOf(node), passesOn: no },
);
export type InputNode = RecordOf<typeof inputNode>;

/** The same vector at every step. */
export const constant = nodeKind(
  kind(
    'constant',
    { size: number({ whole: true, atLeast: 0 }), value: array() },
    (value: ArrayInput) => {
      const held = toTensor(typeof value === 'number' ? [value] : value);
      return { size: held.data.length, value: held };
    },
    {
      verify(object, { size, value }) {
        needFinite(object, value);
        needFit(object, 'size', `${size}`, `${value.data.length}`);
      },
    },
  ),
  { sizes: node => sourceOf(node), passesOn: no },
);
export type ConstantNode<A = Tensor> = RecordOf<typeof constant, { tensor: A }>;

/** Rows presented one a step: row n - 1 of `values` in step n; the last row stays. */
export const table = nodeKind(
  kind(
    'table',
    {
      size: number({ whole: true, atLeast: 0 }),
      /** (rows, size) */
      values: array(),
    },
    (values: ArrayInput) => {
      const held = toTensor(values);
      return { size: held.shape[1] ?? 0, values: held };
    },
    {
      verify(object, { size, values }) {
        needFinite(object, values);
        const [rows, width] = values.shape;
        if (rows === undefined || width === undefined || values.shape.length !== 2 || rows < 1) {
          throw new ValidationError(`${object}: values must have shape (rows, size) with at least one row, but have [${values.shape}]`, {
            code: 'size-mismatch',
            given: values.shape,
            allowed: '(rows, size)',
          });
        }
        needFit(object, 'shape of values', `[${values.shape}]`, `[${rows},${size}]`);
      },
    },
  ),
  { sizes: node => sourceOf(node), passesOn: no },
);
export type TableNode<A = Tensor> = RecordOf<typeof table, { tensor: A }>;
