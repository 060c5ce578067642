import type { SynapseRecord } from '@rheobase/core';
import { ensembleAt, gainOf } from '../model/access.js';
import type { ModelConnection } from '../model/model.js';
import { type Draft, names } from './draft.js';
import { discretise, stateSize } from './filter.js';
import { functionOf } from './node.js';
import type { SignalId } from './program.js';
import { combined, lowerTransform } from './transform.js';

/** A value somewhere: a signal, or some elements of one. */
export interface Carried {
  readonly signal: SignalId;
  readonly elements: Int32Array | null;
  readonly size: number;
}

/** The signal an object gives out. */
export function outputSignal(draft: Draft, path: string): SignalId {
  const node = draft.model.nodes.find(n => n.path === path);
  if (!node) return names.output(path);
  return node.record.type === 'passthrough' ? names.nodeIn(path) : names.nodeOut(path);
}

/** Elements of a signal as a signal of their own. */
function gathered(draft: Draft, source: string, { signal, elements, size }: Carried): SignalId {
  if (elements === null) return signal;
  const out = draft.signal(`${source}.slice`, size, { sparse: draft.known(signal).sparse });
  draft.emit({ kind: 'gather', source, in: signal, out, indices: elements, factors: null });
  return out;
}

/** Filters a value: what comes out is delivered in the next step, or `delaySteps` later. */
export function lowerFilter(
  draft: Draft,
  source: string,
  value: Carried,
  synapse: SynapseRecord | null,
  delaySteps: number,
  records = false,
): SignalId {
  const { size } = value;
  const filter = synapse === null ? { form: 'gain' as const, d: 1 } : discretise(synapse, draft.dt);
  // A filter delivers in the next step; without one, the first delayed step is this same one.
  const delay = synapse === null ? delaySteps - 1 : delaySteps;
  const perElement = stateSize(filter);
  const input = gathered(draft, source, value);
  const out = draft.signal(names.delivered(source), size, { sparse: synapse === null && draft.known(input).sparse });
  const state = perElement === 0 ? null : draft.signal(names.state(source, 'filter'), size * perElement);
  const ring =
    delay === 0
      ? null
      : { values: draft.signal(names.state(source, 'ring'), size * delay), position: draft.signal(names.state(source, 'position'), 1) };
  const operator = { kind: 'filter' as const, source, in: input, out, filter, state, delay, ring };
  if (records) draft.record(operator);
  else draft.emit(operator);
  return out;
}

/** The value a connection computes in this step: pre slice, function, decoders, transform. */
function lowerValue(draft: Draft, connection: ModelConnection): Carried {
  const { path, pre, transform, decoders, sizeOut } = connection;
  const signal = outputSignal(draft, pre.path);
  let carried: Carried = {
    signal,
    elements: pre.slice ? Int32Array.from(pre.slice) : null,
    size: pre.slice?.length ?? draft.known(signal).size,
  };
  let rest = transform;
  if (connection.function) {
    const { ref, sizeOut: size } = connection.function;
    const out = draft.signal(names.state(path, 'function'), size);
    draft.emit({ kind: 'call', source: path, in: gathered(draft, path, carried), out, function: functionOf(draft, ref, path) });
    carried = { signal: out, elements: null, size };
  }
  if (decoders !== null) {
    const one = combined(draft, decoders, transform) ?? combined(draft, decoders, null);
    if (one) {
      const all = combined(draft, decoders, transform) !== null;
      const out = draft.signal(all ? names.value(path) : names.state(path, 'decoded'), one.rows);
      draft.emit({ kind: 'matVec', source: path, in: signal, out, matrix: one.matrix, rows: one.rows, columns: carried.size });
      carried = { signal: out, elements: null, size: one.rows };
      if (all) rest = null;
    }
  }
  if (rest === null) return carried;
  const input = gathered(draft, path, carried);
  const sparse = draft.known(input).sparse && (rest.type === 'scale' || rest.type === 'indices');
  const out = draft.signal(names.value(path), sizeOut, { sparse });
  lowerTransform(draft, path, rest, input, out);
  return { signal: out, elements: null, size: sizeOut };
}

/** Factors on what arrives: gain for neurons, none elsewhere. */
function gainFactors(draft: Draft, { post }: ModelConnection): Float64Array | null {
  if (post.port !== 'neurons') return null;
  const gain = gainOf(draft.model, ensembleAt(draft.model, post.path));
  return post.slice ? Float64Array.from(post.slice, index => gain[index] ?? 0) : gain;
}

function targetSignal(draft: Draft, { post }: ModelConnection): SignalId {
  if (post.port !== 'input') return names.current(post.path);
  return draft.model.nodes.some(n => n.path === post.path) ? names.nodeIn(post.path) : names.input(post.path);
}

/** What a probe of a connection's output reads. */
export function connectionOutput(connection: ModelConnection): SignalId {
  return connection.synapse === null && connection.delaySteps === 0 ? names.value(connection.path) : names.delivered(connection.path);
}

/** The operators of a connection, from the output of its source to the sum at its target. */
export function lowerConnection(draft: Draft, connection: ModelConnection): void {
  const { path, post, synapse, delaySteps } = connection;
  const value = lowerValue(draft, connection);
  const delayed = synapse !== null || delaySteps > 0;
  const probed = draft.model.probes.some(p => p.target.port === 'connection' && p.target.path === path);
  if (probed && !delayed && value.signal !== names.value(path)) {
    draft.signal(names.value(path), value.size);
    draft.emit({ kind: 'gather', source: path, in: value.signal, out: names.value(path), indices: value.elements, factors: null });
  }
  const arriving = delayed ? { signal: lowerFilter(draft, path, value, synapse, delaySteps), elements: null } : value;
  draft.emit({
    kind: 'add',
    source: path,
    in: arriving.signal,
    out: targetSignal(draft, connection),
    from: arriving.elements,
    to: post.slice ? Int32Array.from(post.slice) : null,
    factors: gainFactors(draft, connection),
  });
}
