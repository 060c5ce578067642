import { broadcastIndices, broadcasts, sizeOf, ValidationError } from '@rheobase/core';
import type { Form, Parameter, ParameterOf } from './parameter.js';

/** The listed elements of a parameter, in their order. */
export const gatherParameter = (of: Parameter, indices: Int32Array): ParameterOf<'gather'> =>
  Object.freeze({ form: 'gather', length: indices.length, of, indices });

/**
 * A parameter of shape `from` repeated to shape `to`; itself where both have one element for one. `ValidationError` of `where` for shapes that
 * do not repeat.
 */
export function repeat(where: string, of: Parameter, from: readonly number[], to: readonly number[]): Parameter {
  const length = sizeOf(to);
  if (from.length === 1 && from[0] === length) return of;
  if (broadcasts(from, to)) return of.length === length ? of : Object.freeze({ form: 'repeat', length, of, from, to });
  throw new ValidationError(`${where}: a tensor of shape [${from}] does not repeat to its shape [${to}]`, {
    code: 'size-mismatch',
    object: where,
    given: from,
    allowed: `[${to}]`,
  });
}

/** Zeros, but for the elements `to`, which are elements `from` of a parameter. */
export const expand = (of: Parameter, from: Int32Array, to: Int32Array, length: number): ParameterOf<'expand'> =>
  Object.freeze({ form: 'expand', length, of, from, to });

const picked = (values: Float64Array, indices: Int32Array): Float64Array => {
  const out = new Float64Array(indices.length);
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i] ?? 0] ?? 0;
  return out;
};

/** The sum of the elements that went to each place. */
function spread(gradient: Float64Array, indices: Int32Array, length: number): Float64Array {
  const out = new Float64Array(length);
  for (const [i, index] of indices.entries()) out[index] = (out[index] ?? 0) + (gradient[i] ?? 0);
  return out;
}

export const gatherForm: Form<'gather'> = {
  parts: ({ of }) => [of],
  own: ({ indices }) => [indices],
  value: ({ of, indices }, value) => picked(value(of), indices),
  print: ({ length }, [of]) => `${of}[${length}]`,
  adjoint: ({ of, indices }, gradient, _value, give) => give(of, spread(gradient, indices, of.length)),
};

export const repeatForm: Form<'repeat'> = {
  parts: ({ of }) => [of],
  own: ({ from, to }) => [from.join(), to.join()],
  value: ({ of, from, to }, value) => picked(value(of), broadcastIndices(from, to)),
  print: ({ to }, [of]) => `${of} over [${to}]`,
  adjoint: ({ of, from, to }, gradient, _value, give) => give(of, spread(gradient, broadcastIndices(from, to), of.length)),
};

export const expandForm: Form<'expand'> = {
  parts: ({ of }) => [of],
  own: ({ from, to }) => [from, to],
  value({ of, from, to, length }, value) {
    const out = new Float64Array(length);
    const values = value(of);
    for (const [k, index] of to.entries()) out[index] = values[from[k] ?? 0] ?? 0;
    return out;
  },
  print: (_parameter, [of]) => `expand(${of})`,
  adjoint: ({ of, from, to }, gradient, _value, give) => give(of, spread(picked(gradient, to), from, of.length)),
};
