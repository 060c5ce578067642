import { convolution, convolutionTranspose, type Fields, isTensor, sparse } from '@rheobase/core';
import type { ModelTransform } from '@rheobase/model';
import { flatNumbers, goldenRows } from '../golden/numbers.js';
import { NotYet } from '../golden/on-backend.js';
import type { TensorTable } from './tensor-table.js';

const KINDS = ['none', 'scalar', 'diagonal', 'dense', 'sparse', 'convolution', 'convolution_transpose'] as const;

function sparseTransform(at: Fields, id: string, table: TensorTable): ModelTransform {
  const [rows = 0, columns = 0] = at.numbers('shape');
  const made = sparse({ shape: [rows, columns], rows: at.numbers('rows'), columns: at.numbers('cols'), values: at.numbers('data') });
  const keep = (name: 'rows' | 'columns' | 'weights'): string => {
    const held = made[name];
    return isTensor(held) ? table.keep(`${id}.${name}`, held) : name;
  };
  return { ...made, rows: keep('rows'), columns: keep('columns'), weights: keep('weights') };
}

function convolutionTransform(at: Fields, id: string, table: TensorTable): ModelTransform {
  const kernel = flatNumbers(at, 'kernel');
  const groups = at.has('groups') ? at.number('groups') : 1;
  const window = {
    inputShape: at.numbers('input_shape'),
    filters: at.number('n_filters'),
    kernelSize: at.numbers('kernel_size'),
    strides: at.numbers('strides'),
    padding: at.oneOf('padding', ['valid', 'same']),
    channelsLast: at.boolean('channels_last'),
    kernel,
  };
  const held = table.put(`${id}.kernel`, [kernel.length], kernel);
  if (at.text('kind') === 'convolution') return { ...convolution({ ...window, groups }), kernel: held };
  if (groups !== 1) throw new NotYet(`a transposed convolution of ${groups} groups`);
  return { ...convolutionTranspose({ ...window, outputShape: at.numbers('output_shape') }), kernel: held };
}

/** A transform of a golden file, from `size` values on; null where there is none. */
export function goldenTransform(at: Fields, id: string, size: number, table: TensorTable): ModelTransform | null {
  const kind = at.oneOf('kind', KINDS);
  switch (kind) {
    case 'none':
      return null;
    case 'scalar':
      return { type: 'scale', size, factors: table.put(`${id}.factors`, [1], [at.number('value')]) };
    case 'diagonal':
      return { type: 'scale', size, factors: table.put(`${id}.factors`, [size], at.numbers('values')) };
    case 'dense': {
      const matrix = goldenRows(at, 'matrix');
      return { type: 'dense', sizeOut: matrix.count, sizeIn: matrix.width, weights: table.rows(`${id}.weights`, matrix) };
    }
    case 'sparse':
      return sparseTransform(at, id, table);
    case 'convolution':
    case 'convolution_transpose':
      return convolutionTransform(at, id, table);
  }
}
