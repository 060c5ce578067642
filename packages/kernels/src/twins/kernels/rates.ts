import { exp, log, log1p, tanh as tanhOf } from '@rheobase/math';
import type { Tape } from '../tape.js';
import { fastExp, fastLog1p, fastTanh } from './fast-math.js';
import { place, word } from './record.js';

// The twins of assembly/neurons/rates.ts, with their words.

/** Sets each neuron's output to what `rate` gives for its current and its number; in float32, what fills up the last vector as well. */
function each(tape: Tape, at: number, rate: (current: number, i: number) => number): void {
  const { reals } = tape;
  const stride = place(tape, at, 2);
  const n = tape.size === 4 ? stride : word(tape, at, 3);
  for (let item = 0; item < tape.items; item++) {
    const [current, out] = [place(tape, at, 0) + item * stride, place(tape, at, 1) + item * stride];
    for (let i = 0; i < n; i++) reals[out + i] = rate(reals[current + i]!, i);
  }
}

const f = Math.fround;

export function lifRate(tape: Tape, at: number): void {
  const { reals } = tape;
  const [tauRc, tauRef, amplitude] = [place(tape, at, 4), place(tape, at, 5), place(tape, at, 6)];
  each(tape, at, (current, i) => {
    const above = tape.round(current - 1);
    if (tape.size === 8) return reals[amplitude + i]! * (above > 0 ? 1 / (reals[tauRef + i]! + reals[tauRc + i]! * log1p(1 / above)) : 0);
    if (!(above > 0)) return 0;
    return reals[amplitude + i]! / f(reals[tauRef + i]! + f(reals[tauRc + i]! * fastLog1p(f(1 / above))));
  });
}

/** sigma log(1 + exp(j)) for j = x / sigma, without overflow. */
const smoothed = (x: number, sigma: number, j: number): number => (j > 34 ? x : j < -34 ? sigma * exp(j) : sigma * log1p(exp(j)));

export function softLif(tape: Tape, at: number): void {
  const { reals } = tape;
  const [tauRc, tauRef, amplitude, sigmas, logs] = [4, 5, 6, 7, 8].map(k => place(tape, at, k));
  const exact = (above: number, sigma: number): number => {
    const j = above / sigma;
    return j < -600 ? -j - log(sigma) : log1p(1 / smoothed(above, sigma, j));
  };
  const fast = (above: number, sigma: number, logSigma: number): number => {
    const j = f(above / sigma);
    const e = fastExp(j);
    if (j < -15) return f(f(f(sigma * e) - logSigma) - j);
    return fastLog1p(f(1 / (j > 34 ? above : f(sigma * fastLog1p(e)))));
  };
  each(tape, at, (current, i) => {
    const sigma = reals[sigmas! + i]!;
    const above = tape.round(current - 1);
    const [rc, ref, height] = [reals[tauRc! + i]!, reals[tauRef! + i]!, reals[amplitude! + i]!];
    if (tape.size === 8) return height * (1 / (ref + rc * exact(above, sigma)));
    return height / f(ref + f(rc * fast(above, sigma, reals[logs! + i]!)));
  });
}

export function relu(tape: Tape, at: number): void {
  const amplitudes = place(tape, at, 4);
  each(tape, at, (current, i) => tape.reals[amplitudes + i]! * Math.max(0, current));
}

export function sigmoid(tape: Tape, at: number): void {
  const heights = place(tape, at, 4);
  const falling = (x: number): number => (tape.size === 8 ? exp(x) : fastExp(x));
  each(tape, at, (current, i) => tape.reals[heights + i]! / tape.round(1 + falling(-current)));
}

export function tanh(tape: Tape, at: number): void {
  const tauRefs = place(tape, at, 4);
  each(tape, at, (current, i) => (tape.size === 8 ? tanhOf(current) : fastTanh(current)) / tape.reals[tauRefs + i]!);
}
