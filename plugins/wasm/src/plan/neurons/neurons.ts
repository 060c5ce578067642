import type { NeuronsStep } from '@rheobase/program';
import type { Planner } from '../planner.js';
import { planAdaptive } from './adaptive.js';
import type { Arrays } from './arrays.js';
import { planIntegrateAndFire } from './integrate-and-fire.js';
import { planIzhikevich } from './izhikevich.js';
import { planLif } from './lif.js';
import { planRates } from './rates.js';
import { planSpikes } from './spikes-of-rates.js';
import { planSpikingRelu } from './spiking-relu.js';

/** Whether a type's step, and that of its base, has no code of the user in it. */
const isBuiltIn = (neuron: NeuronsStep['neuron']): boolean => ('base' in neuron ? isBuiltIn(neuron.base) : neuron.type !== 'customNeuron');

/** The records of one neuron type; types with a base step that first, into `rateOut`. */
function planStep(neuron: NeuronsStep['neuron'], arrays: Arrays): void {
  switch (neuron.type) {
    case 'lif':
      planLif(neuron, arrays);
      return;
    case 'adaptiveLif':
      planAdaptive(neuron, arrays, inner => planLif(neuron, inner));
      return;
    case 'adaptiveLifRate':
      planAdaptive(neuron, arrays, inner => planRates({ ...neuron, type: 'lifRate' }, inner));
      return;
    case 'spikingRelu':
      planSpikingRelu(neuron, arrays);
      return;
    case 'integrateAndFire':
      planIntegrateAndFire(neuron, arrays);
      return;
    case 'izhikevich':
      planIzhikevich(neuron, arrays);
      return;
    case 'lifRate':
    case 'softLif':
    case 'relu':
    case 'sigmoid':
    case 'tanh':
      planRates(neuron, arrays);
      return;
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      planStep(neuron.base, arrays.base());
      planSpikes(neuron, arrays);
      return;
    case 'direct':
    case 'customNeuron':
      throw new TypeError(`there is no kernel for neurons of type ${neuron.type}`);
  }
}

/** Neurons as records; false for those that run on the host. */
export function planNeurons(planner: Planner, { neuron, current, out, state, random, draws, size }: NeuronsStep): boolean {
  if (!isBuiltIn(neuron)) return false;
  const streams = random === null ? 0 : planner.streams(random);
  const of = (id: string): Arrays => ({
    planner,
    size,
    stride: planner.stride(size),
    current: planner.place(current).at,
    out: planner.place(id).at,
    state: name => planner.place(state[name] ?? name).at,
    lists: () => planner.keepEvents(id),
    base: () => of(state.rateOut ?? 'rateOut'),
    streams,
    draws: draws === null ? 0 : planner.place(draws).at,
  });
  planStep(neuron, of(out));
  return true;
}
