import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { ValidationError } from '../errors.js';
import { type FunctionRecord, type HostFunction, toFunction } from '../functions/function.js';
import { type Tensor, tensor } from '../tensor.js';
import { checkedProcess } from './check-process.js';
import type { Interpolation } from './interpolation.js';
import { rowsOf } from './rows.js';

/**
 * Values at given times and something between them. Before the first time 0; behind the last 0 too, but for `zero`, which holds. As in Nengo,
 * `zero` takes the step that is closest to a time, half a step early at most; the others compare n dt as it is rounded.
 */
export interface Piecewise<A = Tensor, F = FunctionRecord> {
  readonly type: 'piecewise';
  /** Ascending, s. */
  readonly times: readonly number[];
  /** (times, size). */
  readonly values: A;
  /** What takes the place of a row from its time on; null where the row itself counts. */
  readonly functions: readonly (F | null)[] | null;
  readonly interpolation: Interpolation;
}

export interface PiecewiseOptions {
  /** Ascending, s. */
  readonly times: readonly number[];
  /** One for each time: a number, a row, or (with `zero`) a function of time. */
  readonly values: readonly (number | readonly number[] | FunctionRecord | HostFunction)[];
  /** Default 'zero': each holds until the next. */
  readonly interpolation?: Interpolation;
  /** How many values a row has; needed where all are functions. */
  readonly size?: number;
}

const isRow = (value: PiecewiseOptions['values'][number]): value is number | readonly number[] =>
  typeof value === 'number' || Array.isArray(value);

const names = optionNames<PiecewiseOptions>({ times: true, values: true, interpolation: true, size: true });

/**
 * A signal given in pieces. `zero` holds each value until the next; the others interpolate between the values: `linear` (= `slinear`),
 * `nearest`, and splines of degree 2 and 3 (`quadratic`, `cubic`, without a knot at the second and the last but one).
 */
export function piecewise(options: PiecewiseOptions): Piecewise {
  const { times, values, interpolation = 'zero', size } = knownOptions('piecewise', options, names, 'piecewise');
  const first = values.find(isRow);
  const width = size ?? (first === undefined || typeof first === 'number' ? 1 : first.length);
  const rows = values.map(value => {
    if (!isRow(value)) return new Array<number>(width).fill(0);
    const row = typeof value === 'number' ? [value] : value;
    if (row.length === width) return row;
    throw new ValidationError(`piecewise: a row has ${row.length} values, but the others have ${width}`, {
      code: 'size-mismatch',
      object: 'piecewise',
      given: row.length,
      allowed: `${width} values`,
    });
  });
  const functions = values.map((value): FunctionRecord | null => {
    if (isRow(value)) return null;
    return typeof value === 'function' ? Object.freeze({ type: 'anonymous', implementation: value } as const) : toFunction(value);
  });
  return checkedProcess({
    type: 'piecewise',
    times: Object.freeze([...times]),
    values: rowsOf('piecewise', 'values', tensor([rows.length, width], rows.flat())),
    functions: functions.every(f => f === null) ? null : Object.freeze(functions),
    interpolation,
  });
}
