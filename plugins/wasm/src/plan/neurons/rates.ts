import type { Arrays, Typed } from './arrays.js';

/** Types without state: the curve for which decoders are solved. */
export function planRates(
  neuron: Typed<'lifRate' | 'softLif' | 'relu' | 'sigmoid' | 'tanh'>,
  { planner, size, current, out, stride }: Arrays,
): void {
  const own = [current, out, stride, size] as const;
  switch (neuron.type) {
    case 'lifRate':
      planner.emit('lifRate', ...own, planner.reals(neuron.tauRc), planner.reals(neuron.tauRef), planner.reals(neuron.amplitude));
      return;
    case 'softLif': {
      const { tauRc, tauRef, amplitude, sigma } = neuron;
      planner.emit('softLif', ...own, planner.reals(tauRc), planner.reals(tauRef), planner.reals(amplitude), planner.reals(sigma));
      return;
    }
    case 'relu':
      planner.emit('relu', ...own, planner.reals(neuron.amplitude));
      return;
    case 'sigmoid':
      planner.emit('sigmoid', ...own, planner.reals(neuron.tauRef.map(time => 1 / time)));
      return;
    case 'tanh':
      planner.emit('tanh', ...own, planner.reals(neuron.tauRef));
      return;
  }
}
