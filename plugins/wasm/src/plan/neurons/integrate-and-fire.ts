import { refractorySteps } from '@rheobase/core';
import { expm1 } from '@rheobase/math';
import { constantParameter, type Parameter } from '@rheobase/program';
import { type Arrays, oneOr, sharedNumber, type Typed } from './arrays.js';

export function planIntegrateAndFire(neuron: Typed<'integrateAndFire'>, arrays: Arrays): number {
  const { planner, size, current, out, stride, state, lists } = arrays;
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const { dt } = planner.program;
  const none = constantParameter(0, size);
  const resets = reset.to === 'value' ? reset.value : none;
  const shared = [tauRc ?? none, threshold, resets, refractory, floor ?? none, amplitude].every(
    parameter => sharedNumber(parameter) !== null,
  );
  const parameter = (values: Parameter, each: ((x: number) => number) | null = null): number =>
    planner.reals(oneOr(shared, values), { each });
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
    tauRc === null ? parameter(none) : parameter(tauRc, tau => expm1(-dt / tau)),
    parameter(tauRc ?? none),
    // The rest of the last vector never fires, whatever it holds.
    shared ? parameter(threshold) : planner.reals(threshold, { pad: Number.NaN }),
    parameter(resets),
    parameter(refractory, time => refractorySteps(time, dt)),
    parameter(floor ?? none),
    parameter(amplitude),
    ...lists(),
    size,
    shared ? 1 : 0,
  );
}
