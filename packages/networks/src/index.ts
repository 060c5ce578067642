export type { Conv2dOptions, LayerOptions, LayersOptions, Pool2dOptions, WeightOptions } from './layers/layer-options.js';
export { type Layers, layers } from './layers/layers.js';
export type { Layer } from './layers/units.js';
export type { PartEnsemble } from './neurons.js';
export {
  type ArrayFunctions,
  type EnsembleArray,
  type EnsembleArrayOptions,
  ensembleArray,
  type OutputOptions,
} from './populations/ensemble-array.js';
export { type CircularConvolution, type CircularConvolutionOptions, circularConvolution } from './products/circular-convolution.js';
export { type Product, type ProductOptions, product } from './products/product.js';
