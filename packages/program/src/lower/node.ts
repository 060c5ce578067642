import { type MaxPool, nodeSizes, sizeOf } from '@rheobase/core';
import type { ModelNode } from '@rheobase/model';
import { tensorOf, windowsOf } from '@rheobase/model';
import { tensorParameter } from '../parameter/forms/leaves.js';
import { type Draft, names } from './draft.js';
import { calledOf } from './host-function.js';
import { lowerProcess, lowerSynapse } from './process.js';

function lowerMaxPool(draft: Draft, path: string, record: MaxPool, input: string, out: string): void {
  const { windows, cells } = windowsOf(record);
  const sums = record.mode === 'exact' ? null : draft.signal(names.state(path, 'sums'), sizeOf(record.inputShape));
  const best = record.mode === 'runningMax' ? draft.signal(names.state(path, 'best'), sizeOf(record.outputShape)) : null;
  draft.emit({ kind: 'maxPool', source: path, in: input, out, mode: record.mode, windows, cells, sums, best });
}

/** The signals of a node and the operators that compute its output from its input. */
export function lowerNode(draft: Draft, { path, record }: ModelNode): void {
  const { sizeIn, sizeOut } = nodeSizes(record);
  const input = names.nodeIn(path);
  const out = names.nodeOut(path);
  if (sizeIn > 0) {
    draft.signal(input, sizeIn);
    draft.emit({ kind: 'fill', source: path, out: input, value: 0 });
  }
  if (record.type !== 'passthrough') draft.signal(out, sizeOut);
  switch (record.type) {
    case 'passthrough':
      return;
    case 'input':
      draft.inputs.set(path, out);
      return;
    case 'constant':
      draft.emit({ kind: 'assign', source: path, out, values: tensorParameter(draft.model.tensors, record.value) });
      return;
    case 'table': {
      const rows = tensorOf(draft.model, record.values).shape[0] ?? 1;
      draft.emit({
        kind: 'table',
        source: path,
        out,
        values: tensorParameter(draft.model.tensors, record.values),
        rows,
        each: null,
        repeats: false,
      });
      return;
    }
    case 'function':
      draft.emit({ kind: 'call', source: path, in: sizeIn > 0 ? input : null, out, ...calledOf(draft, record.function, path) });
      return;
    case 'synapse':
      lowerSynapse(draft, record.synapse, { source: path, prefix: path, in: input, out, size: sizeOut }, input);
      return;
    case 'process':
      lowerProcess(draft, record.process, {
        source: path,
        prefix: path,
        in: sizeIn > 0 ? input : null,
        out,
        size: sizeOut,
        seed: record.seed ?? 0,
        ownSeed: record.ownSeed ?? false,
      });
      return;
    case 'maxPool':
      lowerMaxPool(draft, path, record, input, out);
      return;
    // Nodes that are one operator of one input
    default:
      draft.emit({ kind: record.type, source: path, in: input, out });
      return;
  }
}
