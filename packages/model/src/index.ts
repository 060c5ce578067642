export { checkModel, spikes } from './check/check.js';
export { deltaShape, postsynaptic, ruleSizes } from './check/rules.js';
export { type Selection, scaleRates, withNeurons, withSynapses } from './edit/edits.js';
export { foldConstants } from './edit/fold-constants.js';
export { foldLinear } from './edit/fold-linear.js';
export { problemIds } from './edit/fresh-id.js';
export { rateTwin } from './edit/rate-twin.js';
export { removePassthrough } from './edit/remove-passthrough.js';
export { freezeRules, type Learned, withLearned } from './edit/with-learned.js';
export {
  biasOf,
  type ConnectionRef,
  connectionAt,
  connectionIn,
  type EnsembleRef,
  ensembleAt,
  ensembleIn,
  float64Of,
  gainOf,
  nodeAt,
  type ObjectRef,
  pathOf,
  perNeuron,
  probeAt,
  probeIn,
  tensorOf,
  withTensors,
} from './graph/access.js';
export { drawsPerItem } from './graph/draws-per-item.js';
export { encodersInto, encodersOf, learnsEncoders, scaledEncoders } from './graph/encoders.js';
export { type Graph, graphOf } from './graph/graph.js';
export { ruleSignalSize, weightedInputs } from './graph/sizes.js';
export { pdfDrawer } from './sample/pdf.js';
export { recurrence } from './sample/quasirandom.js';
export { sample, sampleEach, sampleRows } from './sample/sample.js';
export { sphereByCoordinates } from './sample/sphere-coordinates.js';
export { sphereByPairs } from './sample/sphere-pairs.js';
export {
  type DecoderOrigin,
  type DecoderProblem,
  type FunctionRef,
  type GivenProblem,
  givenProblem,
  type Model,
  type ModelConnection,
  type ModelEnsemble,
  type ModelHeld,
  type ModelHints,
  type ModelNeuron,
  type ModelNode,
  type ModelNodeRecord,
  type ModelNoise,
  type ModelPerNeuron,
  type ModelProbe,
  type ModelProcess,
  type ModelTransform,
  type ProbeTarget,
  type SourceRef,
  type TargetRef,
  type TensorId,
} from './shape/model.js';
export { needModel } from './shape/need-model.js';
export { checkedDt, dtOf, type StepLength } from './shape/step-length.js';
export { hashModel } from './store/hash.js';
export { modelFromBytes, modelToBytes } from './store/model-document.js';
export { readSafetensors, type TensorFile, writeSafetensors } from './store/safetensors.js';
export { entriesOf } from './transform/entries.js';
export { type Entries, pair, planar, poolingEntries, windowsOf } from './transform/windows.js';
