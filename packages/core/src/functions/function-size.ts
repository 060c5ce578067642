import { ValidationError } from '../errors.js';
import { type FunctionInput, implementationOf, toFunction } from './function.js';
import type { FunctionResult } from './host-function.js';

export interface FunctionSizeOptions {
  /** How many values are needed where that is known already; a single number is refused where it is not 1. */
  readonly needed?: number;
  /** What errors add: what to do instead. */
  readonly remedy?: string;
}

/**
 * Number of values that a function of `sizeIn` values returns, found by calling it once with time 0 and zeros. `ValidationError` where it
 * throws or returns neither a number nor an array.
 *
 * @param object what errors name
 */
export function functionSize(
  object: string,
  fn: FunctionInput,
  sizeIn: number,
  { needed = 1, remedy = '' }: FunctionSizeOptions = {},
): number {
  const record = toFunction(fn);
  const implementation = record.type === 'builtin' ? implementationOf(record) : record.implementation;
  const fail = (what: string, given: unknown, allowed: string): never => {
    throw new ValidationError(`${object}: its function ${what}${remedy}`, { code: 'invalid-function', object, given, allowed });
  };
  let result: FunctionResult | null | undefined;
  try {
    result = implementation(0, new Float64Array(sizeIn));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`cannot be called with ${sizeIn} zeros: ${reason}`, reason, 'a function that takes zeros');
  }
  if (typeof result === 'object' && result !== null && 'length' in result && typeof result.length === 'number') return result.length;
  if (typeof result === 'number' && needed === 1) return 1;
  const several = typeof result === 'number' ? ` where ${needed} are needed` : '';
  return fail(`must return an array of numbers, but returned ${String(result)} for zeros${several}`, result, 'an array of numbers');
}
