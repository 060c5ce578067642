import { knownOptions, optionNames } from '../definitions/known-options.js';
import { ValidationError } from '../errors.js';
import { type FunctionRecord, functionField, toFunction } from '../functions/function.js';
import type { HostFunction } from '../functions/host-function.js';
import { orNull, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { array } from '../record/numbers.js';
import { list, number, word } from '../record/values.js';
import { type Tensor, tensor } from '../tensor.js';
import { noInput, processKind } from './behaviour.js';
import { needRows } from './rows.js';

/** How many times each interpolation needs. */
const least = { zero: 1, linear: 2, nearest: 1, slinear: 2, quadratic: 3, cubic: 4 } as const;

/** What lies between two values; see `piecewise`. */
export type Interpolation = keyof typeof least;

const interpolations: readonly Interpolation[] = ['zero', 'linear', 'nearest', 'slinear', 'quadratic', 'cubic'];

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

/** The fields that options stand for: functions apart from rows, which are zeros in their place. */
function fieldsOf(options: PiecewiseOptions) {
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
  return {
    times: [...times],
    values: tensor([rows.length, width], rows.flat()),
    functions: functions.every(f => f === null) ? null : functions,
    interpolation,
  };
}

/**
 * A signal given in pieces. Before the first time it is 0; behind the last 0 too, but for `zero`, which holds. `zero` holds each value until the
 * next; the others interpolate between the values: `linear` (= `slinear`), `nearest`, and splines of degree 2 and 3 (`quadratic`, `cubic`,
 * without a knot at the second and the last but one). As in Nengo, `zero` takes the step that is closest to a time, half a step early at most;
 * the others compare n dt as it is rounded.
 */
export const piecewise = processKind(
  kind(
    'piecewise',
    {
      /** Ascending, s. */
      times: list(number()),
      /** (times, size). */
      values: array(),
      /** What takes the place of a row from its time on; null if the row itself counts. */
      functions: orNull(list(orNull(functionField()))),
      interpolation: word(interpolations),
    },
    fieldsOf,
    {
      verify(object, { times, values, functions, interpolation }) {
        const ascending = times.every((t, k) => k === 0 || t > (times[k - 1] ?? t));
        if (times.length === 0 || !ascending) wrongValue(object, 'times', `[${times}]`, 'ascending times in s, at least one');
        needRows(object, 'values', values);
        const count = `${times.length}, one for each time`;
        if (values.shape[0] !== times.length) wrongValue(object, 'values', values.shape[0], count);
        if (functions !== null && interpolation !== 'zero')
          wrongValue(object, 'interpolation', interpolation, "'zero' if values are functions");
        if (functions !== null && functions.length !== times.length) wrongValue(object, 'values', functions.length, count);
        if (times.length < least[interpolation])
          wrongValue(object, 'times', `[${times}]`, `at least ${least[interpolation]} for interpolation '${interpolation}'`);
      },
    },
  ),
  { size: ({ values }) => values.shape[1] ?? null, sizeIn: noInput },
);

export type Piecewise<A = Tensor, F = FunctionRecord> = RecordOf<typeof piecewise, { tensor: A; function: F }>;
