export { activities } from './build/activities.js';
export { build } from './build/build.js';
export { defaultEvalPointCount } from './build/decoders.js';
export { solveDecoders } from './build/solve.js';
export { type Tuning, tune } from './build/tune.js';
export {
  biasOf,
  connectionAt,
  ensembleAt,
  float64Of,
  gainOf,
  nodeAt,
  perNeuron,
  probeAt,
  tensorOf,
  withTensors,
} from './model/access.js';
export { checkModel, spikes } from './model/check.js';
export type {
  DecoderProblem,
  FunctionRef,
  Model,
  ModelConnection,
  ModelEnsemble,
  ModelHints,
  ModelNeuron,
  ModelNode,
  ModelNodeRecord,
  ModelPerNeuron,
  ModelProbe,
  ModelTransform,
  ProbeTarget,
  SourceRef,
  TargetRef,
  TensorId,
} from './model/model.js';
export { rate } from './model/rates.js';
