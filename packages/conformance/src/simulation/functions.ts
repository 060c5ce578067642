import { type Fields, type HostFunction, hostFunction } from '@rheobase/core';
import { sin } from '@rheobase/math';
import type { FunctionRef } from '@rheobase/model';

const elementwise =
  (f: (x: number, time: number) => number): HostFunction =>
  (time, x) =>
    x.map(value => f(value, time));

const total = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0);

/** To the nearest whole number, halves to the even one: how the format rounds. */
function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2) : Math.round(x);
}

/** What the functions of the format compute; a constant fills as many elements as are asked for. */
const functions: Readonly<Record<string, (sizeOut: number) => HostFunction>> = Object.freeze({
  square: () => elementwise(x => x * x),
  product: () => (_time, x) => [x.reduce((product, value) => product * value, 1)],
  sum: () => (_time, x) => [total(x)],
  abs: () => elementwise(Math.abs),
  sin_pi: () => elementwise(x => sin(Math.PI * x)),
  swap2: () => (_time, x) => [x[1] ?? 0, x[0] ?? 0],
  cubic: () => elementwise(x => x * x * x - x / 2),
  sum_and_diff: () => (_time, x) => [(x[0] ?? 0) + (x[1] ?? 0), (x[0] ?? 0) - (x[1] ?? 0)],
  const_half: size => () => new Float64Array(size).fill(0.5),
  zero: size => () => new Float64Array(size),
  negate: () => elementwise(x => -x),
  scale_by_t: () => elementwise((x, time) => time * x),
  sum_plus_sin_2pi_t: () => (time, x) => [total(x) + sin(2 * Math.PI * time)],
  running_index: () => elementwise((x, time) => x * (1 + (roundHalfEven(1000 * time) % 3))),
});

const NAMES = Object.keys(functions);

/** A function of the format as a host function of one name and version. */
export function goldenFunction(at: Fields, name: string, sizeOut: number): FunctionRef {
  const named = at.oneOf(name, NAMES);
  const make = functions[named] ?? (size => () => new Float64Array(size));
  return hostFunction(`golden/${named}`, '1', make(sizeOut));
}
