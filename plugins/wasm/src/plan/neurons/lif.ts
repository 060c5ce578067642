import { expm1 } from '@rheobase/math';
import { type Arrays, allEqual, type Typed } from './arrays.js';

/** The longest step, in tauRc, for which the series of the fast kernel are good. */
const SHORT = 0.1;

export function planLif(neuron: Omit<Typed<'lif'>, 'type'>, { planner, size, current, out, stride, state, lists }: Arrays): void {
  const given = [neuron.tauRc, neuron.tauRef, neuron.minVoltage, neuron.amplitude] as const;
  const shared = given.every(allEqual);
  const one = (values: Float64Array): Float64Array => (shared ? values.subarray(0, 1) : values);
  const [tauRc, tauRef, minVoltage, amplitude] = [one(given[0]), one(given[1]), one(given[2]), one(given[3])];
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
