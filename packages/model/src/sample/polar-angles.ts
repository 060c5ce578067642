import { betaQuantiles } from '@rheobase/kernels';

export type PolarAngles = readonly [cosine: Float64Array, sine: Float64Array];

/** Cosines and sines of a polar angle for u in [0, 1), with `rest` coordinates after it; the cosine's square follows Beta(1/2, rest / 2). */
export function polarAngles(us: Float64Array, rest: number): PolarAngles {
  const [cosine, sine] = [new Float64Array(us.length), new Float64Array(us.length)];
  // Solved for the smaller of the two squares, so that both keep their digits.
  const [steep, flat] = [new Float64Array(us.length), new Float64Array(us.length)];
  let [steeps, flats] = [0, 0];
  for (let i = 0; i < us.length; i++) {
    const u = us[i] ?? 0;
    const tail = 2 * Math.min(u, 1 - u);
    if (tail > 0.5) flat[flats++] = 1 - tail;
    else steep[steeps++] = tail;
  }
  const sines = rest === 2 ? steep : betaQuantiles(rest / 2, 0.5, steep.subarray(0, steeps));
  const cosines = rest === 2 ? flat : betaQuantiles(0.5, rest / 2, flat.subarray(0, flats));
  let [fromSine, fromCosine] = [0, 0];
  for (let i = 0; i < us.length; i++) {
    const u = us[i] ?? 0;
    const tail = 2 * Math.min(u, 1 - u);
    const square = (tail > 0.5 ? cosines[fromCosine++] : sines[fromSine++]) ?? 0;
    const along = rest === 2 ? 1 - tail : Math.sqrt(tail > 0.5 ? square : 1 - square);
    cosine[i] = u < 0.5 ? along : -along;
    sine[i] = Math.sqrt(rest === 2 ? tail * (2 - tail) : tail > 0.5 ? 1 - square : square);
  }
  return [cosine, sine];
}
