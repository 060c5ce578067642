export { activateDirectMode } from './direct-mode/activate-direct-mode.js';
export { type Dynamics, type DynamicsOptions, integrator, linearDynamics, oscillator } from './dynamics/linear-dynamics.js';
export type { Conv2dOptions, LayerOptions, LayersOptions, MaxPool2dOptions, Pool2dOptions, WeightOptions } from './layers/layer-options.js';
export { type Layers, layers } from './layers/layers.js';
export type { Layer } from './layers/units.js';
export {
  type AssociativeMemory,
  type AssociativeMemoryOptions,
  associativeMemory,
  type DefaultOutput,
  type MappingOptions,
} from './memory/associative-memory.js';
export { type InputGatedMemory, type InputGatedMemoryOptions, inputGatedMemory } from './memory/input-gated-memory.js';
export type { PartEnsemble } from './part.js';
export {
  type ArrayFunctions,
  type EnsembleArray,
  type EnsembleArrayOptions,
  ensembleArray,
  type OutputOptions,
} from './populations/ensemble-array.js';
export { type ThresholdingOptions, thresholdingEnsembles } from './presets/thresholding-ensembles.js';
export { type CircularConvolution, type CircularConvolutionOptions, circularConvolution } from './products/circular-convolution.js';
export {
  type FourierInverse,
  type FourierProduct,
  type FourierTransforms,
  fourierProducts,
  fourierTransforms,
} from './products/fourier.js';
export { type Product, type ProductOptions, product } from './products/product.js';
export { type ActionSelection, type ActionSelectionOptions, actionSelection } from './selection/action-selection.js';
export { type BasalGanglia, type BasalGangliaOptions, type BasalGangliaWeights, basalGanglia } from './selection/basal-ganglia.js';
export { type Thalamus, type ThalamusOptions, thalamus } from './selection/thalamus.js';
