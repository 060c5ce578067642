import type { NeuronsStep } from '@rheobase/compiler';
import { expm1 } from '@rheobase/math';
import type { Planner } from './planner.js';

type Typed<T extends NeuronsStep['neuron']['type']> = Extract<NeuronsStep['neuron'], { readonly type: T }>;

/** Whether all neurons share a parameter. */
const allEqual = (values: Float64Array): boolean => values.every(value => value === values[0]);

/** The longest step, in tauRc, for which the series of the fast kernel are good. */
const SHORT = 0.1;

function planLif(planner: Planner, { current, out, state, size }: NeuronsStep, neuron: Typed<'lif'>): void {
  const { tauRc, tauRef, minVoltage, amplitude } = neuron;
  const { dt } = planner.program;
  const y = planner.place(out);
  const own = (name: string): number => planner.place(state[name] ?? name).at;
  const short = planner.precision === 'float32' && tauRc.every(tau => dt <= SHORT * tau);
  const shared = [tauRc, tauRef, minVoltage, amplitude].every(allEqual);
  const parameter = (values: Float64Array): number => planner.parameter(values, shared);
  planner.emit(
    short ? 'lifShort' : 'lif',
    planner.place(current).at,
    y.at,
    own('voltage'),
    own('refractoryTime'),
    y.stride,
    { real: dt },
    parameter(tauRc.map(tau => (short ? 1 / tau : expm1(-dt / tau)))),
    parameter(tauRc),
    parameter(tauRef.map(time => (short ? time + dt : time))),
    parameter(minVoltage),
    parameter(amplitude.map(height => height / dt)),
    ...planner.keepEvents(out),
    shared ? 1 : 0,
    short ? 0 : planner.room(2 * y.stride + 4 * (y.size + 8)),
    size,
  );
}

function planSpikingRelu(planner: Planner, { current, out, state, size }: NeuronsStep, { amplitude }: Typed<'spikingRelu'>): void {
  const y = planner.place(out);
  const voltage = planner.place(state.voltage ?? 'voltage').at;
  const { dt } = planner.program;
  const heights = planner.reals(amplitude);
  planner.emit('spikingRelu', planner.place(current).at, y.at, voltage, y.stride, { real: dt }, heights, ...planner.keepEvents(out), size);
}

function planIntegrateAndFire(planner: Planner, { current, out, state, size }: NeuronsStep, neuron: Typed<'integrateAndFire'>): void {
  const { tauRc, threshold, reset, refractory, spikes, floor, amplitude } = neuron;
  const { dt } = planner.program;
  const y = planner.place(out);
  const own = (name: string): number => planner.place(state[name] ?? name).at;
  const none = new Float64Array(size);
  const flags =
    (tauRc === null ? 0 : 1) + (floor === null ? 0 : 2) + (spikes.range === 'signed' ? 4 : 0) + (reset.to === 'subtract' ? 8 : 0);
  planner.emit(
    'integrateAndFire',
    planner.place(current).at,
    y.at,
    own('voltage'),
    own('refractoryTime'),
    own('netSpikes'),
    y.stride,
    flags,
    { real: dt },
    { real: spikes.range === 'many' ? spikes.max : 1 },
    planner.reals(tauRc?.map(tau => expm1(-dt / tau)) ?? none),
    planner.reals(tauRc ?? none),
    // The rest of the last vector never fires.
    planner.reals(threshold, 1, 1),
    planner.reals(reset.to === 'value' ? reset.value : none),
    // A step's own time does not count towards the refractory time that starts at its end.
    planner.reals(refractory.map(time => (time > 0 ? time + dt : 0))),
    planner.reals(floor ?? none),
    planner.reals(amplitude),
    ...planner.keepEvents(out),
    size,
  );
}

/** Neurons in lanes; false for types that run on the host. */
export function planNeurons(planner: Planner, step: NeuronsStep): boolean {
  const { neuron } = step;
  switch (neuron.type) {
    case 'lif':
      planLif(planner, step, neuron);
      return true;
    case 'spikingRelu':
      planSpikingRelu(planner, step, neuron);
      return true;
    case 'integrateAndFire':
      planIntegrateAndFire(planner, step, neuron);
      return true;
    default:
      return false;
  }
}
