import { ValidationError } from '@rheobase/core';
import { readNpz, type Samples, samplesOf } from '@rheobase/data';
import { bytesOf } from './read-file.js';

/** The arrays of an `.npz` file as samples of one item each: (steps, size) under the path of its input node. */
export function readInputs(file: string | undefined): Readonly<Record<string, Samples>> {
  if (file === undefined) return {};
  const arrays = Array.from(readNpz(file, bytesOf(file)), ([path, { shape, data }]) => {
    const [steps = 0, size = 0] = shape;
    if (shape.length !== 2) {
      throw new ValidationError(`${file}: array '${path}' has shape (${shape.join(', ')}), but inputs are (steps, size)`, {
        code: 'size-mismatch',
        object: path,
        given: shape,
        allowed: '(steps, size)',
      });
    }
    return [path, samplesOf([1, steps, size], data)] as const;
  });
  return Object.fromEntries(arrays);
}
