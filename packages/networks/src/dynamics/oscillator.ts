import { knownOptions, type Network } from '@rheobase/core';
import { type Dynamics, type DynamicsOptions, dynamicsNames, linearDynamics } from './linear-dynamics.js';

/**
 * Adds a harmonic oscillator of two dimensions that turns `frequency` times a second (negative: the other way round), at the amplitude of
 * its start: dx/dt = [[0, -w], [w, 0]] x + u with w = 2 pi frequency. An input sets it off; without one it stays near zero for a while.
 */
export function oscillator(network: Network, neurons: number, frequency: number, options: DynamicsOptions = {}): Dynamics {
  const w = 2 * Math.PI * frequency;
  const turning = [
    [0, -w],
    [w, 0],
  ];
  const pushed = [
    [1, 0],
    [0, 1],
  ];
  return linearDynamics(network, neurons, turning, pushed, { label: 'oscillator', ...knownOptions('oscillator', options, dynamicsNames) });
}
