import { expm1 } from '@rheobase/math';
import { type Arrays, allEqual, oneOr, type Typed } from './arrays.js';

/** The longest step, in tauRc, for which the series of the fast kernel are good. */
const SHORT = 0.1;

export function planLif(neuron: Omit<Typed<'lif'>, 'type'>, { planner, size, current, out, stride, state, lists }: Arrays): void {
  const shared = [neuron.tauRc, neuron.tauRef, neuron.minVoltage, neuron.amplitude].every(allEqual);
  const [tauRc, tauRef] = [oneOr(shared, neuron.tauRc), oneOr(shared, neuron.tauRef)];
  const [minVoltage, amplitude] = [oneOr(shared, neuron.minVoltage), oneOr(shared, neuron.amplitude)];
  const { dt } = planner.program;
  const short = planner.precision === 'float32' && tauRc.every(tau => dt <= SHORT * tau);
  planner.emit(
    short ? 'lifShort' : 'lif',
    current,
    out,
    state('voltage'),
    state('refractoryTime'),
    stride,
    { real: dt },
    planner.reals(tauRc.map(tau => (short ? 1 / tau : expm1(-dt / tau)))),
    planner.reals(tauRc),
    planner.reals(tauRef.map(time => (short ? time + dt : time))),
    planner.reals(minVoltage),
    planner.reals(amplitude.map(height => height / dt)),
    ...lists(),
    shared ? 1 : 0,
    short ? 0 : planner.room(2 * stride + 4 * (size + 8)),
    size,
  );
}
