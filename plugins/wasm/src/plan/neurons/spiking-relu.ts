import type { Arrays, Typed } from './arrays.js';

export function planSpikingRelu({ amplitude }: Typed<'spikingRelu'>, arrays: Arrays): void {
  const { planner, size, current, out, stride, state, lists } = arrays;
  const step = { real: planner.program.dt };
  planner.emit('spikingRelu', current, out, state('voltage'), stride, step, planner.reals(amplitude), ...lists(), size);
}
