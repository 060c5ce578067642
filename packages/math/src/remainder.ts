/** What `reduceAngle` leaves of an angle: the sum of two doubles. */
export let remainderHigh: number = 0;
export let remainderLow: number = 0;

export function keepRemainder(high: number, low: number): void {
  remainderHigh = high;
  remainderLow = low;
}
