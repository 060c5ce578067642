import { ValidationError } from '../errors.js';

/** A time of a synapse in seconds, checked: finite and >= 0. */
export function synapseTime(type: string, name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new ValidationError(`${type}: ${name} must be a time in seconds >= 0, but ${value} was given`, {
    code: 'invalid-parameter',
    object: type,
    given: value,
    allowed: '>= 0',
  });
}
