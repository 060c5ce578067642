import type { TensorId } from '@rheobase/model';
import { forms } from './forms/forms.js';
import type { FormName, Parameter, ParameterOf, Tensors } from './forms/parameter.js';
import { keyOf, sameParameter, tensorsIn } from './structure.js';

function evaluated<K extends FormName>(parameter: ParameterOf<K>, tensors: Tensors): Float64Array {
  return forms[parameter.form].value(parameter, part => evaluated(part, tensors), tensors);
}

interface Known {
  readonly parameter: Parameter;
  readonly values: Float64Array;
}

/**
 * The numbers of parameters, from the tensors of a Model. Equal parameters share one array, which no one may change: it may be the tensor's own.
 */
export class ParameterValues {
  readonly tensors: Tensors;
  readonly #known = new Map<Parameter, Float64Array>();
  readonly #equal = new Map<string, Known[]>();

  constructor(tensors: Tensors) {
    this.tensors = tensors;
  }

  of(parameter: Parameter): Float64Array {
    // A list is its own array, whatever becomes of the tensors.
    if (parameter.form === 'constant' && typeof parameter.values !== 'number') return parameter.values;
    const known = this.#known.get(parameter);
    if (known) return known;
    const key = keyOf(parameter);
    const equal = this.#equal.get(key) ?? [];
    const values = equal.find(other => sameParameter(other.parameter, parameter))?.values ?? evaluated(parameter, this.tensors);
    this.#keep(key, { parameter, values }, equal);
    return values;
  }

  /** Those from other tensors; arrays that do not follow from the `changed` ones stay the same. */
  after(tensors: Tensors, changed: ReadonlySet<TensorId>): ParameterValues {
    const next = new ParameterValues(tensors);
    for (const [parameter, values] of this.#known) {
      if (!tensorsIn(parameter).some(id => changed.has(id))) {
        const key = keyOf(parameter);
        next.#keep(key, { parameter, values }, next.#equal.get(key) ?? []);
      }
    }
    return next;
  }

  #keep(key: string, known: Known, equal: Known[]): void {
    this.#known.set(known.parameter, known.values);
    equal.push(known);
    this.#equal.set(key, equal);
  }
}
