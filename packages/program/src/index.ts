export { type Advance, advanceFilter } from './filter/advance.js';
export { discretise } from './filter/discretise.js';
export { type FiltOptions, filt, filtfilt } from './filter/filt.js';
export { stateSpace } from './filter/state-space.js';
export { type BoundProgram, boundProgram } from './lower/bound-program.js';
export { type CustomOperatorOptions, customOperator } from './lower/custom-operator.js';
export type { LowerOptions } from './lower/draft.js';
export { lower } from './lower/lower.js';
export { repeatedProducts } from './lower/repeated-products.js';
export { reseed } from './lower/reseed.js';
export { constantSignals, retensored } from './lower/retensored.js';
export { weightsOf } from './lower/weights.js';
export { functionFailure } from './operators/call.js';
export type { Ports } from './operators/custom.js';
export { mapNumbers, tensorsOf } from './operators/numbers.js';
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
export { accumulate } from './parameter/accumulate.js';
export { constantParameter } from './parameter/forms/leaves.js';
export type { FormName, Parameter, ParameterOf, Tensors } from './parameter/forms/parameter.js';
export { gatherParameter } from './parameter/forms/selection.js';
export { equalNow, keyOf, printParameter, sameParameter, tensorsIn } from './parameter/structure.js';
export { ParameterValues } from './parameter/values.js';
export { biasColumn } from './passes/bias-column.js';
export { dropUnread } from './passes/drop-unread.js';
export { changes, mentions, withOperators } from './passes/mentions.js';
export type { Pass } from './passes/pass.js';
export { shareEqual } from './passes/share-equal.js';
export { checkedPasses, standardPasses } from './passes/standard.js';
export { noiseDrawer, noiseFactor } from './process/draw-noise.js';
export { type ApplyOptions, applyProcess, type RunOptions, runProcess } from './process/run-process.js';
export { stepProcess } from './process/step-process.js';
export { rowAt } from './process/time-table.js';
export { whiteSignalPeriod } from './process/white-signal.js';
export { checkProgram, printProgram } from './program/check-program.js';
export { type Program, type Signal, signalsOf } from './program/program.js';
export { type SignalUses, type Use, type Uses, usesOf } from './program/uses.js';
