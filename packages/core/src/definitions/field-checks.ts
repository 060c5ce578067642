import { ValidationError } from '../errors.js';
import type { FieldCheck } from './known-fields.js';
import { oneOf } from './one-of.js';
import { shown } from './shown.js';

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

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export const finite = must('a finite number', isNumber);
export const positive = must('finite and > 0', value => isNumber(value) && value > 0);
export const flag = must('true or false', value => typeof value === 'boolean');
export const text = must('a text', value => typeof value === 'string');
export const func = must('a function', value => typeof value === 'function');
export const object = must('an object', value => typeof value === 'object' && value !== null && !Array.isArray(value));

export const whole = (least: number): FieldCheck =>
  must(`a whole number >= ${least}`, value => isNumber(value) && Number.isInteger(value) && value >= least);

/** The shape in which values lie, of which there may be none. */
export const shape = must(
  'a list of whole numbers >= 0',
  value => Array.isArray(value) && value.every(item => Number.isInteger(item) && item >= 0),
);

export const word =
  (words: readonly string[]): FieldCheck =>
  (object, name, value) => {
    oneOf(object, name, value, words);
  };

/** What null may stand in for. */
export const orNull =
  (check: FieldCheck): FieldCheck =>
  (object, name, value) => {
    if (value !== null) check(object, name, value);
  };
