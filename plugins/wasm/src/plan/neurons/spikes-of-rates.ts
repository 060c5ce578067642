import type { Arrays, Typed } from './arrays.js';

type SpikingFromRate = Typed<'regularSpiking' | 'stochasticSpiking' | 'poissonSpiking'>;

/** Spikes at the rates that the base has put into `rateOut`. */
export function planSpikes({ type, amplitude }: SpikingFromRate, arrays: Arrays): void {
  const { planner, size, out, stride, state, streams, draws, lists } = arrays;
  const rates = state('rateOut');
  const step = { real: planner.program.dt };
  const heights = planner.reals(amplitude);
  switch (type) {
    case 'regularSpiking':
      planner.emit('regularSpikes', rates, out, state('voltage'), stride, step, heights, ...lists(), size);
      return;
    case 'stochasticSpiking':
      planner.emit('stochasticSpikes', rates, out, stride, size, step, heights, streams, ...lists(), draws);
      return;
    case 'poissonSpiking':
      planner.emit('poissonSpikes', rates, out, stride, size, step, heights, streams, ...lists());
      return;
  }
}
