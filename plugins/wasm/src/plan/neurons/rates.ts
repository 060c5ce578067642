import { log } from '@rheobase/math';
import type { Parameter } from '@rheobase/program';
import type { Arrays, Typed } from './arrays.js';

/** Types without state: the curve for which decoders are solved. */
export function planRates(
  neuron: Typed<'lifRate' | 'softLif' | 'relu' | 'sigmoid' | 'tanh'>,
  { planner, size, current, out, stride }: Arrays,
): number {
  const own = [current, out, stride, size] as const;
  // The rest of the last vector must not divide by zero.
  const divisor = (values: Parameter): number => planner.reals(values, { pad: 1 });
  switch (neuron.type) {
    case 'lifRate':
      return planner.emit('lifRate', ...own, planner.reals(neuron.tauRc), divisor(neuron.tauRef), planner.reals(neuron.amplitude));
    case 'softLif': {
      const { tauRc, tauRef, amplitude, sigma } = neuron;
      const shape = [planner.reals(tauRc), divisor(tauRef), planner.reals(amplitude), divisor(sigma)];
      return planner.emit('softLif', ...own, ...shape, planner.reals(sigma, { each: log }));
    }
    case 'relu':
      return planner.emit('relu', ...own, planner.reals(neuron.amplitude));
    case 'sigmoid':
      return planner.emit('sigmoid', ...own, planner.reals(neuron.tauRef, { each: time => 1 / time }));
    case 'tanh':
      return planner.emit('tanhRate', ...own, divisor(neuron.tauRef));
  }
}
