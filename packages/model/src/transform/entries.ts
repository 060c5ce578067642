import { sizeOf } from '@rheobase/core';
import { float64Of, tensorOf } from '../graph/access.js';
import type { Model, ModelTransform } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { convolutionEntries } from './convolution-entries.js';
import { type Entries, poolingEntries } from './windows.js';

/** A transform as the entries of its matrix: what fan-out, synaptic operations and chips are counted by. */
export function entriesOf(model: Model, transform: ModelTransform): Entries {
  needModel('entriesOf', model);
  switch (transform.type) {
    case 'dense': {
      const { sizeIn, sizeOut } = transform;
      const values = float64Of(model, transform.weights);
      return {
        sizeIn,
        sizeOut,
        rows: Int32Array.from(values, (_, i) => Math.floor(i / sizeIn)),
        columns: Int32Array.from(values, (_, i) => i % sizeIn),
        values,
      };
    }
    case 'scale': {
      const factors = float64Of(model, transform.factors);
      const each = Int32Array.from({ length: transform.size }, (_, i) => i);
      return {
        sizeIn: transform.size,
        sizeOut: transform.size,
        rows: each,
        columns: each,
        values: Float64Array.from(each, i => factors[i % factors.length] ?? 0),
      };
    }
    case 'indices': {
      const indices = Array.from(tensorOf(model, transform.indices).data);
      const rows = indices.flatMap((column, row) => (column < 0 ? [] : [row]));
      return {
        sizeIn: transform.sizeIn,
        sizeOut: transform.sizeOut,
        rows: Int32Array.from(rows),
        columns: Int32Array.from(rows, row => indices[row] ?? 0),
        values: new Float64Array(rows.length).fill(1),
      };
    }
    case 'sparse':
      return {
        sizeIn: transform.sizeIn,
        sizeOut: transform.sizeOut,
        rows: Int32Array.from(tensorOf(model, transform.rows).data),
        columns: Int32Array.from(tensorOf(model, transform.columns).data),
        values: float64Of(model, transform.weights),
      };
    case 'pooling':
      return { sizeIn: sizeOf(transform.inputShape), sizeOut: sizeOf(transform.outputShape), ...poolingEntries(transform) };
    case 'convolution':
    case 'convolutionTranspose':
      return convolutionEntries(float64Of(model, transform.kernel), transform);
  }
}
