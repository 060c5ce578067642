import { builtin, choice, dense, lowpass, type Network, type NetworkOptions, type Node, optionNames, uniform } from '@rheobase/core';
import { partOf } from '../part.js';
import { type EnsembleArray, ensembleArray } from '../populations/ensemble-array.js';

export interface ThalamusOptions extends NetworkOptions {
  /** Neurons for each action. Default 50. */
  readonly neurons?: number;
  /** How strongly actions inhibit each other. Default 1. */
  readonly mutualInhibition?: number;
  /** Values up to it give 0. In [0, 1), default 0. */
  readonly threshold?: number;
}

const names = optionNames<ThalamusOptions>({
  label: true,
  seed: true,
  defaults: true,
  neurons: true,
  mutualInhibition: true,
  threshold: true,
});

/** Turns the output of the basal ganglia round: near 1 for the selected action, 0 for the others. */
export interface Thalamus {
  readonly network: Network;
  /** What inhibits each action; 0 leaves it alone. */
  readonly input: Node;
  readonly output: Node;
  readonly actions: EnsembleArray;
}

/** Adds a thalamus for so many actions: each is driven by a constant 1 and inhibited by the input and by the other actions. */
export function thalamus(network: Network, actions: number, options: ThalamusOptions = {}): Thalamus {
  const whole = partOf(network, 'thalamus', options, names);
  const { neurons = 50, mutualInhibition = 1, threshold = 0 } = options;
  const array = ensembleArray(whole, neurons, actions, {
    label: 'actions',
    ensemble: { encoders: choice([[1]]), intercepts: uniform(threshold, 1) },
    function: builtin('above', { threshold }),
  });
  const synapse = lowpass(0.005);
  whole.connect(whole.constant([1], { label: 'bias' }), array.input, {
    transform: dense(Array.from({ length: actions }, () => [1])),
    synapse,
  });
  if (mutualInhibition !== 0 && actions > 1) {
    const others = Array.from({ length: actions }, (_, i) => Array.from({ length: actions }, (_, j) => (i === j ? 0 : -mutualInhibition)));
    whole.connect(array.output, array.input, { transform: dense(others), synapse });
  }
  return Object.freeze({ network: whole, input: array.input, output: array.output, actions: array });
}
