import type { Argmax, MaxPoolStep, Noise, Softmax } from '@rheobase/compiler';
import { nextDown } from '@rheobase/math';
import type { Planner } from './planner.js';

export function planChoice(planner: Planner, { kind, in: source, out }: Softmax | Argmax): void {
  const [x, y] = [planner.place(source), planner.place(out)];
  planner.emit(kind, x.at, y.at, y.stride, y.size);
}

export function planMaxPool(planner: Planner, { in: source, out, mode, windows, cells, sums, best }: MaxPoolStep): void {
  const [x, y] = [planner.place(source), planner.place(out)];
  planner.emit(
    'maxPool',
    x.at,
    x.stride,
    y.at,
    y.stride,
    y.size,
    cells,
    planner.integers(windows),
    sums === null ? 0 : planner.place(sums).at,
    best === null ? 0 : planner.place(best).at,
    mode === 'gate' ? 1 : 0,
  );
}

/** Gaussian and uniform noise as records; false for distributions that are drawn from on the host. */
export function planNoise(planner: Planner, { out, distribution, factor, random }: Noise): boolean {
  const { at, stride, size } = planner.place(out);
  switch (distribution.type) {
    case 'gaussian': {
      const { mean, std } = distribution;
      planner.emit('gaussianNoise', at, stride, size, planner.streams(random), { real: factor }, { real: mean }, { real: std });
      return true;
    }
    case 'uniform': {
      const { low, high, integer } = distribution;
      if (integer) return false;
      const limits = [low, high, nextDown(high)].map(real => ({ real }));
      planner.emit('uniformNoise', at, stride, size, planner.streams(random), { real: factor }, ...limits);
      return true;
    }
    default:
      return false;
  }
}
