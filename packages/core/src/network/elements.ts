import { knownOptions, optionNames } from '../definitions/known-options.js';
import { ValidationError } from '../errors.js';

/**
 * Elements from `start` up to, not including, `end`, every `step`-th, as Python's slices have them: negative numbers count from the end,
 * `start` and `end` beyond the elements there are stop at them, a negative `step` goes backwards from `start`.
 */
export interface Slice {
  /** Default: the first element, or the last for a negative step. */
  readonly start?: number;
  /** Default: beyond the last element, or before the first for a negative step. */
  readonly end?: number;
  /** Default 1; not 0. */
  readonly step?: number;
}

const sliceNames = optionNames<Slice>({ start: true, end: true, step: true });

const isList = (given: unknown): given is ArrayLike<unknown> =>
  Array.isArray(given) || (typeof given === 'object' && given !== null && ArrayBuffer.isView(given) && 'length' in given);

function refuse(path: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${path}: ${what}`, { code: 'invalid-index', object: path, given, allowed });
}

/** The elements of a slice, by the rule of Python's `slice.indices`. */
function ofSlice(path: string, size: number, slice: Slice): readonly number[] {
  knownOptions(`${path}.at`, slice, sliceNames);
  const whole = (name: keyof Slice, missing: number): number => {
    const value = slice[name] ?? missing;
    if (Number.isInteger(value) && !(name === 'step' && value === 0)) return value;
    return refuse(
      path,
      `${name} of a slice must be a whole number${name === 'step' ? ' other than 0' : ''}, but ${value} was given`,
      value,
      'whole numbers',
    );
  };
  const step = whole('step', 1);
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const place = (name: 'start' | 'end', missing: number): number => {
    if (slice[name] === undefined) return missing;
    const value = whole(name, missing);
    return Math.min(Math.max(value < 0 ? value + size : value, lowest), highest);
  };
  const [start, end] = step > 0 ? [place('start', lowest), place('end', highest)] : [place('start', highest), place('end', lowest)];
  const count = Math.max(0, Math.ceil((end - start) / step));
  if (count > 0) return Array.from({ length: count }, (_, i) => start + i * step);
  return refuse(path, `slice ${JSON.stringify(slice)} holds none of its ${size} elements`, slice, `some of 0 to ${size - 1}`);
}

/** Numbers of elements, counted from the start. */
function ofNumbers(path: string, size: number, given: ArrayLike<unknown>): readonly number[] {
  const indices: readonly unknown[] = Array.from(given);
  if (indices.length === 0) return refuse(path, `index list [] is outside its ${size} elements`, undefined, `-${size} to ${size - 1}`);
  return indices.map(index => {
    if (typeof index === 'boolean') {
      return refuse(
        path,
        'a mask of booleans does not name elements; give their numbers, as in mask.flatMap((wanted, i) => (wanted ? [i] : []))',
        index,
        `-${size} to ${size - 1}`,
      );
    }
    if (typeof index !== 'number' || !Number.isInteger(index) || index >= size || index < -size) {
      return refuse(path, `index ${String(index)} is outside its ${size} elements`, index, `-${size} to ${size - 1}`);
    }
    return index < 0 ? index + size : index;
  });
}

/** The numbers of the elements that are asked for of an object with `size` of them. */
export function elementsOf(path: string, size: number, elements: readonly unknown[]): readonly number[] {
  const [only] = elements;
  if (elements.length !== 1 || typeof only !== 'object' || only === null) return ofNumbers(path, size, elements);
  return isList(only) ? ofNumbers(path, size, only) : ofSlice(path, size, only);
}
