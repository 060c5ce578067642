import { type NeuronRecord, stepNeurons } from '@rheobase/core';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** One step of a neuron type: reads the current, sets the output, advances its state. */
export interface Neurons<N = Float64Array> extends OperatorBase {
  readonly kind: 'neurons';
  readonly current: SignalId;
  readonly out: SignalId;
  readonly neuron: NeuronRecord<N>;
  /**
   * State signals by the name of the variable; `rateOut` is what the base of a type that spikes at its rate gives. In place of the
   * `refractoryTime` of integrateAndFire there are `refractorySteps`: steps, not seconds.
   */
  readonly state: Readonly<Record<string, SignalId>>;
  /** Signal with the state of a random stream, for types that draw. */
  readonly random: SignalId | null;
  /** Signal with one uniform number per neuron, in place of drawn ones. */
  readonly draws: SignalId | null;
  readonly size: number;
}

/** What a neuron takes in a step, in multiplications. */
const NEURON = 20;

export const neurons: BuiltinOperator<Neurons<Numbers>, Neurons> = {
  access: ({ current, out, state, random, draws }) => ({
    sets: [whole(out)],
    reads: [current, draws].flatMap(id => (id === null ? [] : [whole(id)])),
    keeps: [...Object.values(state), ...(random === null ? [] : [random])],
  }),
  check: ({ current, out, state, draws, size: count }, { size }) => {
    const wrong = [current, out, ...Object.values(state), ...(draws === null ? [] : [draws])].find(id => size(id) !== count);
    return wrong === undefined ? null : `of ${count} neurons uses ${wrong}, which has ${size(wrong)} values`;
  },
  operations: ({ size }) => size * NEURON,
  kernel: ({ neuron, current, out, state, random, draws, size }, signals) => {
    const optional = (id: SignalId | null) => (id === null ? null : signals.get(id));
    return stepNeurons(neuron, {
      neurons: size,
      dt: signals.dt,
      current: signals.get(current),
      out: signals.get(out),
      state: Object.fromEntries(Object.entries(state).map(([name, id]) => [name, signals.get(id)])),
      draws: { given: optional(draws), streams: optional(random) },
    });
  },
  adjoint: () => ({ none: 'training chooses the slope of a neuron' }),
};
