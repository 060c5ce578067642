/** How near its last place a search looks before it halves, as in `numpy.interp`. */
const NEAR = 8;

/**
 * A place i with x[i] <= at < x[i + 1]; -1 below the first number, the last place or one past it from the last number on. Where x falls somewhere
 * there may be several: which one is found depends on `guess`, the place found before.
 */
function placeOf(x: Float64Array, at: number, guess: number): number {
  const last = x.length - 1;
  const reaches = (place: number): boolean => at >= (x[place] ?? Number.NaN);
  if (at > (x[last] ?? Number.NaN)) return last + 1;
  if (at < (x[0] ?? Number.NaN)) return -1;
  const near = Math.max(1, Math.min(guess, last - 2));
  let [low, high] = [0, last + 1];
  if (!reaches(near)) {
    if (reaches(near - 1)) return near - 1;
    high = near - 1;
    if (near > NEAR && reaches(near - NEAR)) low = near - NEAR;
  } else {
    if (!reaches(near + 1)) return near;
    if (!reaches(near + 2)) return near + 1;
    low = near + 2;
    if (near < last - NEAR && !reaches(near + NEAR)) high = near + NEAR;
  }
  while (low < high) {
    const middle = low + ((high - low) >> 1);
    if (reaches(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The lines through the points (x, y) at each of some numbers, as `numpy.interp` gives them, also where x does not rise: then what one number
 * gives depends on the number before. Beyond the ends, y of the end. At least 5 points of finite numbers.
 */
export function interpolated(x: Float64Array, y: Float64Array, at: readonly number[]): readonly number[] {
  let place = 0;
  return at.map(value => {
    place = placeOf(x, value, place);
    if (place < 0) return y[0] ?? Number.NaN;
    if (place >= x.length - 1) return y.at(-1) ?? Number.NaN;
    const [x0 = Number.NaN, x1 = Number.NaN, y0 = Number.NaN, y1 = Number.NaN] = [x[place], x[place + 1], y[place], y[place + 1]];
    return x0 === value ? y0 : ((y1 - y0) / (x1 - x0)) * (value - x0) + y0;
  });
}
