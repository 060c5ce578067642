import { ValidationError } from '../errors.js';
import { type LinearFilter, linearFilter } from './linear-filter.js';
import { type SynapseRecord, transferFunction } from './synapse.js';

function product(a: readonly number[], b: readonly number[]): readonly number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      out[i + j] = (out[i + j] ?? 0) + x * y;
    });
  });
  return out;
}

/** One filter that does what `a` and then `b` do: the product of their transfer functions. Both analog or neither, and of one method. */
export function combine(a: SynapseRecord, b: SynapseRecord): LinearFilter {
  const [first, second] = [transferFunction(a), transferFunction(b)];
  const { analog, method } = first;
  if (second.analog !== analog || second.method !== method) {
    const of = (f: LinearFilter) => `${f.analog ? 'analog' : 'not analog'} with method ${f.method}`;
    throw new ValidationError(`combine: both filters must be of one kind, but one is ${of(first)}, the other ${of(second)}`, {
      code: 'different-filters',
      given: [of(first), of(second)],
      allowed: 'both analog or neither, and one method',
    });
  }
  return linearFilter({
    numerator: product(first.numerator, second.numerator),
    denominator: product(first.denominator, second.denominator),
    analog,
    method,
  });
}
