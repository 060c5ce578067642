import { product } from '@rheobase/kernels';
import type { Model, ModelConnection, ModelTransform } from '@rheobase/model';
import { encodersInto, ensembleAt, entriesOf, float64Of, pair, planar, poolingEntries, tensorOf, weightedInputs } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import type { Draft } from './draft.js';

const int32Of = (draft: Draft, id: string): Int32Array => Int32Array.from(tensorOf(draft.model, id).data);

/** Decoders (size, neurons) and a transform as one matrix, where the transform is a matrix or a factor; null where it is another operator. */
export function combined(model: Model, decoders: string, transform: ModelTransform | null): { rows: number; matrix: Float64Array } | null {
  const [size = 0, neurons = 0] = tensorOf(model, decoders).shape;
  const matrix = float64Of(model, decoders);
  if (transform === null) return { rows: size, matrix };
  if (transform.type === 'dense') {
    return {
      rows: transform.sizeOut,
      matrix: product(float64Of(model, transform.weights), matrix, transform.sizeOut, size, neurons),
    };
  }
  if (transform.type === 'scale') {
    const factors = float64Of(model, transform.factors);
    return { rows: size, matrix: matrix.map((x, i) => x * (factors[Math.floor(i / neurons) % factors.length] ?? 0)) };
  }
  return null;
}

/** Any transform as a full matrix. */
function dense(model: Model, transform: ModelTransform): { readonly rows: number; readonly matrix: Float64Array } {
  const { rows, columns, values, sizeIn, sizeOut } = entriesOf(model, transform);
  const matrix = new Float64Array(sizeIn * sizeOut);
  values.forEach((value, k) => {
    matrix[(rows[k] ?? 0) * sizeIn + (columns[k] ?? 0)] = value;
  });
  return { rows: sizeOut, matrix };
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * (size + 1)] = 1;
  return matrix;
}

/** Everything between a connection's source and what it delivers as one matrix: decoders, transform and, where it is encoded, encoders. */
export function fullWeights(
  model: Model,
  connection: ModelConnection,
): { readonly rows: number; readonly columns: number; readonly matrix: Float64Array } {
  const { decoders, transform, post } = connection;
  const columns = weightedInputs(model, connection);
  const plain = () => (transform === null ? { rows: columns, matrix: identity(columns) } : dense(model, transform));
  const decoded = decoders === null ? plain() : (combined(model, decoders, transform) ?? decodedBy(model, decoders, plain(), columns));
  if (post.port !== 'encoded') return { ...decoded, columns };
  const { neurons, matrix: encoders } = encodersInto(model, ensembleAt(model, post.path), post.slice);
  return { rows: neurons, columns, matrix: product(encoders, decoded.matrix, neurons, decoded.rows, columns) };
}

function decodedBy(
  model: Model,
  decoders: string,
  { rows, matrix }: { readonly rows: number; readonly matrix: Float64Array },
  columns: number,
) {
  const size = matrix.length / rows;
  return { rows, matrix: product(matrix, float64Of(model, decoders), rows, size, columns) };
}

/** Emits the operator of a transform: from signal `input` to signal `out`. */
export function lowerTransform(draft: Draft, source: string, transform: ModelTransform, input: SignalId, out: SignalId): void {
  const { model } = draft;
  switch (transform.type) {
    case 'dense': {
      const { sizeIn: columns, sizeOut: rows, weights } = transform;
      draft.emit({ kind: 'matVec', source, in: input, out, matrix: float64Of(model, weights), rows, columns });
      return;
    }
    case 'scale':
      draft.emit({ kind: 'gather', source, in: input, out, indices: null, factors: float64Of(model, transform.factors) });
      return;
    case 'indices':
      draft.emit({ kind: 'gather', source, in: input, out, indices: int32Of(draft, transform.indices), factors: null });
      return;
    case 'sparse': {
      const rows = int32Of(draft, transform.rows);
      const columns = int32Of(draft, transform.columns);
      draft.emit({ kind: 'sparseMatVec', source, in: input, out, rows, columns, values: float64Of(model, transform.weights) });
      return;
    }
    case 'pooling':
      draft.emit({ kind: 'sparseMatVec', source, in: input, out, ...poolingEntries(transform) });
      return;
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
        kernel: float64Of(model, transform.kernel),
      });
      return;
  }
}
