import type { Piecewise, PresentInput, ProcessRecord, Tensor, VectorValued, WhiteSignal } from '@rheobase/core';
import { roundHalfEven } from '@rheobase/math';
import { interpolator } from './interpolate.js';
import { rowAt, type TimeTable, timeTable } from './time-table.js';

/** A process with its arrays and functions at hand. */
export type ReadyProcess = ProcessRecord<Tensor, VectorValued>;

/** Processes that are nothing but functions of time. */
export type TimedProcess = WhiteSignal | PresentInput | Piecewise<Tensor, VectorValued>;

const none = new Float64Array(0);

/** Rows in turn. */
function turns(table: TimeTable, dt: number): VectorValued {
  const size = table.values.length / table.rows;
  return time => {
    const row = rowAt(table, roundHalfEven(time / dt), dt);
    return table.values.subarray(row * size, (row + 1) * size);
  };
}

function pieces({ times, values, functions, interpolation }: Piecewise<Tensor, VectorValued>, dt: number): VectorValued {
  const size = values.shape[1] ?? 1;
  const rows = Float64Array.from(values.data);
  const zero = new Float64Array(size);
  if (interpolation !== 'zero') {
    const [first = 0, last = 0, between] = [times[0], times.at(-1), interpolator(times, values, interpolation)];
    return time => (time < first || time > last ? zero : between(time));
  }
  return time => {
    let piece = -1;
    while (piece < times.length - 1 && time + dt / 2 > (times[piece + 1] ?? time)) piece += 1;
    if (piece < 0) return zero;
    return functions?.[piece]?.(time, none) ?? rows.subarray(piece * size, (piece + 1) * size);
  };
}

/** What such a process gives at a time, for steps of `dt` seconds. */
export function timeFunction(process: TimedProcess, dt: number, size: number, seed: number): VectorValued {
  switch (process.type) {
    case 'whiteSignal':
    case 'presentInput':
      return turns(timeTable(process, dt, size, seed), dt);
    case 'piecewise':
      return pieces(process, dt);
  }
}
