import { ValidationError } from '../errors.js';
import { shown } from './shown.js';

/** Whether a value is meant as a record; if its type is unknown, the check of fields lists the valid ones. */
export const isTyped = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Rejects what is no record, such as a number for a synapse or a name for a neuron type; `remedy` says how to write it. */
export function wrongRecord(object: string, what: string, given: unknown, allowed: string, remedy: string): never {
  const value = typeof given === 'function' ? `the function ${given.name || ''} itself`.replace('  ', ' ') : shown(given);
  throw new ValidationError(`${object}: ${what} must be ${allowed}, but ${value} was given; ${remedy}`, {
    code: 'invalid-record',
    object,
    given,
    allowed,
  });
}
