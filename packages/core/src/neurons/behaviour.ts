import type { Uniform } from '../distributions/numbers.js';

/** Gain and bias of a neuron: its current is `gain / radius * (encoder . x) + bias`. */
export interface Tuning {
  readonly gain: number;
  readonly bias: number;
}

/** A state variable before the first step: a number, or drawn when the network is built. */
export type InitialState = number | Uniform;

/** A neuron parameter in a Model: a number, or a tensor by id. */
export type ParameterReference = number | { readonly tensor: string };

/** What the steps of an ensemble's neurons work on: all items of a batch one after the other, `neurons` numbers each. */
export interface NeuronVectors<P, S extends string = string> {
  /** Neurons of an item. Element i of `current`, `out` and `state` belongs to neuron i % neurons. */
  readonly neurons: number;
  /** Length of a step, s. */
  readonly dt: number;
  /** Set before each step. */
  readonly current: Float64Array;
  /** Written in each step. */
  readonly out: Float64Array;
  /** State variables by name, read and written in place. */
  readonly state: { readonly [name in S]: Float64Array };
  /** Parameters by name, one number per neuron. */
  readonly parameters: P;
}

/** Where the uniform numbers of a step come from: a signal that holds them, or streams whose states lie in one, an item each. */
export interface Draws {
  readonly given: Float64Array | null;
  readonly streams: Float64Array | null;
}

/** Vectors of a built-in type, whose step may draw. */
export type DrawnVectors<P, S extends string = string> = NeuronVectors<P, S> & { readonly draws: Draws };

/** Prepares the step of all neurons and returns what each step calls. Written as a method, so that one table may hold those of all types. */
type StepAll<N, S extends string> = { of(vectors: DrawnVectors<N, S>): () => void }['of'];

/**
 * What a neuron type does. `One` is its record with numbers, `All` with one number per neuron, `Ref` as a Model holds it, `Any` however it is
 * held; `S` are the state variables of its step, `Twin` its rate twin.
 */
export interface NeuronBehaviour<One, All = unknown, S extends string = string, Ref = unknown, Twin = never, Any = unknown> {
  /** Whether the output is spikes. */
  spiking(neuron: Any): boolean;
  /** Whether the output can be below zero: a rate, or spikes with a sign. Default: no. */
  negative?(neuron: Any): boolean;
  /** State variables and where they start unless an ensemble says otherwise. Default: none. */
  state?(neuron: Any): Readonly<Record<string, InitialState>>;
  /** State variables that start at a parameter. Default: none. */
  startsAt?(neuron: Ref): Readonly<Record<string, ParameterReference>>;
  /**
   * Whether the state `refractoryTime` (s) is counted in steps while a simulation runs, under the name `refractorySteps`, and the curve depends
   * on dt. Default: no.
   */
  readonly countsSteps?: boolean;
  /** The settled output in a constant current: the curve that decoders are solved for. */
  rates(current: number, neuron: One, dt: number): number;
  /** The slope of `rates` over the current; null: there is none. */
  slope(current: number, neuron: One, dt: number): number | null;
  /** Gain and bias from maxRate (Hz) and intercept, `amplitude` left out; null: no formula, so they are searched for on the curve. */
  gainBias(maxRate: number, intercept: number, neuron: One, object: string): Tuning | null;
  /** The current in which it starts to fire, or is at half of its highest rate; null: only the curve tells. */
  startCurrent(neuron: One): number | null;
  /** The curve that `gainBias` inverts, in the limit of short steps. Default: `rates` with an amplitude of 1. */
  tunedRates?(current: number, neuron: One): number;
  /** Which intercepts >= 1 it can be tuned to, for error messages. Default: none. */
  readonly lateIntercepts?: string;
  /** Whether a current times a positive factor gives an output times the factor. Default: no. */
  readonly homogeneous?: boolean;
  /** The rate type that stands for it in training: 'itself' of a rate type; null: there is none. */
  rateTwin(neuron: Ref): Twin | 'itself' | null;
  /** null: the output is `rates`, without state. */
  readonly stepAll: StepAll<All, S> | null;
}

/** What a type does that turns the output of a base type into spikes; all else is as in the base. */
export interface WrapperBehaviour<All, S extends string = never> {
  /** State variables beside those of the base. */
  readonly state: { readonly [name in S]: InitialState };
  /** What a step draws: nothing; one uniform number per neuron, which a Model may hold in place of drawn ones; or as many as it takes. */
  readonly draws: 'nothing' | 'one' | 'many';
  /** From `rateOut`, the output of the base, to spikes. */
  readonly stepAll: StepAll<All, S | 'rateOut'>;
}
