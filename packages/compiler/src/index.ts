export { activities } from './build/activities.js';
export { type BuildOptions, build, buildReported } from './build/build.js';
export { type BuildPhase, type BuildReport, printBuildReport } from './build/build-report.js';
export type { DecoderStore } from './build/decoder-store.js';
export { evalPointDecoding, type PointDecoding } from './build/eval-point-decoding.js';
export { defaultEvalPointCount, evalPointsOf } from './build/eval-points.js';
export { resolve, strip } from './build/resolve.js';
export { rmses } from './build/rmses.js';
export { sample } from './build/sample/sample.js';
export { solveDecoders } from './build/solvers/factorise.js';
export { sortedNeurons } from './build/sorted-neurons.js';
export { type Selection, scaleRates, withNeurons, withSynapses } from './edit/edits.js';
export { foldConstants } from './edit/fold-constants.js';
export { foldLinear } from './edit/fold-linear.js';
export { freezeRules } from './edit/freeze-rules.js';
export { rateTwin } from './edit/rate-twin.js';
export { removePassthrough } from './edit/remove-passthrough.js';
export { type Learned, withLearned } from './edit/with-learned.js';
export { discretise } from './filter/discretise.js';
export { type FiltOptions, filt, filtfilt } from './filter/filt.js';
export { type Filter, type StateSpace, stateSize } from './filter/filter.js';
export { type Advance, advanceFilter } from './filter/kernels/advance.js';
export { stateSpace } from './filter/state-space.js';
export { checkProgram, printProgram } from './lower/check-program.js';
export type { LowerOptions } from './lower/draft.js';
export { encodersOf } from './lower/encoders.js';
export { lower } from './lower/lower.js';
export { biasColumn } from './lower/passes/bias-column.js';
export { dropUnread } from './lower/passes/drop-unread.js';
export { changes, mentions } from './lower/passes/mentions.js';
export type { Pass } from './lower/passes/pass.js';
export { shareEqual } from './lower/passes/share-equal.js';
export { standardPasses } from './lower/passes/standard.js';
export { type Program, type Signal, signalsOf } from './lower/program.js';
export { reseed } from './lower/reseed.js';
export { type SignalUses, type Use, type Uses, usesOf } from './lower/uses.js';
export { weightsOf } from './lower/weights.js';
export {
  biasOf,
  type ConnectionRef,
  connectionAt,
  type EnsembleRef,
  ensembleAt,
  float64Of,
  gainOf,
  nodeAt,
  type ObjectRef,
  perNeuron,
  probeAt,
  probeIn,
  tensorOf,
  withTensors,
} from './model/access.js';
export { checkModel, spikes } from './model/check.js';
export { drawsPerItem } from './model/draws-per-item.js';
export { type Entries, entriesOf } from './model/entries.js';
export type {
  DecoderOrigin,
  DecoderProblem,
  FunctionRef,
  GivenProblem,
  Model,
  ModelConnection,
  ModelEnsemble,
  ModelHints,
  ModelNeuron,
  ModelNode,
  ModelNodeRecord,
  ModelNoise,
  ModelPerNeuron,
  ModelProbe,
  ModelProcess,
  ModelTransform,
  ProbeTarget,
  SourceRef,
  TargetRef,
  TensorId,
} from './model/model.js';
export { needModel } from './model/need-model.js';
export { rate } from './model/rates.js';
export { refractorySteps } from './model/refractory-steps.js';
export { checkedDt, type StepLength } from './model/step-length.js';
export type { Add } from './operators/add.js';
export type { Argmax } from './operators/argmax.js';
export type { Assign } from './operators/assign.js';
export { type Call, functionFailure } from './operators/call.js';
export type { Convolve } from './operators/convolve.js';
export type { Fill } from './operators/fill.js';
export type { FilterStep } from './operators/filter.js';
export type { Gather } from './operators/gather.js';
export type { Learn } from './operators/learn.js';
export type { LearnRule } from './operators/learning-steps.js';
export type { MatVec } from './operators/mat-vec.js';
export type { MaxPoolStep } from './operators/max-pool.js';
export type { Neurons as NeuronsStep } from './operators/neurons.js';
export type { Noise } from './operators/noise.js';
export type { Access, Backward, Place, SignalId, SignalStore, Signals } from './operators/operator.js';
export {
  accessOf,
  adjointOf,
  type Cost,
  costOf,
  type Kernel,
  type Operator,
  type OperatorKind,
  plainKernels,
} from './operators/operators.js';
export type { ProcessOperator } from './operators/process.js';
export type { Softmax } from './operators/softmax.js';
export type { SparseMatVec } from './operators/sparse-mat-vec.js';
export type { Table } from './operators/table.js';
export type { Weigh } from './operators/weigh.js';
export { noiseDrawer } from './process/draw-noise.js';
export { type ApplyOptions, applyProcess, type RunOptions, runProcess } from './process/run-process.js';
export { stepProcess } from './process/step-process.js';
export { rowAt } from './process/time-table.js';
export { hashModel } from './store/hash.js';
export { modelFromBytes, modelToBytes } from './store/model-document.js';
export { readSafetensors, type TensorFile, writeSafetensors } from './store/safetensors.js';
export type { Tuning } from './tune/closed-forms.js';
export { type Curves, responseCurves, tuningCurves } from './tune/curves.js';
export { maxRatesIntercepts, type RateRange } from './tune/max-rates-intercepts.js';
export { type Tunings, tune, tuneAll } from './tune/tune.js';
