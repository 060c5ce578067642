import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { distributions } from '../distributions/distribution.js';
import type { Uniform } from '../distributions/numbers.js';
import { ValidationError } from '../errors.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/** What one step of one neuron of a user's type sees; state variables are written in place. */
export interface NeuronStep<P extends string = string, S extends string = string> {
  /** Length of a step, s. */
  readonly dt: number;
  readonly current: number;
  readonly state: { [name in S]: number };
  readonly parameters: { readonly [name in P]: number };
}

export interface NeuronDefinition {
  readonly kind: 'neuron';
  readonly name: string;
  readonly version: string;
  readonly step: (step: NeuronStep) => number;
  readonly rates: ((current: number, parameters: Readonly<Record<string, number>>) => number) | null;
  readonly gainBias:
    | ((
        maxRate: number,
        intercept: number,
        parameters: Readonly<Record<string, number>>,
      ) => { readonly gain: number; readonly bias: number })
    | null;
}

/** A state variable before the first step: a number, or drawn when the network is built. */
export type InitialState = number | Uniform;

/** A neuron type of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export interface CustomNeuron<P = PerNeuron> {
  readonly type: 'customNeuron';
  readonly name: string;
  readonly version: string;
  readonly parameters: Readonly<Record<string, P>>;
  readonly state: Readonly<Record<string, InitialState>>;
  readonly spiking: boolean;
  readonly negative: boolean;
  /** There in the process that defined it; left out of documents and hashes. */
  readonly implementation?: NeuronDefinition;
}

export interface NeuronOptions<P extends string, S extends string> {
  readonly name: string;
  readonly version: string;
  /** Numbers with their defaults; one per neuron can be given in their place. */
  readonly parameters?: Readonly<Record<P, number>>;
  /** State variables and where they start. */
  readonly state?: Readonly<Record<S, InitialState>>;
  /** The output in a current; state variables are written in place. For spikes: `amplitude / dt` in a step with one. */
  step(step: NeuronStep<P, S>): number;
  /** The settled output in a constant current, for which decoders are solved. Default: one step of dt = 1 s from the initial state. */
  rates?(current: number, parameters: { readonly [name in P]: number }): number;
  /**
   * Gain and bias from maxRate (Hz) and intercept; it decides which intercepts have a gain above 0. Default: searched for on the curve of `rates`, at
   * 101 currents from -10 to 10 (up to ±5120 where that does not do), then at 101 from the threshold to the end.
   */
  gainBias?(
    maxRate: number,
    intercept: number,
    parameters: { readonly [name in P]: number },
  ): { readonly gain: number; readonly bias: number };
  /** Whether the output is spikes. Default false. */
  readonly spiking?: boolean;
  /** Whether the output can be below zero. Default false. */
  readonly negative?: boolean;
}

/** Makes records of a user's type, with some parameters other than by default. */
export interface MakeNeuron<P extends string> {
  (parameters?: { readonly [name in P]?: ArrayInput }): CustomNeuron;
  /** What documents that name this type are given to find it again. */
  readonly definition: NeuronDefinition;
}

const names = optionNames<NeuronOptions<string, string>>({
  name: true,
  version: true,
  parameters: true,
  state: true,
  step: true,
  rates: true,
  gainBias: true,
  spiking: true,
  negative: true,
});

/**
 * A neuron type of one's own. The result makes its records:
 *
 *     const leaky = defineNeuron({ name: 'leaky', version: '1', parameters: { tau: 0.02 }, state: { level: 0 },
 *       step: ({ dt, current, state, parameters }) => {
 *         state.level += (dt / parameters.tau) * (Math.max(current, 0) - state.level);
 *         return state.level;
 *       },
 *       rates: current => Math.max(current, 0) });
 *     net.ensemble(50, 1, { neuronType: leaky({ tau: 0.1 }) });
 *
 * A time that a step counts down is best counted in steps: a state that starts at `stepsOf(parameters.refractory, dt)` and falls by 1 a step
 * ends at exactly 0, where seconds less `dt` leave a rounding error, which passes for time.
 */
export function defineNeuron<P extends string = never, S extends string = never>(options: NeuronOptions<P, S>): MakeNeuron<P>;
export function defineNeuron(options: NeuronOptions<string, string>): MakeNeuron<string> {
  const { name, version, spiking = false, negative = false } = knownOptions('defineNeuron', options, names);
  if (name === '' || version === '' || typeof options.step !== 'function') {
    throw new ValidationError(`defineNeuron: a name, a version and a step function are needed, but '${name}' was given`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, step',
    });
  }
  const { parameters: defaults = {}, state = {} } = options;
  const definition: NeuronDefinition = Object.freeze({
    kind: 'neuron',
    name,
    version,
    step: options.step,
    rates: options.rates ?? null,
    gainBias: options.gainBias ?? null,
  });
  const make = (given: Readonly<Partial<Record<string, ArrayInput>>> = {}): CustomNeuron => {
    const laid = withDefaults<ArrayInput>(name, defaults, given);
    const parameters = Object.fromEntries(Object.entries(laid).map(([key, value]) => [key, neuronParameter(name, key, value, {})]));
    return customNeuron({ type: 'customNeuron', name, version, parameters, state, spiking, negative, implementation: definition });
  };
  return Object.assign(make, { definition });
}

/** Names stand in paths of tensors and beside the variables that every type has. */
function checkName(object: string, what: string, name: string): void {
  if (/^[A-Za-z]\w*$/.test(name) && !['output', 'current', 'rateOut', 'random', 'draws'].includes(name)) return;
  throw new ValidationError(`${object}: ${what} must have a name of letters and digits that is not taken, but '${name}' was given`, {
    code: 'invalid-parameter',
    object,
    given: name,
    allowed: 'letters and digits',
  });
}

/** The record with its names and numbers checked, frozen. */
export function customNeuron(neuron: CustomNeuron): CustomNeuron {
  const { name: object, parameters, state } = neuron;
  for (const [name, value] of Object.entries(parameters)) {
    checkName(object, 'a parameter', name);
    neuronParameter(object, name, value, {});
  }
  for (const [name, start] of Object.entries(state)) {
    checkName(object, 'a state variable', name);
    if (typeof start === 'object') distributions.check(`${object}: state '${name}'`, start);
    if (typeof start === 'number' ? Number.isFinite(start) : start.type === 'uniform') continue;
    throw new ValidationError(`${object}: state '${name}' must start at a finite number or a draw of uniform(low, high)`, {
      code: 'invalid-parameter',
      object,
      given: start,
      allowed: 'a finite number or uniform(low, high)',
    });
  }
  return Object.freeze({ ...neuron, parameters: Object.freeze({ ...parameters }), state: Object.freeze({ ...state }) });
}
