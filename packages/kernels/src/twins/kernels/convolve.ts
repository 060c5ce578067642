import type { Tape } from '../tape.js';
import { count, eventsOf, LIST } from './events.js';
import { list, place, word } from './record.js';

// The twins of assembly/operators/convolve.ts, with their words.

/** What a record says of its convolution; places are indices. */
interface Shape {
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly channels: number;
  readonly filters: number;
  readonly groups: number;
  readonly last: boolean;
  readonly perGroup: number;
  readonly width: number;
}

function shapeOf(tape: Tape, at: number): Shape {
  const [channels, filters, groups] = [word(tape, at, 7), word(tape, at, 8), word(tape, at, 9)];
  return {
    kernel: place(tape, at, 4),
    inputs: word(tape, at, 5),
    outputs: word(tape, at, 6),
    channels,
    filters,
    groups,
    last: word(tape, at, 10) !== 0,
    perGroup: channels / groups,
    width: filters / groups,
  };
}

export function convolveEvents(tape: Tape, at: number): void {
  const shape = shapeOf(tape, at);
  const n = shape.inputs * shape.channels;
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const events = eventsOf(tape, x, n, word(tape, at, 11), word(tape, at, 20), item);
    const dense = 2 * tape.words[events]! > n;
    count(tape, word(tape, at, 12), tape.words[events]!, dense);
    const byPosition = shape.last ? y : place(tape, at, 13);
    if (dense) collect(tape, at, shape, x, byPosition);
    else spread(tape, at, shape, x, byPosition, events);
    if (!shape.last) byFilter(tape, shape, byPosition, y);
  }
}

export function convolve(tape: Tape, at: number): void {
  const shape = shapeOf(tape, at);
  for (let item = 0; item < tape.items; item++) {
    const x = place(tape, at, 0) + item * place(tape, at, 1);
    const y = place(tape, at, 2) + item * place(tape, at, 3);
    const byPosition = shape.last ? y : place(tape, at, 13);
    collect(tape, at, shape, x, byPosition);
    if (!shape.last) byFilter(tape, shape, byPosition, y);
  }
}

/** Inputs in ascending order, each over the outputs that it reaches. */
function spread(tape: Tape, at: number, shape: Shape, x: number, y: number, events: number): void {
  const { reals, words, round, shift } = tape;
  const { kernel, inputs, outputs, channels, filters, last, perGroup, width } = shape;
  const [starts, positions, cells] = [list(tape, at, 14), list(tape, at, 15), list(tape, at, 16)];
  reals.fill(0, y, y + outputs * filters);
  for (let e = 0; e < words[events]!; e++) {
    const i = words[events + LIST + e]!;
    const position = last ? Math.floor(i / channels) : i % inputs;
    const channel = last ? i - position * channels : Math.floor(i / inputs);
    const group = Math.floor(channel / perGroup);
    const end = words[starts + position + 1]!;
    for (let k = words[starts + position]!; k < end; k++) {
      const weights = kernel + (words[cells + k]! >>> shift) + (channel - group * perGroup) * filters + group * width;
      const to = y + (words[positions + k]! >>> shift) + group * width;
      for (let f = 0; f < width; f++) reals[to + f] = reals[to + f]! + round(reals[weights + f]! * reals[x + i]!);
    }
  }
}

/** Output by output: sums over inputs in ascending order. */
function collect(tape: Tape, at: number, shape: Shape, x: number, y: number): void {
  const { reals, words, round, shift } = tape;
  const { kernel, inputs, outputs, filters, groups, last, perGroup, width } = shape;
  const [starts, positions, cells] = [list(tape, at, 17), list(tape, at, 18), list(tape, at, 19)];
  for (let o = 0; o < outputs; o++) {
    const [begin, end] = [words[starts + o]!, words[starts + o + 1]!];
    const [long, short] = last ? [end - begin, perGroup] : [perGroup, end - begin];
    for (let group = 0; group < groups; group++) {
      const first = group * width;
      for (let f = first; f < first + width; f++) {
        let sum = 0;
        for (let i = 0; i < long; i++) {
          for (let j = 0; j < short; j++) {
            const k = begin + (last ? i : j);
            const channel = last ? j : i;
            const value = reals[x + (words[positions + k]! >>> shift) + (group * perGroup + channel) * (last ? 1 : inputs)]!;
            sum = round(sum + round(reals[kernel + (words[cells + k]! >>> shift) + channel * filters + f]! * value));
          }
        }
        reals[y + o * filters + f] = sum;
      }
    }
  }
}

/** (positions, filters) as (filters, positions). */
function byFilter({ reals }: Tape, { outputs, filters }: Shape, from: number, to: number): void {
  for (let p = 0; p < outputs; p++) for (let f = 0; f < filters; f++) reals[to + f * outputs + p] = reals[from + p * filters + f]!;
}
