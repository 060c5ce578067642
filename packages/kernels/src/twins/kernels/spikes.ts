import { poisson } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { closeList, LIST } from './events.js';
import { drawing, STREAM } from './random.js';
import { double, list, place, real, word } from './record.js';

// The twins of assembly/neurons/spiking-relu.ts and spikes-of-rates.ts, with their words.

/** Adds up what comes in, and fires for each whole that is reached. */
function accumulate(tape: Tape, at: number, given: (x: number) => number): void {
  const { reals, words, round } = tape;
  const [stride, dt, amplitudes] = [place(tape, at, 3), real(tape, at, 4), place(tape, at, 6)];
  for (let item = 0; item < tape.items; item++) {
    const first = item * stride;
    const [x, out, voltage] = [place(tape, at, 0) + first, place(tape, at, 1) + first, place(tape, at, 2) + first];
    const events = list(tape, at, 7) + item * list(tape, at, 8);
    let end = events + LIST;
    for (let i = 0; i < stride; i++) {
      const v = round(reals[voltage + i]! + round(dt * given(reals[x + i]!)));
      const spikes = Math.floor(v);
      reals[voltage + i] = v - spikes;
      reals[out + i] = spikes === 0 ? 0 : round(spikes * reals[amplitudes + i]!) / dt;
      if (spikes !== 0) words[end++] = i;
    }
    closeList(tape, events, end, word(tape, at, 9));
  }
}

export const spikingRelu = (tape: Tape, at: number): void => accumulate(tape, at, x => Math.max(x, 0));

export const regularSpikes = (tape: Tape, at: number): void => accumulate(tape, at, x => x);

/** As many spikes of each neuron as `count` says, one neuron after the other, with the sign of its rate. */
function emit(tape: Tape, at: number, item: number, count: (rate: number, i: number) => number): void {
  const { reals, words } = tape;
  const [n, dt, amplitudes] = [word(tape, at, 3), double(tape, at, 4), place(tape, at, 6)];
  const first = item * place(tape, at, 2);
  const events = list(tape, at, 8) + item * list(tape, at, 9);
  let end = events + LIST;
  for (let i = 0; i < n; i++) {
    const rate = reals[place(tape, at, 0) + first + i]!;
    const spikes = count(rate, i);
    reals[place(tape, at, 1) + first + i] = spikes === 0 ? 0 : ((rate < 0 ? -spikes : spikes) * reals[amplitudes + i]!) / dt;
    if (spikes !== 0) words[end++] = i;
  }
  closeList(tape, events, end, n);
}

export function stochasticSpikes(tape: Tape, at: number): void {
  const [dt, given] = [double(tape, at, 4), place(tape, at, 10)];
  const fire = (rate: number, uniform: number): number => {
    const x = Math.abs(rate) * dt;
    const whole = Math.floor(x);
    return uniform < x - whole ? whole + 1 : whole;
  };
  for (let item = 0; item < tape.items; item++) {
    const first = given + item * place(tape, at, 2);
    if (given !== 0) emit(tape, at, item, (rate, i) => fire(rate, tape.reals[first + i]!));
    else drawing(tape, word(tape, at, 7) + item * STREAM, random => emit(tape, at, item, rate => fire(rate, random.uniform())));
  }
}

export function poissonSpikes(tape: Tape, at: number): void {
  const dt = double(tape, at, 4);
  for (let item = 0; item < tape.items; item++) {
    drawing(tape, word(tape, at, 7) + item * STREAM, random => emit(tape, at, item, rate => poisson(random, Math.abs(rate) * dt)));
  }
}
