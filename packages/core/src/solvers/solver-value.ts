import { ValidationError } from '../errors.js';

function refuse(type: string, name: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${type}: ${name} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: type,
    given,
    allowed,
  });
}

/** A finite number of a solver, above 0 or from 0 up. */
export function solverNumber(type: string, name: string, value: number, least: 'above 0' | 'from 0'): number {
  if (Number.isFinite(value) && (least === 'above 0' ? value > 0 : value >= 0)) return value;
  return refuse(type, name, value, least === 'above 0' ? 'finite and > 0' : 'finite and >= 0');
}

/** A share of something: from 0 to below 1. */
export function solverFraction(type: string, name: string, value: number): number {
  return value >= 0 && value < 1 ? value : refuse(type, name, value, '>= 0 and < 1');
}

/** A count of a solver. */
export function solverCount(type: string, name: string, value: number, least: 0 | 1): number {
  return Number.isSafeInteger(value) && value >= least ? value : refuse(type, name, value, `a whole number >= ${least}`);
}

/** Whether a connection gets full weights. */
export function solverFlag(type: string, value: boolean): boolean {
  return typeof value === 'boolean' ? value : refuse(type, 'weights', value, 'true or false');
}
