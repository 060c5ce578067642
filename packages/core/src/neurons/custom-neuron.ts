import { knownOptions, optionNames } from '../definitions/known-options.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { distributions } from '../distributions/distribution.js';
import { SimulationError, ValidationError } from '../errors.js';
import { field, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { parameter } from '../record/numbers.js';
import { definition, flag, named, text } from '../record/values.js';
import type { ArrayInput } from '../tensor.js';
import type { InitialState, NeuronBehaviour, NeuronVectors, Tuning } from './behaviour.js';
import type { PerNeuron } from './parameter.js';

/** What one step of one neuron of a user's type sees; state variables are written in place. */
export interface NeuronStep<P extends string = string, S extends string = string> {
  /** Length of a step, s. */
  readonly dt: number;
  readonly current: number;
  readonly state: { [name in S]: number };
  readonly parameters: { readonly [name in P]: number };
}

type Numbers = Readonly<Record<string, number>>;

type StepAll = (vectors: NeuronVectors<Readonly<Record<string, Float64Array>>>) => () => void;

export interface NeuronDefinition {
  readonly kind: 'neuron';
  readonly name: string;
  readonly version: string;
  readonly step: ((step: NeuronStep) => number) | null;
  readonly stepAll: StepAll | null;
  readonly rates: ((current: number, parameters: Numbers) => number) | null;
  readonly slope: ((current: number, parameters: Numbers) => number) | null;
  readonly gainBias: ((maxRate: number, intercept: number, parameters: Numbers) => Tuning) | null;
}

const start = field<InitialState, InitialState>({
  take: (object, name, given) => {
    if (typeof given === 'object') distributions.check(`${object}: ${name}`, given);
    if (Number.isFinite(given) || isUniform(given)) return given;
    return wrongValue(object, name, given, 'a finite number or uniform(low, high)');
  },
  read: (at, name) => (typeof at.raw(name) === 'object' ? distributions.read(at.fields(name)) : at.number(name)),
});

const isUniform = (given: unknown): boolean => distributions.has(given) && given.type === 'uniform';

/** A neuron type of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export const customNeuron = kind(
  'customNeuron',
  {
    name: text(),
    version: text(),
    parameters: named(parameter({})),
    state: named(start),
    spiking: flag(),
    negative: flag(),
    /** There in the process that defined it; left out of documents and hashes. */
    implementation: definition<NeuronDefinition>('neuron'),
  },
  {
    maker: 'defineNeuron',
    named: 'name',
    verify: (_object, { name, parameters, state }) => {
      for (const parameterName of Object.keys(parameters)) checkName(name, 'a parameter', parameterName);
      for (const variable of Object.keys(state)) checkName(name, 'a state variable', variable);
    },
  },
);

export type CustomNeuron<P = PerNeuron> = RecordOf<typeof customNeuron, { readonly parameter: P }>;

export interface NeuronOptions<P extends string, S extends string> {
  readonly name: string;
  readonly version: string;
  /** Numbers with their defaults; one per neuron can be given in their place. */
  readonly parameters?: Readonly<Record<P, number>>;
  /** State variables and where they start. */
  readonly state?: Readonly<Record<S, InitialState>>;
  /**
   * The output of one neuron in a current; state variables are written in place. For spikes: `amplitude / dt` in a step with one. Give either
   * `step` or `stepAll`.
   */
  step?(step: NeuronStep<P, S>): number;
  /**
   * The step of all neurons at once, several times faster: called once for an ensemble, it returns the function that makes a step. That reads
   * `current`, writes `out` and reads and writes `state` in place; whatever it keeps elsewhere is not saved, restored or reset.
   */
  stepAll?(vectors: NeuronVectors<{ readonly [name in P]: Float64Array }, S>): () => void;
  /** The settled output in a constant current, for which decoders are solved. Default: one step of dt = 1 s from the initial state. */
  rates?(current: number, parameters: { readonly [name in P]: number }): number;
  /** The slope of `rates` over the current, for training. Default: none. */
  slope?(current: number, parameters: { readonly [name in P]: number }): number;
  /**
   * Gain and bias from maxRate (Hz) and intercept; it decides which intercepts have a gain above 0. Default: searched for on the curve of `rates`, at
   * 101 currents from -10 to 10 (up to ±5120 where that does not do), then at 101 from the threshold to the end.
   */
  gainBias?(maxRate: number, intercept: number, parameters: { readonly [name in P]: number }): Tuning;
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
  stepAll: true,
  rates: true,
  slope: true,
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
 * The same step for all neurons at once, which runs faster:
 *
 *     stepAll: ({ neurons, dt, current, out, state: { level }, parameters: { tau } }) => {
 *       const pace = tau.map(each => dt / each);
 *       return () => {
 *         for (let i = 0; i < out.length; i++) {
 *           level[i] += pace[i % neurons] * (Math.max(current[i], 0) - level[i]);
 *           out[i] = level[i];
 *         }
 *       };
 *     }
 *
 * A time that a step counts down is best counted in steps: a state that starts at `stepsOf(parameters.refractory, dt)` and falls by 1 a step
 * ends at exactly 0, where seconds less `dt` leave a rounding error, which passes for time.
 */
export function defineNeuron<P extends string = never, S extends string = never>(options: NeuronOptions<P, S>): MakeNeuron<P>;
export function defineNeuron(options: NeuronOptions<string, string>): MakeNeuron<string> {
  const { name, version, spiking = false, negative = false } = knownOptions('defineNeuron', options, names);
  const { parameters: defaults = {}, state = {}, step = null, stepAll = null } = options;
  const invalid = (needed: string, given: string) =>
    new ValidationError(`defineNeuron: ${needed}, but ${given}`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, and step or stepAll',
    });
  const steps = [step, stepAll].filter(each => typeof each === 'function');
  if (name === '' || version === '' || steps.length === 0)
    throw invalid('a name, a version and a step function are needed', `'${name}' was given`);
  if (step !== null && stepAll !== null) throw invalid(`'${name}' needs one step function, step or stepAll`, 'both were given');
  const implementation: NeuronDefinition = Object.freeze({
    kind: 'neuron',
    name,
    version,
    step,
    stepAll,
    rates: options.rates ?? null,
    slope: options.slope ?? null,
    gainBias: options.gainBias ?? null,
  });
  const make = (given: Readonly<Partial<Record<string, ArrayInput>>> = {}): CustomNeuron => {
    const parameters = withDefaults<ArrayInput>(name, defaults, given);
    return customNeuron({ name, version, parameters, state, spiking, negative, implementation });
  };
  return Object.assign(make, { definition: implementation });
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

type All = CustomNeuron<Float64Array>;

function definitionOf({ name, implementation }: CustomNeuron<unknown>): NeuronDefinition {
  if (implementation) return implementation;
  throw new ValidationError(`neuron type '${name}' is not at hand, so its rates and steps cannot be computed; pass in its definition`, {
    code: 'missing-definition',
    given: name,
  });
}

function failed(name: string, what: string, { neurons, current }: NeuronVectors<unknown>, i: number): never {
  throw new SimulationError(`neuron type '${name}': its step ${what} for neuron ${i % neurons} in a current of ${current[i]}`, {
    code: 'function-failed',
    object: name,
  });
}

/** Neuron by neuron. */
function stepEach(name: string, step: (step: NeuronStep) => number, vectors: NeuronVectors<All['parameters']>): () => void {
  const { neurons, dt, current, out, state, parameters } = vectors;
  const variables = Object.entries(state);
  const held: Record<string, number> = Object.fromEntries(variables.map(([variable]) => [variable, 0]));
  const each = Array.from({ length: neurons }, (_, k) =>
    Object.freeze(Object.fromEntries(Object.entries(parameters).map(([key, values]) => [key, values[k]!]))),
  );
  return () => {
    for (let i = 0; i < out.length; i++) {
      for (const [variable, values] of variables) held[variable] = values[i]!;
      const value = step({ dt, current: current[i]!, state: held, parameters: each[i % neurons]! });
      if (!Number.isFinite(value)) failed(name, `returned ${String(value)}`, vectors, i);
      out[i] = value;
      for (const [variable, values] of variables) values[i] = held[variable]!;
    }
  };
}

/** The step as defined; what it puts out must be finite numbers. */
function stepAll({ parameters: neuron, ...vectors }: NeuronVectors<All>): () => void {
  const { name, parameters } = neuron;
  const definition = definitionOf(neuron);
  // A type that spikes at its rates has state variables of its own beside these.
  const state = Object.fromEntries(Object.keys(neuron.state).map(variable => [variable, vectors.state[variable]!]));
  const own = { ...vectors, state, parameters };
  if (definition.step) return stepEach(name, definition.step, own);
  const run: unknown = definition.stepAll?.(own);
  if (typeof run !== 'function') {
    throw new ValidationError(`neuron type '${name}': stepAll must return the function that makes a step, but ${typeof run} was returned`, {
      code: 'invalid-definition',
      object: name,
      given: run,
      allowed: 'a function',
    });
  }
  const { out } = vectors;
  return () => {
    run();
    for (let i = 0; i < out.length; i++) if (!Number.isFinite(out[i])) failed(name, `put out ${out[i]}`, own, i);
  };
}

/** What a user's type says of its rates, else one step of a second from its initial state. */
function rates(current: number, neuron: CustomNeuron<number>): number {
  const { parameters, state } = neuron;
  const definition = definitionOf(neuron);
  if (definition.rates) return definition.rates(current, parameters);
  const start = Object.entries(state).map(([key, value]) => [key, typeof value === 'number' ? value : value.low] as const);
  if (definition.step) return definition.step({ dt: 1, current, state: Object.fromEntries(start), parameters });
  const vector = (value: number) => Float64Array.of(value);
  const vectors = (values: Iterable<readonly [string, number]>) =>
    Object.fromEntries(Array.from(values, ([key, value]) => [key, vector(value)]));
  const out = vector(0);
  const of = vectors(Object.entries(parameters));
  stepAll({ neurons: 1, dt: 1, current: vector(current), out, state: vectors(start), parameters: { ...neuron, parameters: of } })();
  return out[0]!;
}

export const customNeuronBehaviour: NeuronBehaviour<
  CustomNeuron<number>,
  All,
  string,
  CustomNeuron<unknown>,
  never,
  CustomNeuron<unknown>
> = {
  spiking: ({ spiking }) => spiking,
  negative: ({ negative }) => negative,
  state: ({ state }) => state,
  rates,
  slope: (current, neuron) => definitionOf(neuron).slope?.(current, neuron.parameters) ?? null,
  gainBias: (maxRate, intercept, { implementation, parameters }) => implementation?.gainBias?.(maxRate, intercept, parameters) ?? null,
  startCurrent: () => null,
  rateTwin: ({ spiking }) => (spiking ? null : 'itself'),
  stepAll,
};
