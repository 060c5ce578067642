import { Fields } from '@rheobase/core';

/** The numbers of a field one after the other: a number, a list, or lists of lists. */
export function numbersOf(at: Fields, name: string): readonly number[] {
  const flat = (value: unknown): readonly number[] => {
    if (Array.isArray(value)) return value.flatMap(flat);
    if (typeof value === 'number') return [value];
    throw Fields.wrong(`${at.where}.${name}`, value, 'numbers');
  };
  return flat(at.raw(name));
}

/** The rows of a matrix. */
export const rowsOf = (at: Fields, name: string): readonly (readonly number[])[] =>
  at.list(name).map((row, index) => new Fields({ row }, `${at.where}.${name}[${index}]`).numbers('row'));
