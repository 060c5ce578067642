import type { Arrays, Typed } from './arrays.js';

export function planIzhikevich(neuron: Typed<'izhikevich'>, arrays: Arrays): number {
  const { planner, size, current, out, stride, state, lists } = arrays;
  const { tauRecovery, coupling, resetVoltage, resetRecovery } = neuron;
  return planner.emit(
    'izhikevich',
    current,
    out,
    state('voltage'),
    state('recovery'),
    stride,
    { real: planner.program.dt },
    planner.reals(tauRecovery),
    planner.reals(coupling),
    planner.reals(resetVoltage),
    planner.reals(resetRecovery),
    ...lists(),
    size,
  );
}
