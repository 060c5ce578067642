import {
  type ArrayInput,
  dense,
  type Ensemble,
  knownOptions,
  lowpass,
  type Network,
  type NetworkOptions,
  type Node,
  optionNames,
  toTensor,
  ValidationError,
} from '@rheobase/core';
import { partOf } from '../part.js';

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

export interface DynamicsOptions extends NetworkOptions {
  /** Time constant of the recurrent synapse, s. Longer ones keep values better and need more accurate inputs. Default 0.1. */
  readonly tau?: number;
}

/** The names of all options. */
export const dynamicsNames = optionNames<DynamicsOptions>({ label: true, seed: true, defaults: true, tau: true });

/** An ensemble whose represented value x follows dx/dt = A x + B u for the input u. */
export interface Dynamics {
  readonly network: Network;
  readonly input: Node;
  /** The ensemble, to connect from. */
  readonly state: Ensemble;
}

/**
 * Adds an ensemble that follows dx/dt = A x + B u, with A (states, states) and B (states, inputs), within its radius. A lowpass filter turns
 * what comes in into (tau s + 1)^-1 of it, so the recurrent connection needs A' = tau A + I and the input B' = tau B, both through that filter
 * (Eliasmith and Anderson, "Neural Engineering", 2003).
 */
export function linearDynamics(network: Network, neurons: number, a: ArrayInput, b: ArrayInput, options: DynamicsOptions = {}): Dynamics {
  const whole = partOf(network, 'linearDynamics', options, dynamicsNames);
  const { tau = 0.1 } = options;
  const [rates, drive] = [toTensor(a), toTensor(b)];
  const [states = 0, columns] = rates.shape;
  const [rows, inputs = 0] = drive.shape;
  const square = rates.shape.length === 2 && columns === states;
  if (!square || drive.shape.length !== 2 || rows !== states || !(tau > 0)) {
    const found = tau > 0 ? `A of shape [${rates.shape}] and B of shape [${drive.shape}]` : `tau ${tau}`;
    throw new ValidationError(`${whole.path}: A must be (states, states), B (states, inputs) and tau > 0, but ${found} was given`, {
      code: 'invalid-parameter',
      object: whole.path,
      given: found,
      allowed: 'A (states, states), B (states, inputs), tau > 0',
    });
  }
  const matrix = (data: ArrayLike<number>, width: number, identity: 0 | 1) =>
    dense(
      Array.from({ length: states }, (_, i) =>
        Array.from({ length: width }, (_, j) => tau * (data[i * width + j] ?? 0) + (i === j ? identity : 0)),
      ),
    );
  const synapse = lowpass(tau);
  const input = whole.passthrough(inputs, { label: 'input' });
  const state = whole.ensemble(neurons, states, { label: 'state' });
  whole.connect(input, state, { transform: matrix(drive.data, inputs, 0), synapse });
  whole.connect(state, state, { transform: matrix(rates.data, states, 1), synapse });
  return Object.freeze({ network: whole, input, state });
}
