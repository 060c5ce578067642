import { wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { array } from '../record/numbers.js';
import { type ArrayInput, isTensor, type Tensor } from '../tensor.js';

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

const ones = ({ options }: Readonly<Record<string, unknown>>): readonly number[] =>
  typeof options === 'object' && options !== null && isTensor(options) ? new Array<number>(options.shape[0] ?? 0).fill(1) : [];

/** One of `options`: numbers, or vectors as rows. `weights` need not sum to one (default: equal). */
export const choice = kind(
  'choice',
  {
    /** (options) numbers, or (options, width) vectors. */
    options: array(),
    /** (options), >= 0; they need not sum to one. */
    weights: array(ones),
  },
  (options: ArrayInput, weights?: ArrayInput) => ({ options, ...(weights === undefined ? {} : { weights }) }),
  {
    verify(object, { options, weights }) {
      const { shape, data } = options;
      if (data.length === 0 || shape.length === 0 || shape.length > 2)
        wrongValue(object, 'options', `shape [${shape}]`, 'a list of at least one number, or of vectors');
      if (data.some(x => !Number.isFinite(x))) wrongValue(object, 'options', data.join(), 'finite numbers or vectors');
      if (weights.shape.length !== 1 || weights.data.length !== shape[0])
        wrongValue(object, 'weights', `shape [${weights.shape}]`, `${shape[0]} weights, one per option`);
      const sum = total(weights.data);
      if (weights.data.some(weight => !(weight >= 0)) || !(sum > 0 && Number.isFinite(sum)))
        wrongValue(object, 'weights', weights.data.join(), 'finite numbers >= 0, not all zero');
    },
  },
);

export type Choice<A = Tensor> = RecordOf<typeof choice, { tensor: A }>;

/** The values themselves, one row for each draw; a single row or a single number is repeated. */
export const samples = kind(
  'samples',
  {
    /** Row after row. */
    values: array(),
  },
  (values: ArrayInput) => ({ values }),
);

export type Samples<A = Tensor> = RecordOf<typeof samples, { tensor: A }>;

/**
 * From points `x` (ascending) with probabilities `p` (>= 0, sum 1): half of each point's probability lies below it, and the cumulative
 * probability between neighbours is linear. The outer halves of the first and of the last probability fall on the end points.
 */
export const pdf = kind(
  'pdf',
  {
    /** (points), ascending. */
    x: array(),
    /** (points), probability of each point's surroundings; sums to 1. */
    p: array(),
  },
  (x: ArrayInput, p: ArrayInput) => ({ x, p }),
  {
    verify(object, { x, p }) {
      const ascending = x.data.every((value, i) => Number.isFinite(value) && (i === 0 || value > (x.data[i - 1] ?? value)));
      if (x.shape.length !== 1 || x.data.length === 0 || !ascending) wrongValue(object, 'x', x.data.join(), 'a list of ascending numbers');
      if (p.shape.length !== 1 || p.data.length !== x.data.length)
        wrongValue(object, 'p', `shape [${p.shape}]`, `${x.data.length} probabilities, one per point`);
      const sum = total(p.data);
      if (p.data.some(weight => !(weight >= 0)) || !(Math.abs(sum - 1) <= 1e-8))
        wrongValue(object, 'p', `${p.data} (sum ${sum})`, 'probabilities >= 0 that sum to 1');
    },
  },
);

export type Pdf<A = Tensor> = RecordOf<typeof pdf, { tensor: A }>;
