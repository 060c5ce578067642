import { type Tensor, tensor } from '@rheobase/core';
import type { Model, ModelConnection, ModelTransform, TensorId } from '@rheobase/model';
import { ensembleAt, entriesOf, pair, planar, poolingEntries, tensorOf, weightedInputs, withTensors } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import { times } from '../parameter/forms/elementwise.js';
import { constantParameter, tensorParameter } from '../parameter/forms/leaves.js';
import { matrixProduct } from '../parameter/forms/matrices.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { expand } from '../parameter/forms/selection.js';
import type { Draft } from './draft.js';
import { encodersInto } from './encoders.js';

interface Matrix {
  readonly rows: number;
  readonly matrix: Parameter;
}

/** Decoders (size, neurons) and a transform as one matrix, where the transform is a matrix or a factor; null where it is another operator. */
export function combined(model: Model, decoders: string, transform: ModelTransform | null): Matrix | null {
  const [size = 0, neurons = 0] = tensorOf(model, decoders).shape;
  const matrix = tensorParameter(model.tensors, decoders);
  if (transform === null) return { rows: size, matrix };
  if (transform.type === 'dense') {
    return {
      rows: transform.sizeOut,
      matrix: matrixProduct(tensorParameter(model.tensors, transform.weights), matrix, transform.sizeOut, size, neurons),
    };
  }
  if (transform.type === 'scale') {
    return { rows: size, matrix: times(matrix, tensorParameter(model.tensors, transform.factors), neurons) };
  }
  return null;
}

/** Any transform as a full matrix. */
function dense(model: Model, transform: ModelTransform): Matrix {
  const id = ownTensor(transform);
  if (transform.type === 'dense') return { rows: transform.sizeOut, matrix: tensorParameter(model.tensors, transform.weights) };
  // With their numbers in place of the values of the tensor, entries say which element each of them is.
  const numbered = id === null ? model : withTensors(model, [[id, numbers(tensorOf(model, id))]]);
  const { rows, columns, values, sizeIn, sizeOut } = entriesOf(numbered, transform);
  const to = rows.map((row, k) => row * sizeIn + (columns[k] ?? 0));
  const matrix =
    id === null
      ? expand(
          constantParameter(values),
          to.map((_, k) => k),
          to,
          sizeIn * sizeOut,
        )
      : expand(tensorParameter(model.tensors, id), Int32Array.from(values), to, sizeIn * sizeOut);
  return { rows: sizeOut, matrix };
}

/** A tensor of this shape whose elements are their own numbers. */
const numbers = ({ shape, data }: Tensor): Tensor =>
  tensor(
    shape,
    Float64Array.from(data, (_, i) => i),
  );

/** The tensor that a transform multiplies by; null for one that only chooses or pools. */
export function ownTensor(transform: ModelTransform): TensorId | null {
  switch (transform.type) {
    case 'dense':
    case 'sparse':
      return transform.weights;
    case 'scale':
      return transform.factors;
    case 'convolution':
    case 'convolutionTranspose':
      return transform.kernel;
    case 'indices':
    case 'pooling':
      return null;
  }
}

function identity(size: number): Parameter {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * (size + 1)] = 1;
  return constantParameter(matrix);
}

/** Everything between a connection's source and what it delivers as one matrix: decoders, transform and, where it is encoded, encoders. */
export function fullWeights(model: Model, connection: ModelConnection): Matrix & { readonly columns: number } {
  const { decoders, transform, post } = connection;
  const columns = weightedInputs(model, connection);
  const plain = () => (transform === null ? { rows: columns, matrix: identity(columns) } : dense(model, transform));
  const decoded = decoders === null ? plain() : (combined(model, decoders, transform) ?? decodedBy(model, decoders, plain(), columns));
  if (post.port !== 'encoded') return { ...decoded, columns };
  const { neurons, matrix: encoders } = encodersInto(model, ensembleAt(model, post.path), post.slice);
  return { rows: neurons, columns, matrix: matrixProduct(encoders, decoded.matrix, neurons, decoded.rows, columns) };
}

const decodedBy = (model: Model, decoders: TensorId, { rows, matrix }: Matrix, columns: number): Matrix => ({
  rows,
  matrix: matrixProduct(matrix, tensorParameter(model.tensors, decoders), rows, matrix.length / rows, columns),
});

/** Emits the operator of a transform: from signal `input` to signal `out`. */
export function lowerTransform(draft: Draft, source: string, transform: ModelTransform, input: SignalId, out: SignalId): void {
  const of = (id: TensorId) => tensorParameter(draft.model.tensors, id);
  switch (transform.type) {
    case 'dense': {
      const { sizeIn: columns, sizeOut: rows, weights } = transform;
      draft.emit({ kind: 'matVec', source, in: input, out, matrix: of(weights), rows, columns });
      return;
    }
    case 'scale':
      draft.emit({ kind: 'gather', source, in: input, out, indices: null, factors: of(transform.factors) });
      return;
    case 'indices':
      draft.emit({ kind: 'gather', source, in: input, out, indices: draft.elements(source, transform.indices), factors: null });
      return;
    case 'sparse': {
      const rows = draft.elements(source, transform.rows);
      const columns = draft.elements(source, transform.columns);
      draft.emit({ kind: 'sparseMatVec', source, in: input, out, rows, columns, values: of(transform.weights) });
      return;
    }
    case 'pooling': {
      const { rows, columns, values } = poolingEntries(transform);
      draft.emit({ kind: 'sparseMatVec', source, in: input, out, rows, columns, values: constantParameter(values) });
      return;
    }
    case 'convolution':
    case 'convolutionTranspose':
      draft.emit({
        kind: 'convolve',
        source,
        in: input,
        out,
        inputShape: planar(transform.inputShape, transform.channelsLast),
        outputShape: planar(transform.outputShape, transform.channelsLast),
        channelsLast: transform.channelsLast,
        kernelSize: pair(transform.kernelSize, 1),
        strides: pair(transform.strides, 1),
        dilations: pair(transform.dilations, 1),
        padding: pair(transform.padding, [0, 0] as const),
        groups: transform.type === 'convolution' ? transform.groups : 1,
        transposed: transform.type === 'convolutionTranspose',
        kernel: of(transform.kernel),
      });
      return;
  }
}
