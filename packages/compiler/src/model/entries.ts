import { sizeOf } from '@rheobase/core';
import { pair, planar, poolingEntries } from '../lower/windows.js';
import { float64Of, tensorOf } from './access.js';
import type { Model, ModelTransform } from './model.js';

/** The entries of a transform's matrix that may be other than zero, in order of row, then column. */
export interface Entries {
  readonly sizeIn: number;
  readonly sizeOut: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

type Convolution = Extract<ModelTransform, { type: 'convolution' }>;

function convolutionEntries(model: Model, transform: Convolution): Entries {
  const { channelsLast, groups } = transform;
  const input = planar(transform.inputShape, channelsLast);
  const output = planar(transform.outputShape, channelsLast);
  const [kh, kw] = pair(transform.kernelSize, 1);
  const [sy, sx] = pair(transform.strides, 1);
  const [dy, dx] = pair(transform.dilations, 1);
  const [[top], [left]] = pair(transform.padding, [0, 0] as const);
  const kernel = float64Of(model, transform.kernel);
  const perGroup = input[2] / groups;
  const filters = output[2];
  const place = ([h, w, c]: readonly [number, number, number], y: number, x: number, k: number) =>
    channelsLast ? (y * w + x) * c + k : (k * h + y) * w + x;
  const found: (readonly [row: number, column: number, value: number])[] = [];
  for (let oy = 0; oy < output[0]; oy++) {
    for (let ox = 0; ox < output[1]; ox++) {
      for (let f = 0; f < filters; f++) {
        const row = place(output, oy, ox, f);
        const first = Math.floor(f / (filters / groups)) * perGroup;
        for (let cell = 0; cell < kh * kw; cell++) {
          const y = oy * sy - top + Math.floor(cell / kw) * dy;
          const x = ox * sx - left + (cell % kw) * dx;
          if (y < 0 || y >= input[0] || x < 0 || x >= input[1]) continue;
          for (let c = 0; c < perGroup; c++)
            found.push([row, place(input, y, x, first + c), kernel[(cell * perGroup + c) * filters + f] ?? 0]);
        }
      }
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    sizeIn: sizeOf(transform.inputShape),
    sizeOut: sizeOf(transform.outputShape),
    rows: Int32Array.from(found, entry => entry[0]),
    columns: Int32Array.from(found, entry => entry[1]),
    values: Float64Array.from(found, entry => entry[2]),
  };
}

/** A transform as the entries of its matrix: what fan-out, synaptic operations and chips are counted by. */
export function entriesOf(model: Model, transform: ModelTransform): Entries {
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
      return convolutionEntries(model, transform);
  }
}
