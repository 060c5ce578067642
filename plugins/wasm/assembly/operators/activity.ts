/**
 * What an operator that goes by events has met: three reals at an address, so that the host can tell which way it took and how active its
 * input is.
 */
export function count(at: usize, events: i32, dense: bool): void {
  store<f64>(at, load<f64>(at) + <f64>events);
  if (dense) store<f64>(at, load<f64>(at, 16) + 1, 16);
  else store<f64>(at, load<f64>(at, 8) + 1, 8);
}
