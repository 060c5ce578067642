import {
  builtin,
  dense,
  type Ensemble,
  isDirect,
  lowpass,
  type Network,
  type NetworkOptions,
  type Node,
  optionNames,
  type SynapseRecord,
} from '@rheobase/core';
import { partOf } from '../part.js';
import { type EnsembleArray, ensembleArray } from '../populations/ensemble-array.js';
import { product } from '../products/product.js';

export interface InputGatedMemoryOptions extends NetworkOptions {
  /** How strongly the stored value keeps itself; below 1 it fades. Default 1. */
  readonly feedback?: number;
  /** How fast the stored value follows the input: a factor on their difference. Default 1. */
  readonly differenceGain?: number;
  /** Default `lowpass(0.1)`. */
  readonly recurrentSynapse?: SynapseRecord;
  /** From the difference to the stored value. Default: the recurrent synapse. */
  readonly differenceSynapse?: SynapseRecord;
}

const names = optionNames<InputGatedMemoryOptions>({
  label: true,
  seed: true,
  defaults: true,
  feedback: true,
  differenceGain: true,
  recurrentSynapse: true,
  differenceSynapse: true,
});

/** Follows its input while the gate is open, and keeps the last value while it is closed. */
export interface InputGatedMemory {
  readonly network: Network;
  readonly input: Node;
  readonly output: Node;
  /** 0: open; 1: closed. */
  readonly gate: Node;
  /** 1 clears what is stored. */
  readonly reset: Node;
  readonly memory: EnsembleArray;
  readonly difference: EnsembleArray;
}

/** Silences an array: `strength` times the node's value is taken from the input of every neuron. */
function silencedBy(whole: Network, node: Node, array: EnsembleArray, neurons: number, strength: number): Node {
  const column = Array.from({ length: neurons * array.ensembles.length }, () => [-strength]);
  whole.connect(node, array.addNeuronInput(), { transform: dense(column), synapse: null });
  return array.output;
}

/** Where there are no neurons to silence: the output times max(0, 1 - value of the node). */
function multipliedBy(whole: Network, node: Node, array: EnsembleArray, label: string): Node {
  const open: Ensemble = whole.ensemble(1, 1, { label });
  whole.connect(whole.constant([1], { label: `${label}.bias` }), open, { synapse: null });
  whole.connect(node, open, { transform: -1, synapse: null });
  const gated = product(whole, 2, array.output.sizeOut, { label: `${label}.product` });
  whole.connect(array.output, gated.inputA, { synapse: null });
  const column = Array.from({ length: array.output.sizeOut }, () => [1]);
  whole.connect(open, gated.inputB, { function: builtin('ramp'), transform: dense(column), synapse: null });
  return gated.output;
}

/**
 * Adds a memory of `dimensions` values with `neurons` neurons for each, twice: one array holds the values through recurrent connections, the
 * other computes how far the input is from them and drives them there, unless the gate silences it (Choo, 2010). With `direct()` ensembles
 * the gate and the reset multiply by max(0, 1 - value) instead.
 */
export function inputGatedMemory(
  network: Network,
  neurons: number,
  dimensions: number,
  options: InputGatedMemoryOptions = {},
): InputGatedMemory {
  const whole = partOf(network, 'inputGatedMemory', options, names);
  const { feedback = 1, differenceGain = 1, recurrentSynapse = lowpass(0.1), differenceSynapse = recurrentSynapse } = options;
  const memory = ensembleArray(whole, neurons, dimensions, { label: 'memory' });
  const difference = ensembleArray(whole, neurons, dimensions, { label: 'difference' });
  const gate = whole.passthrough(1, { label: 'gate' });
  const reset = whole.passthrough(1, { label: 'reset' });
  const direct = memory.ensembles.some(isDirect);
  const stored = direct ? multipliedBy(whole, reset, memory, 'kept') : silencedBy(whole, reset, memory, neurons, 3);
  const change = direct ? multipliedBy(whole, gate, difference, 'open') : silencedBy(whole, gate, difference, neurons, 10);
  whole.connect(stored, memory.input, { transform: feedback, synapse: recurrentSynapse });
  whole.connect(stored, difference.input, { transform: -1, synapse: lowpass(0.005) });
  whole.connect(change, memory.input, { transform: differenceGain, synapse: differenceSynapse });
  return Object.freeze({ network: whole, input: difference.input, output: stored, gate, reset, memory, difference });
}
