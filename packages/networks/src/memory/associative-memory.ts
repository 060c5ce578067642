import {
  type ArrayInput,
  builtin,
  dense,
  knownOptions,
  lowpass,
  type Network,
  type NetworkOptions,
  type Node,
  optionNames,
} from '@rheobase/core';
import { type PartEnsemble, partOf } from '../part.js';
import { ensembleArray } from '../populations/ensemble-array.js';
import { thresholdingEnsembles } from '../presets/thresholding-ensembles.js';
import { combining, comparing, type Rows, scalesFor, vectorRows } from './vectors.js';

export interface AssociativeMemoryOptions extends NetworkOptions {
  /** What each vector is associated with, one row each. Default: the vectors themselves, which cleans up noisy ones. */
  readonly outputs?: ArrayInput;
  /** Neurons for each vector. Default 50. */
  readonly neurons?: number;
  /** Similarity (dot product) above which a vector is recalled. Default 0.3. */
  readonly threshold?: number;
  /** Factor on the similarity, one for all vectors or one each. Default 1. */
  readonly inputScales?: number | readonly number[];
  /** Adds an input `inhibit`: a 1 there silences the memory. `scale` says how strongly, default 1.5. Default: none. */
  readonly inhibitable?: boolean | { readonly scale?: number };
  /** Lets the most similar vector suppress the others. `inhibitScale` says how strongly, default 1.5. Default false. */
  readonly winnerTakeAll?: boolean | { readonly inhibitScale?: number };
  /** Sharpens what is recalled to all (above one half) or nothing. `neurons` for each vector, default 50. Default false. */
  readonly thresholdOutputs?: boolean | { readonly neurons?: number };
  /** What comes out where nothing is recalled. */
  readonly defaultOutput?: DefaultOutput;
}

export interface DefaultOutput {
  readonly vector: readonly number[];
  /** Default 50. */
  readonly neurons?: number;
  /** How far the recalled vectors must be active together to replace it. Default 0.5. */
  readonly minActivation?: number;
}

export interface MappingOptions {
  /** Factor on the similarity, one for all vectors or one each. Default 1. */
  readonly inputScales?: number | readonly number[];
}

/** Compares a vector with stored ones and gives what the similar ones are associated with. */
export interface AssociativeMemory {
  readonly network: Network;
  readonly input: Node;
  readonly output: Node;
  /** A 1 silences the memory; null unless `inhibitable`. */
  readonly inhibit: Node | null;
  /** How similar each vector is, as the elements see it. */
  readonly similarities: Node;
  /** Near 1 for each recalled vector, near 0 for the others. */
  readonly recalled: Node;
  /** A further input, compared with vectors of its own, one for each element. */
  addInputMapping(name: string, vectors: ArrayInput, options?: MappingOptions): Node;
  /** A further output with vectors of its own, one for each element. */
  addOutputMapping(name: string, vectors: ArrayInput): Node;
}

const names = optionNames<AssociativeMemoryOptions>({
  label: true,
  seed: true,
  defaults: true,
  outputs: true,
  neurons: true,
  threshold: true,
  inputScales: true,
  inhibitable: true,
  winnerTakeAll: true,
  thresholdOutputs: true,
  defaultOutput: true,
});
const defaultNames = optionNames<DefaultOutput>({ vector: true, neurons: true, minActivation: true });
const mappingNames = optionNames<MappingOptions>({ inputScales: true });

/** What is said of a feature that is switched on by true or by options of its own; null where it is off. */
const given = <T extends object>(name: string, option: boolean | T | undefined, names: readonly string[]): Partial<T> | null =>
  option === undefined || option === false ? null : option === true ? {} : knownOptions(`associativeMemory.${name}`, option, names);

/** Neurons that fire for positive values only, most of them from just above 0. */
const elementNeurons: PartEnsemble = { ...thresholdingEnsembles(0).ensemble };

/**
 * Adds an associative memory of one element for each of the vectors (one row each). An element is active, with value 1, where the similarity
 * of its vector and the input exceeds the threshold (Stewart, Tang and Eliasmith, "A biologically realistic cleanup memory", 2011).
 */
export function associativeMemory(network: Network, vectors: ArrayInput, options: AssociativeMemoryOptions = {}): AssociativeMemory {
  const whole = partOf(network, 'associativeMemory', options, names);
  const { neurons = 50, threshold = 0.3 } = options;
  const inhibition = given('inhibitable', options.inhibitable, ['scale']);
  const rivalry = given('winnerTakeAll', options.winnerTakeAll, ['inhibitScale']);
  const sharpening = given('thresholdOutputs', options.thresholdOutputs, ['neurons']);
  const missing =
    options.defaultOutput === undefined ? null : knownOptions('associativeMemory.defaultOutput', options.defaultOutput, defaultNames);
  const inputs = vectorRows(whole.path, 'vectors', vectors);
  const count = inputs.length;
  const outputs = options.outputs === undefined ? inputs : vectorRows(whole.path, 'outputs', options.outputs, count);
  const synapse = lowpass(0.005);
  const all = (value: number) => dense(Array.from({ length: count }, () => [value]));

  const bias = whole.constant([1], { label: 'bias' });
  const elements = ensembleArray(whole, neurons, count, { label: 'elements', ensemble: elementNeurons, function: builtin('step') });
  whole.connect(bias, elements.input, { transform: all(-threshold), synapse: null });

  const { scale = 1.5 } = inhibition ?? {};
  const inhibit = inhibition ? whole.passthrough(1, { label: 'inhibit' }) : null;
  if (inhibit) whole.connect(inhibit, elements.input, { transform: all(-scale), synapse: null });

  if (rivalry && count > 1) {
    const { inhibitScale = 1.5 } = rivalry;
    const others = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 0 : -inhibitScale)));
    whole.connect(elements.output, elements.input, { transform: dense(others), synapse });
  }

  const recalled = sharpening ? sharpened(whole, elements.output, sharpening.neurons ?? 50) : elements.output;

  const mapped = (label: string, rows: Rows): Node => {
    const node = whole.passthrough(rows[0]?.length ?? 0, { label });
    whole.connect(recalled, node, { transform: combining(rows), synapse: null });
    return node;
  };
  const compared = (label: string, rows: Rows, scales: number | readonly number[] = 1): Node => {
    const node = whole.passthrough(rows[0]?.length ?? 0, { label });
    const each = scalesFor(node.path, scales, count);
    whole.connect(node, elements.input, { transform: comparing(rows, each), synapse: null });
    return node;
  };

  const input = compared('input', inputs, options.inputScales);
  const output = mapped('output', outputs);
  if (missing) {
    const { minActivation = 0.5 } = missing;
    const rest = whole.ensemble(missing.neurons ?? 50, 1, { label: 'default', ...elementNeurons });
    whole.connect(bias, rest, { synapse: null });
    const active = Array.from({ length: count }, () => -1 / minActivation);
    whole.connect(recalled, rest, { transform: dense([active]), synapse });
    if (inhibit) whole.connect(inhibit, rest, { transform: -scale, synapse: null });
    whole.connect(rest, output, { function: builtin('ramp'), transform: combining([missing.vector]), synapse: null });
  }
  return Object.freeze({
    network: whole,
    input,
    output,
    inhibit,
    similarities: elements.input,
    recalled,
    addInputMapping: (name: string, rows: ArrayInput, own: MappingOptions = {}) => {
      const { inputScales } = knownOptions('addInputMapping', own, mappingNames);
      return compared(name, vectorRows(`${whole.path}/${name}`, 'vectors', rows, count), inputScales);
    },
    addOutputMapping: (name: string, rows: ArrayInput) => mapped(name, vectorRows(`${whole.path}/${name}`, 'vectors', rows, count)),
  });
}

/** All or nothing: 1 for values above one half. */
function sharpened(whole: Network, values: Node, neurons: number): Node {
  const array = ensembleArray(whole, neurons, values.sizeOut, {
    label: 'thresholds',
    ensemble: { ...thresholdingEnsembles(0.5).ensemble },
    function: builtin('step', { threshold: 0.5 }),
  });
  whole.connect(values, array.input, { synapse: lowpass(0.005) });
  return array.output;
}
