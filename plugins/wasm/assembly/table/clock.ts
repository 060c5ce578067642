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
