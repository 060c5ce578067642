import { builtin, type Network, type NetworkOptions, type Node, optionNames } from '@rheobase/core';
import { partOf } from '../part.js';
import { ensembleArray } from '../populations/ensemble-array.js';

export interface ProductOptions extends NetworkOptions {
  /** Largest magnitude of each value of both inputs. Default 1. */
  readonly inputMagnitude?: number;
}

const names = optionNames<ProductOptions>({ label: true, seed: true, defaults: true, inputMagnitude: true });

/** Multiplies two vectors element by element. */
export interface Product {
  readonly network: Network;
  readonly inputA: Node;
  readonly inputB: Node;
  readonly output: Node;
}

/**
 * Adds a product of two vectors of `dimensions` values, with `neurons` neurons for each of its elements: a b is a difference of squares,
 * (a + b)^2 / 4 - (a - b)^2 / 4, and a square is decoded from one dimension, which takes far fewer neurons than a product of two
 * (Gosmann, "Precise multiplications with the NEF", 2015).
 */
export function product(network: Network, neurons: number, dimensions: number, options: ProductOptions = {}): Product {
  const whole = partOf(network, 'product', options, names);
  const { inputMagnitude = 1 } = options;
  const inputA = whole.passthrough(dimensions, { label: 'inputA' });
  const inputB = whole.passthrough(dimensions, { label: 'inputB' });
  const output = whole.passthrough(dimensions, { label: 'output' });
  // Each half sees (a ± b) / sqrt 2, whose square is twice as large as needed.
  const half = Math.sqrt(0.5);
  const square = (label: string, sign: 1 | -1): void => {
    const squares = ensembleArray(whole, Math.max(1, Math.floor(neurons / 2)), dimensions, {
      label,
      ensemble: { radius: Math.sqrt(2) * inputMagnitude },
      function: builtin('square'),
    });
    whole.connect(inputA, squares.input, { transform: half, synapse: null });
    whole.connect(inputB, squares.input, { transform: sign * half, synapse: null });
    whole.connect(squares.output, output, { transform: sign * 0.5, synapse: null });
  };
  square('sum', 1);
  square('difference', -1);
  return Object.freeze({ network: whole, inputA, inputB, output });
}
