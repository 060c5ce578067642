import type { NeuronRecord } from '@rheobase/core';
import type { OperatorBase, SignalId } from './operator.js';

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
