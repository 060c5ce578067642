import { dense, type Network, type NetworkOptions, type Node, optionNames } from '@rheobase/core';
import { partOf } from '../part.js';
import { fourierTransforms } from './fourier.js';
import { type Product, product } from './product.js';

export interface CircularConvolutionOptions extends NetworkOptions {
  /** Convolve with the approximate inverse of the first vector: its elements in the order 0, d - 1, …, 1. Default false. */
  readonly invertA?: boolean;
  /** The same of the second. Default false. */
  readonly invertB?: boolean;
  /** Largest length of both inputs. Default 1. */
  readonly inputMagnitude?: number;
}

const names = optionNames<CircularConvolutionOptions>({
  label: true,
  seed: true,
  defaults: true,
  invertA: true,
  invertB: true,
  inputMagnitude: true,
});

/** Binds two vectors by circular convolution. */
export interface CircularConvolution {
  readonly network: Network;
  readonly inputA: Node;
  readonly inputB: Node;
  readonly output: Node;
  /** The products of Fourier coefficients. */
  readonly product: Product;
}

/**
 * Adds a circular convolution of two vectors of `dimensions` values: c[i] = sum over j of a[j] b[(i - j) mod d], the binding of holographic
 * reduced representations (Plate, 1995), computed as products of Fourier coefficients with `neurons` neurons each. Coefficients that are
 * real for every vector get one product; Nengo keeps four of them, three of which are always zero and spend neurons on noise.
 * For d = 64 that is 126 products in place of 132.
 */
export function circularConvolution(
  network: Network,
  neurons: number,
  dimensions: number,
  options: CircularConvolutionOptions = {},
): CircularConvolution {
  const whole = partOf(network, 'circularConvolution', options, names);
  const { invertA = false, invertB = false, inputMagnitude = 1 } = options;
  const inputA = whole.passthrough(dimensions, { label: 'inputA' });
  const inputB = whole.passthrough(dimensions, { label: 'inputB' });
  const output = whole.passthrough(dimensions, { label: 'output' });
  const transforms = fourierTransforms(dimensions, { a: invertA, b: invertB });
  const products = product(whole, neurons, transforms.inputA.length, { inputMagnitude: 2 * inputMagnitude });
  whole.connect(inputA, products.inputA, { transform: dense(transforms.inputA), synapse: null });
  whole.connect(inputB, products.inputB, { transform: dense(transforms.inputB), synapse: null });
  whole.connect(products.output, output, { transform: dense(transforms.output), synapse: null });
  return Object.freeze({ network: whole, inputA, inputB, output, product: products });
}
