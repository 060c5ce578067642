import { ValidationError } from '../errors.js';
import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';

/** A neuron parameter as it is asked for: one number, or one per neuron (a tensor that broadcasts to the ensemble's shape). */
export type PerNeuron = number | Tensor;

interface Range {
  readonly above?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const describe = ({ above, atLeast, atMost }: Range): string =>
  [above === undefined ? '' : `> ${above}`, atLeast === undefined ? '' : `>= ${atLeast}`, atMost === undefined ? '' : `<= ${atMost}`]
    .filter(text => text !== '')
    .join(' and ') || 'a number';

/** A numeric neuron parameter, checked element by element; `ValidationError` names type, parameter, value and what is allowed. */
export function neuronParameter(type: string, name: string, value: ArrayInput, range: Range): PerNeuron {
  const held = typeof value === 'number' ? value : toTensor(value);
  const { above = Number.NEGATIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = range;
  for (const x of typeof held === 'number' ? [held] : held.data) {
    const finite = Number.isFinite(x) || (x === Number.NEGATIVE_INFINITY && (name === 'minVoltage' || name === 'floor'));
    const inside = finite && x >= atLeast && x <= atMost && (range.above === undefined || x > above);
    if (!inside) {
      throw new ValidationError(`${type}: ${name} must be ${describe(range)}, but ${x} was given`, {
        code: 'invalid-parameter',
        object: type,
        given: x,
        allowed: describe(range),
      });
    }
  }
  return held;
}
