import { ValidationError } from '../errors.js';
import { shown } from './shown.js';

/** Refuses a value that an option cannot hold; `object` names what has the option, `name` the option. */
export type FieldCheck = (object: string, name: string, value: unknown) => void;

const must =
  (allowed: string, holds: (value: unknown) => boolean): FieldCheck =>
  (object, name, value) => {
    if (holds(value)) return;
    throw new ValidationError(`${object}: ${name} must be ${allowed}, but ${shown(value)} was given`, {
      code: 'invalid-parameter',
      object,
      given: value,
      allowed,
    });
  };

export const flag = must('true or false', value => typeof value === 'boolean');
export const object = must('an object', value => typeof value === 'object' && value !== null && !Array.isArray(value));

/** The shape in which values lie, of which there may be none. */
export const shape = must(
  'a list of whole numbers >= 0',
  value => Array.isArray(value) && value.every(item => Number.isInteger(item) && item >= 0),
);
