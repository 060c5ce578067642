/**
 * A record of the operation table: word 0 its code, word 1 its length in bytes, then its words; a real takes two words.
 * Addresses are bytes of this module's memory, strides are bytes from one item of a batch to the next.
 */
export function codeOf(at: usize): i32 {
  return load<i32>(at);
}

export function lengthOf(at: usize): usize {
  return load<u32>(at, 4);
}

/** Word k of a record. */
@inline
export function word(at: usize, k: i32): usize {
  return load<u32>(at + (<usize>k << 2), 8);
}

/** The real that takes words k and k + 1. */
@inline
export function real<T>(at: usize, k: i32): T {
  return <T>load<f64>(at + (<usize>k << 2), 8);
}

/** How many items run side by side. */
export let items: i32 = 1;
/** The step now being made, from 1. */
export let step: f64 = 0;
/** The same as row of the buffers for inputs and records, from 0. */
export let row: i32 = 0;

export function setItems(count: i32): void {
  items = count;
}

export function setStep(now: f64, at: i32): void {
  step = now;
  row = at;
}
