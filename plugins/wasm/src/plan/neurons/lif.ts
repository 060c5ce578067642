import { expm1 } from '@rheobase/math';
import { type Arrays, oneOr, sharedNumber, type Typed } from './arrays.js';

/** The longest step, in tauRc, for which the series of the fast kernel are good. */
const SHORT = 0.1;

export function planLif(neuron: Omit<Typed<'lif'>, 'type'>, { planner, size, current, out, stride, state, lists }: Arrays): number {
  const shared = [neuron.tauRc, neuron.tauRef, neuron.minVoltage, neuron.amplitude].every(parameter => sharedNumber(parameter) !== null);
  const [tauRc, tauRef] = [oneOr(shared, neuron.tauRc), oneOr(shared, neuron.tauRef)];
  const [minVoltage, amplitude] = [oneOr(shared, neuron.minVoltage), oneOr(shared, neuron.amplitude)];
  const { dt } = planner.program;
  const short = planner.precision === 'float32' && planner.decides(tauRc, values => values.every(tau => dt <= SHORT * tau));
  return planner.emit(
    short ? 'lifShort' : 'lif',
    current,
    out,
    state('voltage'),
    state('refractoryTime'),
    stride,
    { real: dt },
    planner.reals(tauRc, { each: tau => (short ? 1 / tau : expm1(-dt / tau)) }),
    planner.reals(tauRc),
    planner.reals(tauRef, { each: short ? time => time + dt : null }),
    planner.reals(minVoltage),
    planner.reals(amplitude, { each: height => height / dt }),
    ...lists(),
    shared ? 1 : 0,
    short ? 0 : planner.room(2 * stride + 4 * (size + 8)),
    size,
  );
}

/** A neuron in its current less its adaptation, which then follows the new output. */
export function planAdaptive(
  { tauN, incN }: Typed<'adaptiveLif' | 'adaptiveLifRate'>,
  arrays: Arrays,
  inner: (arrays: Arrays) => number,
): number {
  const { planner, current, out, stride, state } = arrays;
  const { dt } = planner.program;
  const adaptation = state('adaptation');
  const less = planner.room(stride * planner.items);
  planner.emit('subtract', current, adaptation, less, stride * planner.items);
  inner({ ...arrays, current: less });
  return planner.emit('adapt', adaptation, out, stride, planner.reals(tauN, { each: tau => dt / tau }), planner.reals(incN));
}
