import { log } from '../../math/src/log.js';

// A stream of packages/math, for the same draws: xoroshiro128+ (Blackman and Vigna 2016), the lower words of its outputs.

/** Bytes of a stream: four words of the generator, whether a normal deviate is held back (a word), and which (8 bytes, at 24). */
export const STREAM: usize = 32;

const TWO_26: f64 = 67108864;
const TWO_MINUS_53: f64 = 1.1102230246251565e-16;

let s01: i32 = 0;
let s00: i32 = 0;
let s11: i32 = 0;
let s10: i32 = 0;
let isHeld: bool = false;
let held: f64 = 0;

/** Draws come from the stream at an address, until `keepStream`. */
export function openStream(at: usize): void {
  s01 = load<i32>(at);
  s00 = load<i32>(at, 4);
  s11 = load<i32>(at, 8);
  s10 = load<i32>(at, 12);
  isHeld = load<i32>(at, 16) != 0;
  held = load<f64>(at, 24);
}

/** Puts the advanced state back. */
export function keepStream(at: usize): void {
  store<i32>(at, s01);
  store<i32>(at, s00, 4);
  store<i32>(at, s11, 8);
  store<i32>(at, s10, 12);
  store<i32>(at, isHeld ? 1 : 0, 16);
  store<f64>(at, held, 24);
}

/** A word of 32 bits. */
export function next(): u32 {
  const out = s00 + s10;
  const a0 = s10 ^ s00;
  const a1 = s11 ^ s01;
  const b0 = s00;
  const b1 = s01;
  s00 = (b0 << 24) ^ (b1 >>> 8) ^ a0 ^ (a0 << 16);
  s01 = (b1 << 24) ^ (b0 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
  s10 = (a1 << 5) ^ (a0 >>> 27);
  s11 = (a0 << 5) ^ (a1 >>> 27);
  return <u32>out;
}

/** A multiple of 2^-53 in [0, 1). */
export function uniform(): f64 {
  const upper = next() >> 5;
  const lower = next() >> 6;
  return (<f64>upper * TWO_26 + <f64>lower) * TWO_MINUS_53;
}

/** A normal deviate, by Marsaglia's polar method (Marsaglia and Bray 1964). */
export function normal(): f64 {
  if (isHeld) {
    const value = held;
    isHeld = false;
    held = 0;
    return value;
  }
  let u: f64 = 0;
  let v: f64 = 0;
  let square: f64 = 0;
  do {
    u = 2 * uniform() - 1;
    v = 2 * uniform() - 1;
    square = u * u + v * v;
  } while (square >= 1 || square == 0);
  const scale = sqrt<f64>((-2 * log(square)) / square);
  isHeld = true;
  held = v * scale;
  return u * scale;
}
