import { ValidationError } from '../errors.js';

/** Refuses a parameter of a distribution: names the distribution, the parameter, what was given and what is allowed. */
export function wrongParameter(type: string, name: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${type}: ${name} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: type,
    given,
    allowed,
  });
}

/** A finite parameter of a distribution. */
export function finiteNumber(type: string, name: string, value: number): number {
  return Number.isFinite(value) ? value : wrongParameter(type, name, value, 'a finite number');
}

/** A finite parameter of a distribution that has to be above 0. */
export function positiveNumber(type: string, name: string, value: number): number {
  return value > 0 && Number.isFinite(value) ? value : wrongParameter(type, name, value, 'finite and > 0');
}
