import type { Arrays, Typed } from './arrays.js';

export function planSpikingRelu({ amplitude }: Typed<'spikingRelu'>, arrays: Arrays): number {
  const { planner, size, current, out, stride, state, lists } = arrays;
  const step = { real: planner.program.dt };
  return planner.emit('spikingRelu', current, out, state('voltage'), stride, step, planner.reals(amplitude), ...lists(), size);
}

/** Spikes at the rates that the base has put into `rateOut`. */
export function planSpikes({ type, amplitude }: Typed<'regularSpiking' | 'stochasticSpiking' | 'poissonSpiking'>, arrays: Arrays): number {
  const { planner, size, out, stride, state, streams, draws, lists } = arrays;
  const rates = state('rateOut');
  const step = { real: planner.program.dt };
  const heights = planner.reals(amplitude);
  switch (type) {
    case 'regularSpiking':
      return planner.emit('regularSpikes', rates, out, state('voltage'), stride, step, heights, ...lists(), size);
    case 'stochasticSpiking':
      return planner.emit('stochasticSpikes', rates, out, stride, size, step, heights, streams, ...lists(), draws);
    case 'poissonSpiking':
      return planner.emit('poissonSpikes', rates, out, stride, size, step, heights, streams, ...lists());
  }
}
