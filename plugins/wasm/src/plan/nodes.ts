import { nextDown } from '@rheobase/math';
import type { Operator, Parameter, SignalId } from '@rheobase/program';
import type { Code } from '../generated/codes.js';
import type { Planned, Planner } from './table/planner.js';

export function planChoice(planner: Planner, code: Code, { in: source, out }: { readonly in: SignalId; readonly out: SignalId }): number {
  const [x, y] = [planner.place(source), planner.place(out)];
  return planner.emit(code, x.at, y.at, y.stride, y.size);
}

export function planMaxPool(
  planner: Planner,
  { in: source, out, mode, windows, cells, sums, best }: Operator<Parameter, 'maxPool'>,
): number {
  const [x, y] = [planner.place(source), planner.place(out)];
  return planner.emit(
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

/** Gaussian, uniform and exponential noise as records; other distributions are drawn from on the host. */
export function planNoise(planner: Planner, { out, distribution, factor, random }: Operator<Parameter, 'noise'>): Planned {
  const { at, stride, size } = planner.place(out);
  const own = () => [at, stride, size, planner.streams(random), { real: factor }] as const;
  const reals = (...values: readonly number[]) => values.map(real => ({ real }));
  switch (distribution.type) {
    case 'gaussian':
      return planner.emit('gaussianNoise', ...own(), ...reals(distribution.mean, distribution.std));
    case 'uniform': {
      const { low, high, integer } = distribution;
      return planner.emit('uniformNoise', ...own(), ...reals(low, high, nextDown(high)), integer ? 1 : 0);
    }
    case 'exponential': {
      const { scale, shift, high } = distribution;
      return planner.emit('exponentialNoise', ...own(), ...reals(scale, shift, high, Math.max(nextDown(high), shift)));
    }
    default:
      return { feature: `noise of distribution ${distribution.type}` };
  }
}
