import { type Tensor, ValidationError } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';
import { checkModel, withTensors } from '@rheobase/model';
import { changes } from '../passes/mentions.js';
import type { Program, Signal } from '../program/program.js';

function fail(id: TensorId, code: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`setTensors: tensor '${id}' ${what}`, { code, object: id, given, allowed });
}

const sameValues = (a: Tensor, b: Tensor): boolean => Array.from(a.data).every((x, i) => Object.is(x, b.data[i]));

/**
 * The program with other values of some tensors: all of it is the same but for the tensors of its model. `ValidationError`, before anything
 * changes, for an unknown tensor, another shape, numbers that are not finite or outside the range of what they are for, and for other values
 * of a tensor that the program does not refer to by parameters (`Program.fixed`).
 */
export function retensored(program: Program, tensors: ReadonlyMap<TensorId, Tensor>): Program {
  const { model, fixed } = program;
  for (const [id, given] of tensors) {
    const known = model.tensors.get(id);
    if (!known) {
      const ids = Array.from(model.tensors.keys());
      const some = `${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''}`;
      return fail(id, 'unknown-tensor', `is not in this model; it has ${some || 'none'}`, id, some);
    }
    if (given.shape.join() !== known.shape.join())
      fail(id, 'size-mismatch', `has shape [${known.shape}], but [${given.shape}] was given`, given.shape, `[${known.shape}]`);
    const path = fixed.get(id);
    if (path !== undefined && !sameValues(given, known))
      fail(
        id,
        'fixed-tensor',
        `makes the program of ${path}, so a running simulation keeps it; make a new simulation`,
        id,
        'its values as they are',
      );
  }
  const next = withTensors(model, tensors);
  checkModel(next, tensors.keys());
  return Object.freeze({ ...program, model: next });
}

/** Signals that no operator changes: they hold their first values, such as weights that are probed and do not learn. */
export function constantSignals(program: Program): readonly Signal[] {
  const changed = new Set([...program.inputs.values(), ...program.operators.flatMap(operator => Array.from(changes(operator)))]);
  return Array.from(program.signals.values()).filter(({ id, initial }) => initial !== null && !changed.has(id));
}
