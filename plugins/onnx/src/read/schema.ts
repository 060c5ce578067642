/** How a field is stored. Integers of any width and enumerations are varints; repeated numbers may be packed. */
export type FieldKind = 'integer' | 'float' | 'double' | 'string' | 'bytes' | MessageSchema;

/** One field of a message: its name, its kind, and whether it may occur more than once. */
export interface FieldRule {
  readonly name: string;
  readonly kind: FieldKind;
  readonly repeated: boolean;
}

/** A message by its field numbers. Fields that are not listed are skipped unread. */
export interface MessageSchema {
  readonly name: string;
  readonly fields: ReadonlyMap<number, FieldRule>;
}

type Row = readonly [number: number, name: string, kind: FieldKind, repeated?: 'repeated'];

const message = (name: string, rows: readonly Row[]): MessageSchema => ({
  name,
  fields: new Map(rows.map(([number, field, kind, repeated]) => [number, { name: field, kind, repeated: repeated !== undefined }])),
});

// The table follows the published onnx.proto. No message contains itself: subgraphs and nested types are kept as bytes, so that
// the depth of reading is bounded by this table and not by the file.

const entry = message('StringStringEntryProto', [
  [1, 'key', 'string'],
  [2, 'value', 'string'],
]);

/** A serialised tensor: weights inside a model, or a file of its own. */
export const tensorSchema = message('TensorProto', [
  [1, 'dims', 'integer', 'repeated'],
  [2, 'dataType', 'integer'],
  [3, 'segment', 'bytes'],
  [4, 'floatData', 'float', 'repeated'],
  [5, 'int32Data', 'integer', 'repeated'],
  [7, 'int64Data', 'integer', 'repeated'],
  [8, 'name', 'string'],
  [9, 'rawData', 'bytes'],
  [10, 'doubleData', 'double', 'repeated'],
  [13, 'externalData', entry, 'repeated'],
  [14, 'dataLocation', 'integer'],
]);

const dimension = message('TensorShapeProto.Dimension', [
  [1, 'value', 'integer'],
  [2, 'param', 'string'],
]);

const shape = message('TensorShapeProto', [[1, 'dim', dimension, 'repeated']]);

const tensorType = message('TypeProto.Tensor', [
  [1, 'elemType', 'integer'],
  [2, 'shape', shape],
]);

const type = message('TypeProto', [
  [1, 'tensorType', tensorType],
  [4, 'sequenceType', 'bytes'],
  [5, 'mapType', 'bytes'],
  [8, 'sparseTensorType', 'bytes'],
  [9, 'optionalType', 'bytes'],
]);

const valueInfo = message('ValueInfoProto', [
  [1, 'name', 'string'],
  [2, 'type', type],
]);

const attribute = message('AttributeProto', [
  [1, 'name', 'string'],
  [2, 'f', 'float'],
  [3, 'i', 'integer'],
  [4, 's', 'bytes'],
  [5, 't', tensorSchema],
  [6, 'g', 'bytes'],
  [7, 'floats', 'float', 'repeated'],
  [8, 'ints', 'integer', 'repeated'],
  [9, 'strings', 'bytes', 'repeated'],
  [20, 'type', 'integer'],
  [21, 'refAttrName', 'string'],
]);

const node = message('NodeProto', [
  [1, 'input', 'string', 'repeated'],
  [2, 'output', 'string', 'repeated'],
  [3, 'name', 'string'],
  [4, 'opType', 'string'],
  [5, 'attribute', attribute, 'repeated'],
  [7, 'domain', 'string'],
]);

const graph = message('GraphProto', [
  [1, 'node', node, 'repeated'],
  [2, 'name', 'string'],
  [5, 'initializer', tensorSchema, 'repeated'],
  [11, 'input', valueInfo, 'repeated'],
  [12, 'output', valueInfo, 'repeated'],
  [13, 'valueInfo', valueInfo, 'repeated'],
  [15, 'sparseInitializer', 'bytes', 'repeated'],
]);

const operatorSet = message('OperatorSetIdProto', [
  [1, 'domain', 'string'],
  [2, 'version', 'integer'],
]);

/** A whole file. */
export const modelSchema = message('ModelProto', [
  [1, 'irVersion', 'integer'],
  [2, 'producerName', 'string'],
  [3, 'producerVersion', 'string'],
  [7, 'graph', graph],
  [8, 'opsetImport', operatorSet, 'repeated'],
]);
