import { log1p } from '@rheobase/math';

/** See `SolveMachine.currents`. */
export function currents(
  v: Float64Array,
  points: number,
  rows: number,
  d: number,
  encoders: number,
  factors: number,
  bias: number,
  stride: number,
  out: number,
): void {
  for (let r = 0; r < rows; r++) {
    const [point, to] = [points + r * d, out + r * stride];
    for (let i = 0; i < stride; i++) {
      let along = 0;
      for (let k = 0; k < d; k++) along += v[encoders + k * stride + i]! * v[point + k]!;
      v[to + i] = v[factors + i]! * along + v[bias + i]!;
    }
  }
}

/** See `SolveMachine.lifRates`. */
export function lifRates(
  v: Float64Array,
  at: number,
  rows: number,
  stride: number,
  tauRc: number,
  tauRef: number,
  amplitude: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < stride; i++) {
      const place = at + r * stride + i;
      const above = v[place]! - 1;
      v[place] = v[amplitude + i]! * (above > 0 ? 1 / (v[tauRef + i]! + v[tauRc + i]! * log1p(1 / above)) : 0);
    }
  }
}
