import { knownOptions, type Network } from '@rheobase/core';
import { type Dynamics, type DynamicsOptions, dynamicsNames, linearDynamics } from './linear-dynamics.js';

const identity = (size: number): readonly (readonly number[])[] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** Adds an integrator of `dimensions` values: dx/dt = u. An input of 1 for a second raises the value by 1. */
export const integrator = (network: Network, neurons: number, dimensions: number, options: DynamicsOptions = {}): Dynamics =>
  linearDynamics(
    network,
    neurons,
    identity(dimensions).map(row => row.map(() => 0)),
    identity(dimensions),
    { label: 'integrator', ...knownOptions('integrator', options, dynamicsNames) },
  );
