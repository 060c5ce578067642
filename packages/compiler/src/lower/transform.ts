import { product } from '../build/kernels/gram.js';
import { float64Of, tensorOf } from '../model/access.js';
import type { ModelTransform } from '../model/model.js';
import type { Draft } from './draft.js';
import type { SignalId } from './program.js';
import { pair, planar, poolingEntries } from './windows.js';

const int32Of = (draft: Draft, id: string): Int32Array => Int32Array.from(tensorOf(draft.model, id).data);

/** Decoders (size, neurons) and a transform as one matrix, where the transform is a matrix or a factor; null where it is another operator. */
export function combined(draft: Draft, decoders: string, transform: ModelTransform | null): { rows: number; matrix: Float64Array } | null {
  const [size = 0, neurons = 0] = tensorOf(draft.model, decoders).shape;
  const matrix = float64Of(draft.model, decoders);
  if (transform === null) return { rows: size, matrix };
  if (transform.type === 'dense') {
    return {
      rows: transform.sizeOut,
      matrix: product(float64Of(draft.model, transform.weights), matrix, transform.sizeOut, size, neurons),
    };
  }
  if (transform.type === 'scale') {
    const factors = float64Of(draft.model, transform.factors);
    return { rows: size, matrix: matrix.map((x, i) => x * (factors[Math.floor(i / neurons) % factors.length] ?? 0)) };
  }
  return null;
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
        groups: transform.groups,
        kernel: float64Of(model, transform.kernel),
      });
      return;
  }
}
