import { type HostFunction, implementationOf, type MaxPool, nodeSizes, sizeOf, ValidationError } from '@rheobase/core';
import { discretise } from '../filter/discretise.js';
import { stateSize } from '../filter/filter.js';
import { float64Of, tensorOf } from '../model/access.js';
import type { FunctionRef, ModelNode } from '../model/model.js';
import { type Draft, names } from './draft.js';
import { windowsOf } from './windows.js';

/** The function a reference stands for; one read from a document without its implementation is refused by name. */
export function functionOf(draft: Draft, ref: FunctionRef, path: string): HostFunction {
  if (ref.type === 'builtin') return implementationOf(ref);
  const given = ref.type === 'host' && Object.hasOwn(draft.functions, ref.name) ? draft.functions[ref.name] : undefined;
  const found = given ?? ref.implementation;
  if (found) return found;
  if (draft.dry) return () => [];
  const name = ref.type === 'host' ? ref.name : 'anonymous';
  throw new ValidationError(`${path}: host function '${name}' is not at hand; pass it in as functions: { '${name}': … }`, {
    code: 'missing-function',
    object: path,
    given: name,
  });
}

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
      draft.emit({ kind: 'assign', source: path, out, values: float64Of(draft.model, record.value) });
      return;
    case 'table': {
      const rows = tensorOf(draft.model, record.values).shape[0] ?? 1;
      draft.emit({ kind: 'table', source: path, out, values: float64Of(draft.model, record.values), rows });
      return;
    }
    case 'function':
      draft.emit({ kind: 'call', source: path, in: sizeIn > 0 ? input : null, out, function: functionOf(draft, record.function, path) });
      return;
    case 'softmax':
    case 'argmax':
      draft.emit({ kind: record.type, source: path, in: input, out });
      return;
    case 'synapse': {
      const filter = discretise(record.synapse, draft.dt);
      const perElement = stateSize(filter);
      const state = perElement === 0 ? null : draft.signal(names.state(path, 'filter'), sizeIn * perElement);
      draft.emit({ kind: 'filter', when: 'now', source: path, in: input, out, filter, state, delay: 0, ring: null });
      return;
    }
    case 'maxPool':
      lowerMaxPool(draft, path, record, input, out);
      return;
  }
}
