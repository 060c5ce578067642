import type { Arrays, Typed } from './arrays.js';

/** A neuron in its current less its adaptation, which then follows the new output. */
export function planAdaptive(
  { tauN, incN }: Typed<'adaptiveLif' | 'adaptiveLifRate'>,
  arrays: Arrays,
  inner: (arrays: Arrays) => void,
): void {
  const { planner, current, out, stride, state } = arrays;
  const { dt } = planner.program;
  const adaptation = state('adaptation');
  const less = planner.room(stride * planner.items);
  planner.emit('subtract', current, adaptation, less, stride * planner.items);
  inner({ ...arrays, current: less });
  planner.emit('adapt', adaptation, out, stride, planner.reals(tauN.map(tau => dt / tau)), planner.reals(incN));
}
