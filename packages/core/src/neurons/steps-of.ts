import { roundHalfEven } from '@rheobase/math';

/** Above what float32 rounds duration and step by (6e-8 of each), far below what anyone means by part of a step. */
const NEAR = 1e-6;

/**
 * How many steps of `dt` a duration has. A duration within a millionth of whole steps (of one step, where it has none) has exactly that many,
 * also where it was held in float32; any other has a fraction. 0.3 s in steps of 0.1 s are 3 steps, although 0.3 / 0.1 is
 * 2.9999999999999996.
 *
 * A state that counts down by 1 a step from this number ends at exactly 0. One that counts seconds down by `dt` ends a rounding error above
 * or below 0, which then passes for time that is left.
 *
 * @param duration in the unit of `dt`
 */
export function stepsOf(duration: number, dt: number): number {
  const steps = duration / dt;
  const whole = roundHalfEven(steps);
  return Math.abs(steps - whole) <= NEAR * Math.max(1, Math.abs(whole)) ? whole : steps;
}

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
