import { nextDown } from '@rheobase/math';
import type { Argmax, MaxPoolStep, Noise, Softmax } from '@rheobase/program';
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

/** Gaussian, uniform and exponential noise as records; false for distributions that are drawn from on the host. */
export function planNoise(planner: Planner, { out, distribution, factor, random }: Noise): boolean {
  const { at, stride, size } = planner.place(out);
  const own = () => [at, stride, size, planner.streams(random), { real: factor }] as const;
  const reals = (...values: readonly number[]) => values.map(real => ({ real }));
  switch (distribution.type) {
    case 'gaussian':
      planner.emit('gaussianNoise', ...own(), ...reals(distribution.mean, distribution.std));
      return true;
    case 'uniform': {
      const { low, high, integer } = distribution;
      planner.emit('uniformNoise', ...own(), ...reals(low, high, nextDown(high)), integer ? 1 : 0);
      return true;
    }
    case 'exponential': {
      const { scale, shift, high } = distribution;
      planner.emit('exponentialNoise', ...own(), ...reals(scale, shift, high, Math.max(nextDown(high), shift)));
      return true;
    }
    default:
      return false;
  }
}
