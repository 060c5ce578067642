import {
  type ConnectionOptions,
  type Ensemble,
  type FunctionInput,
  functionSize,
  isDirect,
  knownOptions,
  type Network,
  type NetworkOptions,
  type Node,
  optionNames,
  ValidationError,
} from '@rheobase/core';
import { type PartEnsemble, partOf } from '../part.js';

/** One function for all ensembles of an array, or one each. */
export type ArrayFunctions = FunctionInput | readonly FunctionInput[];

export interface EnsembleArrayOptions extends NetworkOptions {
  /** How many values each ensemble represents. Default 1. */
  readonly dimensions?: number;
  /** What is said of every ensemble, or of each: in a list, or by its index. Arrays (encoders, say) hold for one ensemble. */
  readonly ensemble?: PartEnsemble | readonly PartEnsemble[] | ((index: number) => PartEnsemble);
  /** What `output` gives. Default: the represented values. */
  readonly function?: ArrayFunctions;
}

export type OutputOptions = Pick<ConnectionOptions, 'synapse' | 'solver'>;

const names = optionNames<EnsembleArrayOptions>({
  label: true,
  seed: true,
  defaults: true,
  dimensions: true,
  ensemble: true,
  function: true,
});
const outputNames = optionNames<OutputOptions>({ synapse: true, solver: true });

/** Ensembles side by side that together represent one long vector, each a stretch of it. */
export interface EnsembleArray {
  /** Holds the parts: further connections and probes of one's own may go there. */
  readonly network: Network;
  readonly input: Node;
  readonly output: Node;
  readonly ensembles: readonly Ensemble[];
  /** A node labelled `name` that gives a function of each ensemble, one after the other. Synapse: none unless given. */
  addOutput(name: string, fn: ArrayFunctions, options?: OutputOptions): Node;
  /** A node that adds to the input of every neuron, ensemble after ensemble; each neuron multiplies by its gain. */
  addNeuronInput(): Node;
  /** A node that gives the output of every neuron, ensemble after ensemble. */
  addNeuronOutput(): Node;
}

const stretch = (from: number, length: number): readonly number[] => Array.from({ length }, (_, i) => from + i);

function functionsFor(array: Network, given: ArrayFunctions | undefined, count: number): readonly (FunctionInput | undefined)[] {
  if (given === undefined || !isList(given)) return Array.from({ length: count }, () => given);
  if (given.length === count) return given;
  throw new ValidationError(`${array.path}: ${given.length} functions were given for ${count} ensembles; give one, or one for each`, {
    code: 'size-mismatch',
    object: array.path,
    given: given.length,
    allowed: `1 or ${count} functions`,
  });
}

const isList = (given: ArrayFunctions): given is readonly FunctionInput[] => Array.isArray(given);

const isEach = (given: PartEnsemble | readonly PartEnsemble[]): given is readonly PartEnsemble[] => Array.isArray(given);

/** What is said of each ensemble. */
function saidOf(array: Network, given: EnsembleArrayOptions['ensemble'], count: number): (index: number) => PartEnsemble {
  if (typeof given === 'function') return given;
  if (given === undefined || !isEach(given)) return () => given ?? {};
  if (given.length === count) return index => given[index] ?? {};
  throw new ValidationError(`${array.path}: options of ${given.length} ensembles were given for ${count}; give them once, or for each`, {
    code: 'size-mismatch',
    object: array.path,
    given: given.length,
    allowed: `1 or ${count} options`,
  });
}

/**
 * Adds `count` ensembles of `neurons` neurons each to a network. Nothing between `input`, ensembles and `output` delays or filters.
 * `ValidationError` where functions or options do not match the ensembles, or neurons are asked of ensembles that compute directly.
 */
export function ensembleArray(network: Network, neurons: number, count: number, options: EnsembleArrayOptions = {}): EnsembleArray {
  const array = partOf(network, 'ensembleArray', options, names);
  const { dimensions = 1 } = options;
  const own = saidOf(array, options.ensemble, count);
  const input = array.passthrough(dimensions * count, { label: 'input' });
  const ensembles = Array.from({ length: count }, (_, index) => {
    const made = array.ensemble(neurons, dimensions, own(index));
    array.connect(input.at(...stretch(index * dimensions, dimensions)), made, { synapse: null });
    return made;
  });

  /** Joins a function of each ensemble in one node. */
  const joined = (label: string, given: ArrayFunctions | undefined, options: OutputOptions = {}): Node => {
    const { synapse = null, ...rest } = knownOptions(`${array.path}/${label}`, options, outputNames);
    const functions = functionsFor(array, given, count);
    const sizes = functions.map(fn => (fn === undefined ? dimensions : functionSize(`${array.path}/${label}`, fn, dimensions)));
    const node = array.passthrough(
      sizes.reduce((a, b) => a + b, 0),
      { label },
    );
    let from = 0;
    for (const [index, made] of ensembles.entries()) {
      const fn = functions[index];
      const size = sizes[index] ?? 0;
      array.connect(made, node.at(...stretch(from, size)), { synapse, ...rest, ...(fn === undefined ? {} : { function: fn }) });
      from += size;
    }
    return node;
  };

  /** A node with an element for every neuron. */
  const neuronNode = (label: string): Node => {
    const direct = ensembles.find(isDirect);
    if (!direct) return array.passthrough(neurons * count, { label });
    throw new ValidationError(`${array.path}: ${direct.path} computes directly and has no neurons to connect to`, {
      code: 'no-neurons',
      object: array.path,
      given: 'direct()',
      allowed: 'ensembles with neurons',
    });
  };

  return Object.freeze({
    network: array,
    input,
    output: joined('output', options.function),
    ensembles: Object.freeze(ensembles),
    addOutput: joined,
    addNeuronInput: () => {
      const node = neuronNode('neuronInput');
      for (const [index, made] of ensembles.entries()) {
        array.connect(node.at(...stretch(index * neurons, neurons)), made.neurons, { synapse: null });
      }
      return node;
    },
    addNeuronOutput: () => {
      const node = neuronNode('neuronOutput');
      for (const [index, made] of ensembles.entries()) {
        array.connect(made.neurons, node.at(...stretch(index * neurons, neurons)), { synapse: null });
      }
      return node;
    },
  });
}
