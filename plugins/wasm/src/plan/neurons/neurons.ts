import { baseOf } from '@rheobase/core';
import type { Operator, Parameter } from '@rheobase/program';
import type { Planned, Planner } from '../table/planner.js';
import type { Arrays, NeuronType, Typed } from './arrays.js';
import { planIntegrateAndFire } from './integrate-and-fire.js';
import { planIzhikevich } from './izhikevich.js';
import { planAdaptive, planLif } from './lif.js';
import { planRates } from './rates.js';
import { planSpikes, planSpikingRelu } from './spikes.js';

type Step = (arrays: Arrays) => number;

/** The records of each neuron type; null: it runs on the host. */
const steps: { readonly [T in NeuronType]: ((neuron: Typed<T>, arrays: Arrays) => number) | null } = {
  lif: planLif,
  adaptiveLif: (neuron, arrays) => planAdaptive(neuron, arrays, inner => planLif(neuron, inner)),
  adaptiveLifRate: (neuron, arrays) => planAdaptive(neuron, arrays, inner => planRates({ ...neuron, type: 'lifRate' }, inner)),
  spikingRelu: planSpikingRelu,
  integrateAndFire: planIntegrateAndFire,
  izhikevich: planIzhikevich,
  lifRate: planRates,
  softLif: planRates,
  relu: planRates,
  sigmoid: planRates,
  tanh: planRates,
  regularSpiking: planSpikes,
  stochasticSpiking: planSpikes,
  poissonSpiking: planSpikes,
  direct: null,
  customNeuron: null,
};

/** What adds the records of a neuron type, after those of its base, which writes to `rateOut`; null if one of the two runs on the host. */
function stepOf<T extends NeuronType>(neuron: Typed<T>): Step | null {
  const plan = steps[neuron.type];
  if (!plan) return null;
  const own: Step = arrays => plan(neuron, arrays);
  const inner = baseOf(neuron);
  if (inner === null) return own;
  const base = stepOf(inner);
  return (
    base &&
    (arrays => {
      base(arrays.base());
      return own(arrays);
    })
  );
}

/** A type as warnings name it: users' types by their own names. */
function nameOf(neuron: Operator<Parameter, 'neurons'>['neuron']): string {
  const own = baseOf(neuron) ?? neuron;
  return own.type === 'customNeuron' ? `'${own.name}'` : neuron.type;
}

/** Neurons as records. */
export function planNeurons(
  planner: Planner,
  { neuron, current, out, state, random, draws, size }: Operator<Parameter, 'neurons'>,
): Planned {
  const step = stepOf(neuron);
  if (step === null) return { feature: `neuron type ${nameOf(neuron)}` };
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
  return step(of(out));
}
