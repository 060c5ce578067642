import { InvalidArgumentError, Option } from 'commander';
import { backendNames } from './backends.js';

/** A number as it is written on the command line. */
const number =
  (allowed: string, holds: (value: number) => boolean) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!holds(value)) throw new InvalidArgumentError(`It must be ${allowed}.`);
    return value;
  };

export const whole = number('a whole number >= 0', value => Number.isSafeInteger(value) && value >= 0);
export const count = number('a whole number >= 1', value => Number.isSafeInteger(value) && value >= 1);
export const seconds = number('a number of seconds > 0', value => value > 0 && Number.isFinite(value));
export const time = number('a number of seconds >= 0', value => value >= 0 && Number.isFinite(value));

export const MODEL = 'Model (.safetensors) or Network document (.json)';

/** Options that several commands share. */
export const codeOption = (): Option =>
  new Option('--code <module>', 'JavaScript module that exports `functions` (by name) or `definitions` (a list)');
export const backendOption = (): Option => new Option('--backend <name>', `backend: ${backendNames.join(', ')}`).default('reference');
export const precisionOption = (description: string): Option =>
  new Option('--precision <name>', description).choices(['float64', 'float32']).default('float64');
