import { refractorySteps } from '@rheobase/core';
import { expm1 } from '@rheobase/math';
import { type Arrays, allEqual, oneOr, type Typed } from './arrays.js';

export function planIntegrateAndFire(neuron: Typed<'integrateAndFire'>, arrays: Arrays): number {
  const { planner, size, current, out, stride, state, lists } = arrays;
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const { dt } = planner.program;
  const none = new Float64Array(size);
  const resets = reset.to === 'value' ? reset.value : none;
  const shared = [tauRc ?? none, threshold, resets, refractory, floor ?? none, amplitude].every(allEqual);
  const parameter = (values: Float64Array): number => planner.reals(oneOr(shared, values));
  const flags =
    (tauRc === null ? 0 : 1) + (floor === null ? 0 : 2) + (spikes.range === 'signed' ? 4 : 0) + (reset.to === 'subtract' ? 8 : 0);
  return planner.emit(
    'integrateAndFire',
    current,
    out,
    state('voltage'),
    state('refractorySteps'),
    state('netSpikes'),
    stride,
    flags,
    { real: dt },
    { real: spikes.range === 'many' ? spikes.max : 1 },
    parameter(tauRc?.map(tau => expm1(-dt / tau)) ?? none),
    parameter(tauRc ?? none),
    // The rest of the last vector never fires, whatever it holds.
    shared ? parameter(threshold) : planner.reals(threshold, 1, Number.NaN),
    parameter(resets),
    parameter(refractory.map(time => refractorySteps(time, dt))),
    parameter(floor ?? none),
    parameter(amplitude),
    ...lists(),
    size,
    shared ? 1 : 0,
  );
}
