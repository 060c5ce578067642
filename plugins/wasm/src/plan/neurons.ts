import type { NeuronsStep } from '@rheobase/compiler';
import { expm1 } from '@rheobase/math';
import type { Planner } from './planner.js';

type Typed<T extends NeuronsStep['neuron']['type']> = Extract<NeuronsStep['neuron'], { readonly type: T }>;

function planLif(planner: Planner, { current, out, state }: NeuronsStep, { tauRc, tauRef, minVoltage, amplitude }: Typed<'lif'>): void {
  const { dt } = planner.program;
  const y = planner.place(out);
  const own = (name: string): number => planner.place(state[name] ?? name).at;
  planner.emit(
    'lif',
    planner.place(current).at,
    y.at,
    own('voltage'),
    own('refractoryTime'),
    y.stride,
    { real: dt },
    planner.reals(tauRc.map(tau => expm1(-dt / tau))),
    planner.reals(tauRc),
    planner.reals(tauRef),
    planner.reals(minVoltage),
    planner.reals(amplitude.map(height => height / dt)),
  );
}

function planSpikingRelu(planner: Planner, { current, out, state }: NeuronsStep, { amplitude }: Typed<'spikingRelu'>): void {
  const y = planner.place(out);
  const voltage = planner.place(state.voltage ?? 'voltage').at;
  planner.emit('spikingRelu', planner.place(current).at, y.at, voltage, y.stride, { real: planner.program.dt }, planner.reals(amplitude));
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
