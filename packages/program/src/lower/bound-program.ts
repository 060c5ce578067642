import { mapNumbers } from '../operators/numbers.js';
import type { Tensors } from '../parameter/forms/parameter.js';
import { ParameterValues } from '../parameter/values.js';
import type { Program } from '../program/program.js';

/** A program with arrays in place of parameters, as kernels take it. */
export type BoundProgram = Program<Float64Array>;

/**
 * The program with the numbers of its parameters, from these tensors. Equal parameters share one array, which no one may change.
 *
 * @param tensors by id, of the same shapes as those of the model; default those of the model
 */
export function boundProgram(program: Program, tensors: Tensors = program.model.tensors): BoundProgram {
  const numbers = new ParameterValues(tensors);
  return Object.freeze({
    ...program,
    signals: new Map(
      Array.from(program.signals, ([id, signal]) => [
        id,
        Object.freeze({ ...signal, initial: signal.initial === null ? null : numbers.of(signal.initial) }),
      ]),
    ),
    operators: Object.freeze(program.operators.map(operator => Object.freeze(mapNumbers(operator, parameter => numbers.of(parameter))))),
  });
}
