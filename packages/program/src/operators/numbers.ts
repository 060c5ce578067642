import { mapParameters } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';
import type { Parameter } from '../parameter/forms/parameter.js';
import { tensorsIn } from '../parameter/structure.js';
import type { Operator } from './operators.js';

/** The same operator with all its numbers passed through `map`. Lists of element numbers, sizes and single numbers stay. */
export function mapNumbers<A, B>(operator: Operator<A>, map: (numbers: A) => B): Operator<B> {
  const factors = (given: A | null): B | null => (given === null ? null : map(given));
  switch (operator.kind) {
    case 'assign':
    case 'table':
      return { ...operator, values: map(operator.values) };
    case 'gather':
    case 'add':
      return { ...operator, factors: factors(operator.factors) };
    case 'matVec':
      return { ...operator, matrix: map(operator.matrix) };
    case 'sparseMatVec':
      return { ...operator, values: map(operator.values) };
    case 'convolve':
      return { ...operator, kernel: map(operator.kernel) };
    case 'neurons':
      return { ...operator, neuron: mapParameters(operator.neuron, map) };
    case 'learn': {
      const { rule } = operator;
      return { ...operator, rule: { ...rule, scale: factors(rule.scale) } };
    }
    case 'fill':
    case 'filter':
    case 'weigh':
    case 'call':
    case 'noise':
    case 'process':
    case 'softmax':
    case 'argmax':
    case 'maxPool':
    case 'custom':
      return operator;
  }
}

/** The parameters of an operator, in the order of its fields. */
export function parametersOf(operator: Operator): readonly Parameter[] {
  const found: Parameter[] = [];
  mapNumbers(operator, parameter => found.push(parameter));
  return found;
}

/** The tensors of the Model from which the numbers of an operator follow, each once. */
export const tensorsOf = (operator: Operator): readonly TensorId[] => Array.from(new Set(parametersOf(operator).flatMap(tensorsIn)));
