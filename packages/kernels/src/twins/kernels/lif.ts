import { expm1, log1p } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { closeList, LIST } from './events.js';
import { list, place, real, word } from './record.js';

// The twins of assembly/neurons/lif.ts, with their words.

/** What a record says of its neurons, for one item. Parameters are read with `one`: a step of 0 where all neurons share them. */
interface Neurons {
  readonly current: number;
  readonly out: number;
  readonly voltage: number;
  readonly refractory: number;
  readonly stride: number;
  readonly events: number;
  readonly parameters: readonly number[];
  readonly one: 0 | 1;
}

function neuronsOf(tape: Tape, at: number, item: number): Neurons {
  const stride = place(tape, at, 4);
  const own = (k: number): number => place(tape, at, k) + item * stride;
  return {
    current: own(0),
    out: own(1),
    voltage: own(2),
    refractory: own(3),
    stride,
    events: list(tape, at, 12) + item * list(tape, at, 13),
    parameters: [7, 8, 9, 10, 11].map(k => place(tape, at, k)),
    one: word(tape, at, 14) === 0 ? 1 : 0,
  };
}

export function lif(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const dt = real(tape, at, 5);
  for (let item = 0; item < tape.items; item++) {
    const { current, out, voltage, refractory, stride, events, parameters, one } = neuronsOf(tape, at, item);
    const [whole = 0, tauRc = 0, tauRef = 0, least = 0, height = 0] = parameters;
    let end = events + LIST;
    for (let i = 0; i < stride; i++) {
      const k = i * one;
      const waiting = round(reals[refractory + i]! - dt);
      const free = round(dt - waiting);
      const share = free >= dt ? reals[whole + k]! : free > 0 ? round(expm1(-free / reals[tauRc + k]!)) : -0;
      const before = reals[voltage + i]!;
      const j = reals[current + i]!;
      const v = round(before - round(round(j - before) * share));
      if (v > 1) {
        const overshoot = log1p(-round(v - 1) / round(j - 1));
        reals[voltage + i] = 0;
        reals[out + i] = reals[height + k]!;
        reals[refractory + i] = reals[tauRef + k]! + (dt + reals[tauRc + k]! * overshoot);
        words[end++] = i;
      } else {
        reals[voltage + i] = v < reals[least + k]! ? reals[least + k]! : v;
        reals[out + i] = 0;
        reals[refractory + i] = waiting;
      }
    }
    closeList(tape, events, end, word(tape, at, 16));
  }
}

const f = Math.fround;
const [THIRD, FIFTH, SIXTH, TWENTY_FOURTH, LAST] = [f(1 / 3), f(0.2), f(1 / 6), f(1 / 24), f(1 / 120)];

/** 1 - exp(-x), by its series. */
function risen(x: number): number {
  let k = f(TWENTY_FOURTH - f(x * LAST));
  k = f(SIXTH - f(x * k));
  k = f(0.5 - f(x * k));
  return f(x * f(1 - f(x * k)));
}

/** -log(1 - z), by its series. */
function lapsed(z: number): number {
  let s = f(FIFTH + f(z * SIXTH));
  s = f(0.25 + f(z * s));
  s = f(THIRD + f(z * s));
  s = f(0.5 + f(z * s));
  return f(z * f(1 + f(z * s)));
}

export function lifShort(tape: Tape, at: number): void {
  const { reals, words } = tape;
  const dt = real(tape, at, 5);
  for (let item = 0; item < tape.items; item++) {
    const { current, out, voltage, refractory, stride, events, parameters, one } = neuronsOf(tape, at, item);
    const [inverse = 0, tauRc = 0, tauRef = 0, least = 0, height = 0] = parameters;
    let end = events + LIST;
    for (let i = 0; i < stride; i++) {
      const k = i * one;
      const j = reals[current + i]!;
      const before = reals[voltage + i]!;
      const waiting = f(reals[refractory + i]! - dt);
      const left = f(dt - waiting);
      const some = left < 0 ? 0 : left;
      const free = dt < some ? dt : some;
      const v = f(before + f(f(j - before) * risen(f(free * reals[inverse + k]!))));
      const fired = v > 1;
      reals[voltage + i] = fired ? 0 : v < reals[least + k]! ? reals[least + k]! : v;
      reals[out + i] = fired ? reals[height + k]! : 0;
      reals[refractory + i] = fired ? reals[tauRef + k]! - f(reals[tauRc + k]! * lapsed(f(f(v - 1) / f(j - 1)))) : waiting;
      if (fired) words[end++] = i;
    }
    closeList(tape, events, end, word(tape, at, 16));
  }
}
