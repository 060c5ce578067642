import { expm1 } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { closeList, LIST } from './events.js';
import { list, place, real, word } from './record.js';

const LEAKS = 1;
const HAS_FLOOR = 2;
const SIGNED = 4;
const SUBTRACTS = 8;

/** The twin of assembly/neurons/integrate-and-fire.ts, with its words. */
export function integrateAndFire(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const [stride, flags, dt, most] = [place(tape, at, 5), word(tape, at, 6), real(tape, at, 7), real(tape, at, 9)];
  const one = word(tape, at, 21) === 0 ? 1 : 0;
  for (let item = 0; item < tape.items; item++) {
    const own = (k: number, i: number): number => place(tape, at, k) + item * stride + i;
    const events = list(tape, at, 18) + item * list(tape, at, 19);
    let end = events + LIST;
    for (let i = 0; i < stride; i++) {
      const parameter = (k: number): number => reals[place(tape, at, k) + i * one]!;
      const [j, before, net] = [reals[own(0, i)]!, reals[own(2, i)]!, reals[own(4, i)]!];
      const waiting = round(reals[own(3, i)]! - 1);
      const [isWhole, isNone] = [waiting <= 0, waiting >= 1];
      const left = round(round(1 - waiting) * dt);
      let v: number;
      if ((flags & LEAKS) !== 0) {
        const share = isWhole ? parameter(11) : isNone ? -0 : round(expm1(round(-left / parameter(12))));
        v = round(before - round(round(j - before) * share));
      } else v = round(before + round(j * (isNone ? 0 : isWhole ? dt : left)));
      if ((flags & HAS_FLOOR) !== 0 && v < parameter(16)) v = parameter(16);
      const threshold = parameter(13);
      let spikes = 0;
      if (!isNone && v >= threshold) spikes = Math.min(parameter(15) > 0 ? 1 : most, Math.floor(round(v / threshold)));
      else if ((flags & SIGNED) !== 0 && !isNone && v < 0 && net > 0) spikes = -1;
      const fired = spikes !== 0;
      const after = (flags & SUBTRACTS) !== 0 ? round(v - round(spikes * threshold)) : parameter(14);
      reals[own(2, i)] = fired ? after : v;
      reals[own(3, i)] = fired ? parameter(15) : waiting < 0 ? 0 : waiting;
      reals[own(4, i)] = net + spikes;
      reals[own(1, i)] = fired ? round(spikes * parameter(17)) / dt : 0;
      if (fired) words[end++] = i;
    }
    closeList(tape, events, end, word(tape, at, 20));
  }
}
