import { type GivenDecoders, ValidationError } from '@rheobase/core';
import type { Solve } from './solve.js';

/** The decoders given, or zeros, once they are known to fit. */
export function given({ values }: GivenDecoders<Float64Array>, neurons: number, object: string): Solve {
  return (_targets, size) => {
    if (values === null) return new Float64Array(neurons * size);
    if (values.length === neurons * size) return values;
    throw new ValidationError(
      `${object}: ${values.length} values were given as decoders, but ${neurons} neurons need ${neurons} x ${size} for a function of size ${size}`,
      { code: 'size-mismatch', object, given: values.length, allowed: `(${neurons}, ${size})` },
    );
  };
}
