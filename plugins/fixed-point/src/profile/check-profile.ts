import { knownOptions, needOptions, ValidationError } from '@rheobase/core';
import { loihi1 } from './loihi1.js';
import type { HardwareProfile } from './profile.js';

/** Fields with one possible value: the step is made for it. */
const fixed: ReadonlySet<string> = new Set(['hostToChip', 'coreToCore', 'chipToHost', 'overflow', 'reset', 'maxSpikesPerStep']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fail(at: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${at} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-parameter',
    object: at,
    given,
    allowed,
  });
}

const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);

/** Compares a field with the same field of a known profile: a record needs the same fields, any other value the same type. */
function check(at: string, name: string, given: unknown, known: unknown): void {
  const path = `${at}.${name}`;
  if (isRecord(known)) {
    const names = Object.keys(known);
    needOptions(path, given, names);
    if (!isRecord(given)) return;
    knownOptions(path, given, names);
    for (const [field, value] of Object.entries(known)) check(path, field, given[field], value);
  } else if (fixed.has(name)) {
    if (given !== known) fail(path, given, typeof known === 'string' ? `'${known}'` : String(known));
  } else if (Array.isArray(known)) {
    if (!isNumbers(given)) fail(path, given, 'a list of numbers');
  } else if (typeof known === 'number') {
    if (!Number.isFinite(given)) fail(path, given, 'a number');
  } else if (typeof given !== typeof known) fail(path, given, typeof known === 'boolean' ? 'true or false' : 'a text');
}

/** The profile as given; `ValidationError` of `object` names a field that is missing, unknown or of another type. */
export function checkedProfile(object: string, profile: HardwareProfile): HardwareProfile {
  check(object, 'profile', profile, loihi1);
  return profile;
}
