import { type NeuronRecord, stepsOf } from '@rheobase/core';

/** Whether a type, or its base, counts its refractory time in steps: integrateAndFire. lif counts seconds, as in Nengo. */
export const countsSteps = (neuron: NeuronRecord<unknown>): boolean =>
  neuron.type === 'integrateAndFire' || ('base' in neuron && countsSteps(neuron.base));

/**
 * The `refractorySteps` of an integrateAndFire neuron after a spike: its refractory time in steps, and one, as the step of the spike is over
 * when it starts; 0 without refractory time.
 *
 * @param time refractory time, s
 */
export function refractorySteps(time: number, dt: number): number {
  const steps = stepsOf(time, dt);
  return steps > 0 ? steps + 1 : 0;
}
