import { ValidationError } from '../errors.js';

/** A number of a rule, checked: finite, and above zero where it has to be. */
export function ruleNumber(type: string, name: string, value: number, least: 'above 0' | 'any' = 'any'): number {
  if (Number.isFinite(value) && (least === 'any' || value > 0)) return value;
  const allowed = least === 'any' ? 'a finite number' : 'a finite number > 0';
  throw new ValidationError(`${type}: ${name} must be ${allowed}, but ${value} was given`, {
    code: 'invalid-parameter',
    object: type,
    given: value,
    allowed,
  });
}
