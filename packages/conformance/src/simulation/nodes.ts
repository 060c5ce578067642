import type { Fields } from '@rheobase/core';
import type { ModelNode } from '@rheobase/model';
import { flatNumbers, goldenRows } from '../golden/numbers.js';
import { goldenSynapse } from '../golden/synapse.js';
import { goldenFunction } from './functions.js';
import type { TensorTable } from './tensor-table.js';

/** A node of a golden file. */
export function goldenNode(at: Fields, table: TensorTable): ModelNode {
  const path = at.text('id');
  const [sizeIn, sizeOut] = [at.number('size_in'), at.number('size_out')];
  const output = at.fields('output');
  const kind = output.oneOf('kind', ['passthrough', 'constant', 'table', 'function', 'synapse']);
  switch (kind) {
    case 'passthrough':
      return { path, record: { type: 'passthrough', size: sizeOut } };
    case 'constant':
      return {
        path,
        record: { type: 'constant', size: sizeOut, value: table.put(`${path}.value`, [sizeOut], flatNumbers(output, 'value')) },
      };
    case 'table':
      return { path, record: { type: 'table', size: sizeOut, values: table.rows(`${path}.values`, goldenRows(output, 'values')) } };
    case 'function':
      return { path, record: { type: 'function', sizeIn, sizeOut, function: goldenFunction(output, 'function', sizeOut) } };
    case 'synapse':
      return { path, record: { type: 'synapse', size: sizeOut, synapse: goldenSynapse(output.fields('synapse')) } };
  }
}
