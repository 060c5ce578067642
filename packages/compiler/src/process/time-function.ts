import type { HostFunction, Piecewise, PresentInput, ProcessRecord, Tensor, WhiteSignal } from '@rheobase/core';
import { hashSeed, roundHalfEven } from '@rheobase/math';
import { interpolator } from './interpolate.js';
import { drawCoefficients, whiteSignalPeriod } from './white-signal.js';

/** A process with its arrays and functions at hand. */
export type ReadyProcess = ProcessRecord<Tensor, HostFunction>;

/** Processes that are nothing but functions of time. */
export type TimedProcess = WhiteSignal | PresentInput | Piecewise<Tensor, HostFunction>;

const none = new Float64Array(0);

/** A little above the rounding of times, so that a row starts in the step that it is meant for. */
const EARLY = 1e-7;

function presented({ inputs, presentationTime }: PresentInput, dt: number): HostFunction {
  const [count = 1, size = 1] = inputs.shape;
  const rows = Float64Array.from(inputs.data);
  return time => {
    const row = Math.floor((time - dt) / presentationTime + EARLY) % count;
    return rows.subarray(row * size, (row + 1) * size);
  };
}

function pieces({ times, values, functions, interpolation }: Piecewise<Tensor, HostFunction>, dt: number): HostFunction {
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

/** The same draws for the same seed, whatever the number of elements. */
function signal(process: WhiteSignal, dt: number, size: number, seed: number): HostFunction {
  const columns = Array.from({ length: size }, (_, i) => whiteSignalPeriod(process, dt, drawCoefficients(process, dt, hashSeed(seed, i))));
  const steps = columns[0]?.length ?? 1;
  return time => {
    const at = roundHalfEven(time / dt) % steps;
    return Float64Array.from(columns, column => column[at] ?? 0);
  };
}

/** What such a process gives at a time, for steps of `dt` seconds. */
export function timeFunction(process: TimedProcess, dt: number, size: number, seed: number): HostFunction {
  switch (process.type) {
    case 'whiteSignal':
      return signal(process, dt, size, seed);
    case 'presentInput':
      return presented(process, dt);
    case 'piecewise':
      return pieces(process, dt);
  }
}
