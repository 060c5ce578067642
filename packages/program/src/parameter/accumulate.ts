import { UnsupportedError } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';
import { forms } from './forms/forms.js';
import type { FormName, Parameter, ParameterOf, Tensors } from './forms/parameter.js';
import { printParameter, tensorsIn } from './structure.js';
import { ParameterValues } from './values.js';

/** Gives the parts of a parameter their gradients; false where its form has no rule for that. */
function adjoint<K extends FormName>(
  parameter: ParameterOf<K>,
  gradient: Float64Array,
  numbers: ParameterValues,
  give: (part: Parameter, gradient: Float64Array) => void,
): boolean {
  const rule = forms[parameter.form].adjoint;
  rule?.(parameter, gradient, part => numbers.of(part), give);
  return rule !== null;
}

/**
 * Adds the gradients of the tensors that a parameter refers to, from the gradient of the parameter: the adjoint of each form, from the outside
 * in. `UnsupportedError` for a tensor that acts through a form without one.
 *
 * @param gradient derivatives by each element of the parameter
 * @param into derivatives by each element of each tensor; tensors that are not in it are left out
 */
export function accumulate(
  parameter: Parameter,
  gradient: Float64Array,
  tensors: Tensors,
  into: ReadonlyMap<TensorId, Float64Array>,
): void {
  const numbers = new ParameterValues(tensors);
  const give = (part: Parameter, derivatives: Float64Array): void => {
    if (part.form === 'tensor') {
      const sum = into.get(part.id);
      if (sum) for (const [i, x] of derivatives.entries()) sum[i] = (sum[i] ?? 0) + x;
      return;
    }
    const wanted = tensorsIn(part).filter(id => into.has(id));
    if (wanted.length === 0 || adjoint(part, derivatives, numbers, give)) return;
    const text = printParameter(part);
    throw new UnsupportedError(`${text} has no gradient, as its form '${part.form}' has none; leave ${wanted.join(', ')} as it is`, {
      code: 'no-gradient',
      object: text,
      given: part.form,
    });
  };
  give(parameter, gradient);
}
