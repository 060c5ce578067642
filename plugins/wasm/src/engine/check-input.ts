import { ValidationError } from '@rheobase/core';
import type { Program } from '@rheobase/program';

/** Rows for an input node are (items, size), and the node is one of the program's. */
export function checkInput({ inputs, signals }: Program, items: number, path: string, rows: Float64Array): void {
  const id = inputs.get(path);
  if (id === undefined) {
    throw new ValidationError(`'${path}' is not an input; the inputs are ${Array.from(inputs.keys()).join(', ') || 'none'}`, {
      code: 'unknown-path',
      given: path,
    });
  }
  const needed = items * (signals.get(id)?.size ?? 0);
  if (rows.length === needed) return;
  throw new ValidationError(`input ${path} takes ${needed} values for a batch of ${items}, but ${rows.length} were given`, {
    code: 'size-mismatch',
    object: path,
    given: rows.length,
    allowed: `${needed} values`,
  });
}
