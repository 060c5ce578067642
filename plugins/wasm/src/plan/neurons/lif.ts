import { expm1 } from '@rheobase/math';
import { type Arrays, allEqual, type Typed } from './arrays.js';

/** The longest step, in tauRc, for which the series of the fast kernel are good. */
const SHORT = 0.1;

export function planLif(neuron: Omit<Typed<'lif'>, 'type'>, { planner, size, current, out, stride, state, lists }: Arrays): void {
  const { tauRc, tauRef, minVoltage, amplitude } = neuron;
  const { dt } = planner.program;
  const short = planner.precision === 'float32' && tauRc.every(tau => dt <= SHORT * tau);
  const shared = [tauRc, tauRef, minVoltage, amplitude].every(allEqual);
  const parameter = (values: Float64Array): number => planner.parameter(values, shared);
  planner.emit(
    short ? 'lifShort' : 'lif',
    current,
    out,
    state('voltage'),
    state('refractoryTime'),
    stride,
    { real: dt },
    parameter(tauRc.map(tau => (short ? 1 / tau : expm1(-dt / tau)))),
    parameter(tauRc),
    parameter(tauRef.map(time => (short ? time + dt : time))),
    parameter(minVoltage),
    parameter(amplitude.map(height => height / dt)),
    ...lists(),
    shared ? 1 : 0,
    short ? 0 : planner.room(2 * stride + 4 * (size + 8)),
    size,
  );
}
