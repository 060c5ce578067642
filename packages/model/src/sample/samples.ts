import { type SampledValues, ValidationError } from '@rheobase/core';

/** `count` rows of `width` given values; one row or one number is repeated. `object` is named where they do not fit. */
export function sampleGiven({ values }: SampledValues, count: number, width: number, object: string): Float64Array {
  const { shape, data } = values;
  // A matrix whose rows have another width is not meant as this one, even where the counts agree.
  const asRows = width === 1 || shape.length < 2 || shape.at(-1) === width;
  if (data.length === count * width && asRows) return new Float64Array(data);
  if (data.length === 1 || (data.length === width && asRows)) {
    return Float64Array.from({ length: count * width }, (_, i) => data[i % data.length] ?? 0);
  }
  throw new ValidationError(`${object}: values of shape [${shape}] were given for ${count} rows of ${width}`, {
    code: 'size-mismatch',
    object,
    given: shape,
    allowed: `(${count}, ${width})`,
  });
}
