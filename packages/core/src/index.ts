export { closeWord } from './definitions/close-word.js';
export { knownOptions, needOptions, optionNames } from './definitions/known-options.js';
export { oneOf } from './definitions/one-of.js';
export { checkedSeed } from './definitions/seed.js';
export { shown } from './definitions/shown.js';
export {
  type Distribution,
  type DistributionInput,
  type DistributionRecord,
  distributions,
  toDistribution,
} from './distributions/distribution.js';
export {
  type Exponential,
  type ExponentialOptions,
  exponential,
  type Gaussian,
  gaussian,
  type Uniform,
  type UniformOptions,
  uniform,
} from './distributions/numbers.js';
export { cumulative, density, quantile, type WithQuantiles } from './distributions/quantile.js';
export {
  type HypersphereOptions,
  type QuasirandomSequence,
  quasirandomSequence,
  type ScatteredBase,
  type ScatteredHypersphere,
  type ScatteredHypersphereOptions,
  type SphereMap,
  scatteredHypersphere,
  type UniformHypersphere,
  uniformHypersphere,
} from './distributions/spheres.js';
export { type Choice, choice, type Pdf, pdf, type Samples as SampledValues, samples } from './distributions/values.js';
export {
  type CosineSimilarity,
  cosineSimilarity,
  type SqrtBeta,
  type SubvectorLength,
  sqrtBeta,
  subvectorLength,
} from './distributions/vector-parts.js';
export { type Definition, type DefinitionKind, findDefinition, needDefinition } from './document/definition.js';
export { type NetworkDocument, networkFromJSON, networkToJSON, type ReadNetworkOptions } from './document/network-document.js';
export {
  BuildError,
  type ErrorDetail,
  ImportError,
  RheobaseError,
  SimulationError,
  TrainingError,
  UnsupportedError,
  ValidationError,
} from './errors.js';
export { type Builtin, type BuiltinOptions, type BuiltinRef, builtin, builtinNames, isBuiltin, readBuiltin } from './functions/builtin.js';
export { type FunctionInput, type FunctionRecord, implementationOf, toFunction, type VectorFunction } from './functions/function.js';
export { functionSize } from './functions/function-size.js';
export {
  type AnonymousRef,
  type FunctionResult,
  functionsByName,
  type HostFunction,
  type HostFunctions,
  type HostRef,
  hostFunction,
  type VectorValued,
  vectorValued,
} from './functions/host-function.js';
export { type Bcm, type BcmOptions, bcm } from './learning/bcm.js';
export type { LearningStep, Modifies, RuleFilter, RuleSizes, RuleState, RuleTraits, SignalWidth } from './learning/behaviour.js';
export {
  type CustomLearningRule,
  defineLearningRule,
  type LearningRuleDefinition,
  type LearningRuleOptions,
  type RuleStateSize,
} from './learning/custom-learning-rule.js';
export {
  type LearningRuleKind,
  type LearningRuleRecord,
  learningRules,
  modifies,
  ruleAttributeShape,
  ruleAttributes,
  ruleBehaviour,
  ruleTraits,
  signalWidth,
} from './learning/learning-rule.js';
export { type Oja, type OjaOptions, oja } from './learning/oja.js';
export { type Pes, type PesOptions, pes } from './learning/pes.js';
export { type Rls, type RlsOptions, rls } from './learning/rls.js';
export { type Voja, type VojaOptions, voja } from './learning/voja.js';
export type { ConnectionOptions } from './network/connection-options.js';
export type { Defaults } from './network/defaults.js';
export type { Slice } from './network/elements.js';
export { isDecoded, isDirect, isEncoding, represents, reshaped, shapeOf, viewOf } from './network/endpoint.js';
export type { EnsembleOptions, EnsembleSettings } from './network/ensemble-options.js';
export type { Hints } from './network/hints.js';
export { Network, type NetworkOptions, type NodeOptions } from './network/network.js';
export {
  type At,
  Connection,
  type Current,
  type Endpoint,
  Ensemble,
  type Neurons,
  Node,
  type Rule,
  type View,
  type Viewable,
} from './network/objects.js';
export { Probe, type ProbeOptions, type ProbeRef } from './network/probe.js';
export { sourceSize, targetSize } from './network/sizes.js';
export { type AdaptiveLif, type AdaptiveLifOptions, adaptiveLif } from './neurons/adaptive-lif.js';
export { type AdaptiveLifRate, type AdaptiveLifRateOptions, adaptiveLifRate } from './neurons/adaptive-lif-rate.js';
export type { Draws, InitialState, NeuronVectors, ParameterReference, Tuning } from './neurons/behaviour.js';
export {
  type CustomNeuron,
  defineNeuron,
  type MakeNeuron,
  type NeuronDefinition,
  type NeuronOptions,
  type NeuronStep,
} from './neurons/custom-neuron.js';
export { type Direct, direct } from './neurons/direct.js';
export {
  type IntegrateAndFire,
  type IntegrateAndFireOptions,
  integrateAndFire,
  type Reset,
  type SpikeRange,
} from './neurons/integrate-and-fire.js';
export { type Izhikevich, type IzhikevichOptions, izhikevich } from './neurons/izhikevich.js';
export { type Lif, type LifOptions, lif } from './neurons/lif.js';
export { type LifRate, type LifRateOptions, lifRate } from './neurons/lif-rate.js';
export {
  baseOf,
  countsSteps,
  curveOf,
  defaultDt,
  drawsOf,
  gainBiasOf,
  homogeneousKinds,
  initialStates,
  isNegative,
  isSpiking,
  lateIntercepts,
  neuronAttributes,
  rate,
  rateSlope,
  rateTypeOf,
  startCurrentOf,
  startOf,
  stateNames,
  stepNeurons,
  tunedRate,
} from './neurons/neuron.js';
export {
  type CurvedNeuron,
  mapParameters,
  type NeuronKind,
  type NeuronRecord,
  neuronKinds,
  neuronTypes,
  poissonSpiking,
  readNeuron,
  regularSpiking,
  type SpikingFromRate,
  stochasticSpiking,
} from './neurons/neurons.js';
export type { PerNeuron } from './neurons/parameter.js';
export type { PoissonSpiking } from './neurons/poisson-spiking.js';
export type { RegularSpiking } from './neurons/regular-spiking.js';
export { type Relu, type ReluOptions, relu } from './neurons/relu.js';
export { type Sigmoid, type SigmoidOptions, sigmoid } from './neurons/sigmoid.js';
export { type SoftLif, type SoftLifOptions, softLif } from './neurons/soft-lif.js';
export { type SpikingRelu, spikingRelu } from './neurons/spiking-relu.js';
export type { SpikingWrapper, SpikingWrapperOptions } from './neurons/spiking-wrapper.js';
export { refractorySteps, stepsOf } from './neurons/steps-of.js';
export type { StochasticSpiking } from './neurons/stochastic-spiking.js';
export { type Tanh, type TanhOptions, tanh } from './neurons/tanh.js';
export { type MaxPool, type MaxPoolOptions, maxPool } from './nodes/max-pool.js';
export {
  type ArgmaxNode,
  argmax,
  type FunctionNode,
  type NodeRecord,
  nodeSizes,
  nodes,
  type PassthroughNode,
  passesOn,
  passthrough,
  type SoftmaxNode,
  type SynapseNode,
  softmax,
  synapseNode,
} from './nodes/node.js';
export { type ProcessNode, type ProcessNodeOptions, processNode } from './nodes/process-node.js';
export { type ConstantNode, constant, type InputNode, inputNode, type TableNode, table } from './nodes/sources.js';
export {
  defineOperator,
  type OperatorAdjointStep,
  type OperatorArrays,
  type OperatorContext,
  type OperatorDefinition,
  type OperatorOptions,
  type OperatorRecord,
  type OperatorStep,
} from './operators/define-operator.js';
export {
  type CustomProcess,
  type CustomProcessOptions,
  defineProcess,
  type ProcessDefinition,
  type ProcessOptions,
  type ProcessStep,
} from './processes/custom-process.js';
export {
  brownNoise,
  type Filtered,
  type FilteredNoise,
  type FilteredNoiseOptions,
  filtered,
  filteredNoise,
  type NoiseOptions,
  type WhiteNoise,
  whiteNoise,
} from './processes/noise.js';
export { type Interpolation, type Piecewise, type PiecewiseOptions, piecewise } from './processes/piecewise.js';
export { type ProcessKind, type ProcessRecord, processes, processSizes } from './processes/process.js';
export { type PresentInput, presentInput, type WhiteSignal, type WhiteSignalOptions, whiteSignal } from './processes/signals.js';
export {
  needStartingState,
  type StartingState,
  type StartingStateRule,
  type StateSizes,
  type StateStart,
} from './processes/starting-state.js';
export { Fields, type Json } from './record/fields.js';
export {
  type CustomSolver,
  type CustomSolverOptions,
  defineSolver,
  type SolvedDecoders,
  type SolverDefinition,
  type SolverOptions,
  type SolverProblem,
  type SolverResult,
} from './solvers/custom-solver.js';
export { type GivenDecoders, type GivenDecodersOptions, givenDecoders } from './solvers/given-decoders.js';
export {
  type LeastSquares,
  type LeastSquaresL2,
  type LeastSquaresL2nz,
  type LeastSquaresL2nzOptions,
  type LeastSquaresL2Options,
  type LeastSquaresMultNoise,
  type LeastSquaresMultNoiseOptions,
  type LeastSquaresNoise,
  type LeastSquaresNoiseOptions,
  type LeastSquaresOptions,
  type LinearSolver,
  leastSquares,
  leastSquaresL2,
  leastSquaresL2nz,
  leastSquaresMultNoise,
  leastSquaresNoise,
} from './solvers/least-squares.js';
export {
  type NonNegative,
  type NonNegativeL2,
  type NonNegativeL2nz,
  type NonNegativeL2nzOptions,
  type NonNegativeL2Options,
  type NonNegativeOptions,
  nonNegative,
  nonNegativeL2,
  nonNegativeL2nz,
} from './solvers/non-negative.js';
export { type DecoderSolver, isCompositional, type SolverRecord, solverDraws, solvers } from './solvers/solver.js';
export {
  type LeastSquaresDrop,
  type LeastSquaresDropOptions,
  type LeastSquaresL1,
  type LeastSquaresL1Options,
  leastSquaresDrop,
  leastSquaresL1,
} from './solvers/sparse-decoders.js';
export {
  type BlockConjugateGradient,
  type BlockConjugateGradientOptions,
  blockConjugateGradient,
  type Cholesky,
  type ConjugateGradient,
  type ConjugateGradientOptions,
  cholesky,
  conjugateGradient,
  type Lsmr,
  type LsmrOptions,
  lsmr,
  type RandomizedSvd,
  type RandomizedSvdOptions,
  type RelativeConjugateGradient,
  type RelativeConjugateGradientOptions,
  randomizedSvd,
  relativeConjugateGradient,
  type SubSolverRecord,
  type Svd,
  svd,
} from './solvers/sub-solvers.js';
export { type Alpha, alpha } from './synapses/alpha.js';
export type { Discretisation, TransferFunction } from './synapses/behaviour.js';
export { combine } from './synapses/combine.js';
export { type CustomSynapse, defineSynapse, type SynapseDefinition, type SynapseOptions } from './synapses/custom-synapse.js';
export { type CustomFilter, type Filter, type StateSpace, type SynapseStep, stateSize } from './synapses/filter.js';
export { type ComplexList, frequencyResponse } from './synapses/frequency-response.js';
export { type LinearFilter, type LinearFilterOptions, linearFilter } from './synapses/linear-filter.js';
export { type Lowpass, lowpass } from './synapses/lowpass.js';
export { filterOf, needSynapse, type SynapseKind, type SynapseRecord, synapses, transferFunction } from './synapses/synapse.js';
export { type Triangle, triangle } from './synapses/triangle.js';
export {
  type ArrayInput,
  broadcastIndices,
  broadcasts,
  bytesPerElement,
  type DType,
  dataFromBytes,
  dtypeOf,
  isTensor,
  ownedTensor,
  sizeOf,
  type Tensor,
  type TensorData,
  tensor,
  toTensor,
} from './tensor.js';
export { type Convolution, type ConvolutionOptions, convolution } from './transforms/convolution.js';
export { type ConvolutionTranspose, type ConvolutionTransposeOptions, convolutionTranspose } from './transforms/convolution-transpose.js';
export { type Dense, dense, type Indices, indices, type Scale, type Sparse, scale, sparse } from './transforms/matrices.js';
export { type Pooling, type PoolingOptions, pooling } from './transforms/pooling.js';
export { type TransformRecord, transformSizes, transforms } from './transforms/transform.js';
export type { Weights } from './transforms/weights.js';
export type { Pad, PaddingInput } from './transforms/window.js';
