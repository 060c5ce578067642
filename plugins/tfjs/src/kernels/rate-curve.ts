/** Parameters of a LIF rate curve; sigma 0 is the hard threshold. */
export interface RateCurve {
  /** s */
  readonly tauRc: number;
  /** s */
  readonly tauRef: number;
  readonly amplitude: number;
  /** Width of the smoothed threshold, in units of current. */
  readonly sigma: number;
}

/** Beyond these, in units of sigma from the threshold, the smoothed current is the current itself, or its logarithm is linear. */
const FAR_RIGHT = 32;
const FAR_LEFT = -20;

const TINY = 1e-30;

/** sigma log(1 + exp(js)), kept above zero so that its inverse is finite. */
const smoothed = (js: number, sigma: number): number => Math.max(js > FAR_RIGHT ? js * sigma : sigma * Math.log1p(Math.exp(js)), TINY);

/** log(1 + 1 / z) for the smoothed current z. */
const logarithm = (js: number, sigma: number): number => (js > FAR_LEFT ? Math.log1p(1 / smoothed(js, sigma)) : -js - Math.log(sigma));

/** amplitude / (tauRef + tauRc log(1 + 1 / z)); z is J - 1, or its smoothed form (Hunsberger and Eliasmith, 2015). */
export function rateOf(current: number, { tauRc, tauRef, amplitude, sigma }: RateCurve): number {
  const above = current - 1;
  if (sigma > 0) return amplitude / (tauRef + tauRc * logarithm(above / sigma, sigma));
  // What is not a number stays so: the loss has to show it.
  return above <= 0 ? 0 : amplitude / (tauRef + tauRc * Math.log1p(1 / above));
}

/** Derivative of `rateOf` by the current; zero at and below a hard threshold. */
export function slopeOf(current: number, curve: RateCurve): number {
  const { tauRc, amplitude, sigma } = curve;
  const above = current - 1;
  if (sigma === 0 && above <= 0) return 0;
  const rate = rateOf(current, curve);
  const factor = (rate * rate * tauRc) / amplitude;
  if (sigma === 0) return factor / Math.max(above * current, TINY);
  const js = above / sigma;
  if (js <= FAR_LEFT) return factor / sigma;
  const z = smoothed(js, sigma);
  return factor / ((1 + Math.exp(-js)) * z * (1 + z));
}
