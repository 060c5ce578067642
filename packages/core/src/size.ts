import { ValidationError } from './errors.js';

/** A size that the caller gave, where it is a whole number of at least `least` (default 1); the error names record, option and value. */
export function wholeNumber(type: string, name: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new ValidationError(`${type}: ${name} must be a whole number >= ${least}, but ${value} was given`, {
    code: 'invalid-parameter',
    object: type,
    given: value,
    allowed: `a whole number >= ${least}`,
  });
}

/** A shape of which every axis is a whole number of at least 1. */
export function wholeShape(type: string, name: string, shape: readonly number[]): readonly number[] {
  if (shape.every(length => Number.isInteger(length) && length >= 1)) return shape;
  throw new ValidationError(`${type}: ${name} must consist of whole numbers >= 1, but is [${shape}]`, {
    code: 'invalid-parameter',
    object: type,
    given: shape,
    allowed: 'whole numbers >= 1',
  });
}
