export { type EvaluateOptions, evaluateOnnx } from './evaluate/evaluate.js';
export type { OnnxInput } from './evaluate/inputs.js';
export { type SupportedOperator, supportedOperators } from './evaluate/operators.js';
export { type UnsupportedNode, unsupportedNodes } from './evaluate/support.js';
export { type DimensionSizes, type GraphFacts, graphFacts } from './fold/facts.js';
export { type FoldedModel, foldConstants } from './fold/fold.js';
export { importOnnx, onnx } from './import/import.js';
export type { ImportOnnxOptions } from './import/options.js';
export { importableOperators } from './import/planners.js';
export type { ExternalResolver } from './read/external.js';
export type {
  OnnxAttribute,
  OnnxDataType,
  OnnxDimension,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './read/model.js';
export { readOnnxTensor, type TensorOptions } from './read/tensor.js';
export { readOnnx } from './read-onnx.js';
