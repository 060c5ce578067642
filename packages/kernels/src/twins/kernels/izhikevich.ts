import type { Tape } from '../tape.js';
import { closeList, LIST } from './events.js';
import { double, list, place, word } from './record.js';

/** The twin of assembly/neurons/izhikevich.ts, with its words. */
export function izhikevich(tape: Tape, at: number): void {
  const { reals, words, round } = tape;
  const stride = place(tape, at, 4);
  const dt = double(tape, at, 5);
  const [ms, height, square] = [round(dt * 1000), round(1 / dt), round(0.04)];
  const [paces, couplings, resets, kicks] = [place(tape, at, 7), place(tape, at, 8), place(tape, at, 9), place(tape, at, 10)];
  for (let item = 0; item < tape.items; item++) {
    const own = (k: number): number => place(tape, at, k) + item * stride;
    const [current, out, voltage, recovery] = [own(0), own(1), own(2), own(3)];
    const events = list(tape, at, 11) + item * list(tape, at, 12);
    let end = events + LIST;
    for (let i = 0; i < stride; i++) {
      const j = Math.max(reals[current + i]!, -30);
      const before = reals[voltage + i]!;
      let u = reals[recovery + i]!;
      let change = round(round(round(square * before) * before) + round(5 * before));
      change = round(round(round(change + 140) - u) + j);
      let v = round(before + round(change * ms));
      const fired = v >= 30;
      if (fired) v = reals[resets + i]!;
      const towards = round(round(reals[couplings + i]! * v) - u);
      u = round(u + round(round(reals[paces + i]! * towards) * ms));
      reals[recovery + i] = fired ? u + reals[kicks + i]! : u;
      reals[voltage + i] = v;
      reals[out + i] = fired ? height : 0;
      if (fired) words[end++] = i;
    }
    closeList(tape, events, end, word(tape, at, 13));
  }
}
