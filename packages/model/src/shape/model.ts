import type {
  BuiltinRef,
  DecoderSolver,
  GivenDecoders,
  HostFunction,
  LearningRuleRecord,
  NeuronRecord,
  NodeRecord,
  ProcessRecord,
  SynapseRecord,
  Tensor,
  TransformRecord,
} from '@rheobase/core';

export type TensorId = string;

/** A neuron parameter: one number, or a tensor that repeats to the ensemble's shape. */
export type ModelPerNeuron = number | { readonly tensor: TensorId };

/**
 * A function by reference: a built-in by name, or a host function by name and version whose implementation is handed in when a simulation
 * is made. `implementation` is there in the process that built the model; documents and hashes leave it out and refuse anonymous ones.
 */
export type FunctionRef =
  | BuiltinRef
  | { readonly type: 'host'; readonly name: string; readonly version: string; readonly implementation?: HostFunction }
  | { readonly type: 'anonymous'; readonly implementation: HostFunction };

export type ModelNeuron = NeuronRecord<ModelPerNeuron>;
/** How a Model's records hold arrays and functions: by reference. */
export interface ModelHeld {
  readonly tensor: TensorId;
  readonly function: FunctionRef;
}

export type ModelTransform = TransformRecord<TensorId>;
export type ModelProcess = ProcessRecord<TensorId, FunctionRef>;
export type ModelNodeRecord = NodeRecord<TensorId, FunctionRef>;

/** Every object is known by its path, which does not change when an unrelated object is added. */
export interface ModelNode {
  readonly path: string;
  readonly record: ModelNodeRecord;
}

export interface ModelEnsemble {
  readonly path: string;
  /** 0 for `direct`. */
  readonly neurons: number;
  readonly dimensions: number;
  readonly radius: number;
  /** How the neurons are laid out; gain, bias and neuron parameters are tensors that repeat to it. */
  readonly shape: readonly number[];
  readonly neuronType: ModelNeuron;
  /** (neurons, dimensions), unit rows unless asked otherwise; null: no represented value (but for `direct`, which passes it on). Never multiplied with gain or radius here. */
  readonly encoders: TensorId | null;
  /** null: 1. */
  readonly gain: TensorId | null;
  /** null: 0. */
  readonly bias: TensorId | null;
  /** State variables before the first step; those not named start at 0, or where their type says (integrateAndFire: voltage at `initial`). */
  readonly initialState: Readonly<Record<string, ModelPerNeuron>>;
  readonly seed: number;
  /** For `stochasticSpiking`: given uniform numbers in place of drawn ones, (steps, neurons); the last row stays. null: drawn. */
  readonly draws: TensorId | null;
  /** Added to the currents in every step; absent: none. */
  readonly noise?: ModelNoise;
}
export interface ModelNoise {
  /** Of as many values as there are neurons, without input. */
  readonly process: ModelProcess;
  readonly seed: number;
  /** Whether its draws follow from `seed` alone; absent: from the simulation's seed as well. */
  readonly ownSeed?: true;
}

/** What decoders are solved from, kept so that they can be solved again. */
export interface DecoderProblem {
  /** (points, dimensions), in units of the represented value. */
  readonly evalPoints: TensorId;
  /** (points, size of the function). */
  readonly targets: TensorId;
  readonly solver: DecoderSolver;
  readonly seed: number;
}

/** In its place where decoders were given: there was nothing to solve. */
export interface GivenProblem {
  readonly evalPoints: null;
  readonly targets: null;
  readonly solver: Omit<GivenDecoders, 'values'>;
}

export const givenProblem = (weights: boolean): GivenProblem =>
  Object.freeze({ evalPoints: null, targets: null, solver: Object.freeze({ type: 'givenDecoders', weights }) });

/** Where decoders come from; null where it is no longer known (stripped, learned). */
export type DecoderOrigin = DecoderProblem | GivenProblem | null;

export interface SourceRef {
  readonly path: string;
  readonly port: 'decoded' | 'neurons' | 'output';
  readonly slice: readonly number[] | null;
}

/**
 * Where a connection ends. `input` of a node or ensemble; `neurons`: J += gain * value; `current`: J += value; `encoded`: the value lies in
 * the space that the ensemble represents (`slice` names dimensions), and J += encoders gain / radius * value, in one matrix with the decoders;
 * `rule`: a learning rule of the connection at `path`.
 */
export type TargetRef =
  | {
      readonly path: string;
      readonly port: 'input' | 'neurons' | 'current' | 'encoded';
      readonly slice: readonly number[] | null;
    }
  | { readonly path: string; readonly port: 'rule'; readonly rule: number; readonly slice: readonly number[] | null };

export interface ModelConnection {
  readonly path: string;
  readonly pre: SourceRef;
  readonly post: TargetRef;
  /** Only where it is evaluated at run time: from nodes. */
  readonly function: { readonly ref: FunctionRef; readonly sizeOut: number } | null;
  /** (size of the function, neurons), apart from the transform. For port `decoded` alone; the pre slice is already in the targets. */
  readonly decoders: TensorId | null;
  readonly solve: DecoderOrigin;
  readonly transform: ModelTransform | null;
  readonly synapse: SynapseRecord | null;
  readonly delaySteps: number;
  /** How it learns; what the rules change starts from decoders and transform, or from the encoders of the target. */
  readonly rules: readonly LearningRuleRecord[];
  readonly sizeOut: number;
}

export type ProbeTarget =
  | {
      readonly path: string;
      readonly port: 'node' | 'ensemble' | 'neurons' | 'connection';
      readonly attribute: string;
      readonly slice: readonly number[] | null;
    }
  | {
      /** Of the connection. */
      readonly path: string;
      readonly port: 'rule';
      readonly rule: number;
      readonly attribute: string;
      readonly slice: readonly number[] | null;
    };

export interface ModelProbe {
  readonly path: string;
  readonly target: ProbeTarget;
  readonly size: number;
  /** For decoded values: (dimensions, neurons). */
  readonly decoders: TensorId | null;
  readonly solve: DecoderOrigin;
  readonly synapse: SynapseRecord | null;
  /** s, or null for every step. */
  readonly sampleEvery: number | null;
  /** Latest records kept, or null for all. */
  readonly keep: number | null;
}

export type ModelHints = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What is meant, in plain arrays: a network with every choice made. Immutable. It is what is saved, shared, sent to a worker, trained,
 * edited, solved again, quantised, and compared across backends. There is no dt in it: the step belongs to a simulation.
 */
export interface Model {
  readonly version: 1;
  /** Objects refer to tensors by id; two references to one id are tied and stay tied. */
  readonly tensors: ReadonlyMap<TensorId, Tensor>;
  readonly nodes: readonly ModelNode[];
  readonly ensembles: readonly ModelEnsemble[];
  readonly connections: readonly ModelConnection[];
  readonly probes: readonly ModelProbe[];
  /** Advice by object path; what a backend does not know it ignores. */
  readonly hints: ModelHints;
}
