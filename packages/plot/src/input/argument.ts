import { ValidationError } from '@rheobase/core';

/** Throws the one-sentence error of this package: `raster: neurons[1] is 70; give a whole number from 0 to 59.` */
export function invalid(object: string, given: unknown, allowed: string, code = 'invalid-argument'): never {
  throw new ValidationError(`${object} is ${shown(given)}; give ${allowed}.`, { code, object, given, allowed });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value))
    return value.length === 0 ? 'empty' : `[${value.slice(0, 6).map(shown).join(', ')}${value.length > 6 ? ', …' : ''}]`;
  if (ArrayBuffer.isView(value)) return 'a typed array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/** Refuses an index that does not exist among `count` things. */
export function checkIndex(object: string, index: number, count: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    invalid(object, index, count === 1 ? '0, the only one there is' : `a whole number from 0 to ${count - 1}`, 'unknown-index');
  }
}

/** Refuses a list of names that does not have one name for each of `count` things. */
export function checkLabels(object: string, labels: readonly string[] | undefined, count: number, things: string): void {
  if (labels !== undefined && labels.length !== count) {
    invalid(`${object}.length`, labels.length, `one label for each of the ${count} ${things}`, 'size-mismatch');
  }
}

/** Refuses a time step that is not a positive number of seconds. */
export function checkDt(object: string, dt: number | undefined): void {
  if (dt !== undefined && !(Number.isFinite(dt) && dt > 0)) invalid(object, dt, 'the seconds a step takes, a number above 0');
}

/** Refuses what is not a list, or an empty one. */
export function checkList(object: string, list: unknown, allowed: string): void {
  if (!Array.isArray(list) || list.length === 0) invalid(object, list, allowed, 'empty');
}
