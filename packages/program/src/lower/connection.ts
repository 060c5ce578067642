import { modifies, type SynapseRecord, stateSize } from '@rheobase/core';
import { ensembleAt, graphOf, type ModelConnection } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { gatherParameter } from '../parameter/forms/selection.js';
import { gainParameter } from '../parameter/per-neuron.js';
import { type Carried, type Draft, names } from './draft.js';
import { calledOf } from './host-function.js';
import { lowerRule } from './learning.js';
import { stepsOf } from './synapse.js';
import { combined, fullWeights, lowerTransform } from './transform.js';

/** The signal an object gives out. */
export function outputSignal(draft: Draft, path: string): SignalId {
  const node = graphOf(draft.model).nodes.get(path);
  if (!node) return ensembleAt(draft.model, path).neuronType.type === 'direct' ? names.input(path) : names.output(path);
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
  const filter = synapse === null ? { form: 'gain' as const, d: 1 } : stepsOf(draft, synapse, source);
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
  const operator = { kind: 'filter' as const, when: 'next' as const, source, in: input, out, filter, state, delay, ring };
  if (records) draft.record(operator);
  else draft.emit(operator);
  return out;
}

/** What goes into a connection's weights: the source's output, its slice and the function. */
function lowerSource(draft: Draft, { path, pre, function: fn }: ModelConnection): Carried {
  const signal = outputSignal(draft, pre.path);
  const elements = pre.slice ? Int32Array.from(pre.slice) : null;
  const given: Carried = { signal, elements, size: pre.slice?.length ?? draft.known(signal).size };
  if (!fn) return given;
  const out = draft.signal(names.state(path, 'function'), fn.sizeOut);
  draft.emit({ kind: 'call', source: path, in: gathered(draft, path, given), out, ...calledOf(draft, fn.ref, path) });
  return { signal: out, elements: null, size: fn.sizeOut };
}

/** A value times one matrix; rules may change it. */
function lowerWeights(draft: Draft, connection: ModelConnection, value: Carried): Carried {
  const { path, rules } = connection;
  const { rows, columns, matrix } = fullWeights(draft.model, connection);
  const learning = rules.some(rule => modifies(rule) !== 'encoders');
  const weights = learning ? draft.signal(names.weights(path), rows * columns, { initial: matrix }) : null;
  if (weights !== null) draft.learned.push({ signal: weights, path, what: 'weights' });
  const out = draft.signal(names.value(path), rows);
  const common = { source: path, in: gathered(draft, path, value), out, rows, columns };
  draft.emit(weights === null ? { kind: 'matVec', ...common, matrix } : { kind: 'weigh', ...common, weights });
  for (const index of rules.keys()) lowerRule(draft, connection, index, value, weights);
  return { signal: out, elements: null, size: rows };
}

/** A value through decoders and transform, each as it is where they are not one matrix. */
function lowerFixed(draft: Draft, connection: ModelConnection, source: Carried): Carried {
  const { path, transform, decoders, sizeOut } = connection;
  let carried = source;
  let rest = transform;
  if (decoders !== null) {
    const one = combined(draft.model, decoders, transform) ?? combined(draft.model, decoders, null);
    if (one) {
      const all = combined(draft.model, decoders, transform) !== null;
      const out = draft.signal(all ? names.value(path) : names.state(path, 'decoded'), one.rows);
      draft.emit({ kind: 'matVec', source: path, in: carried.signal, out, matrix: one.matrix, rows: one.rows, columns: carried.size });
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

/** The value a connection computes in this step. */
function lowerValue(draft: Draft, connection: ModelConnection, source: Carried): Carried {
  const { post, rules } = connection;
  if (post.port === 'encoded' || rules.some(rule => modifies(rule) !== 'encoders')) return lowerWeights(draft, connection, source);
  for (const index of rules.keys()) lowerRule(draft, connection, index, source, null);
  return lowerFixed(draft, connection, source);
}

/** Factors on what arrives: gain for neurons, none elsewhere. */
function gainFactors({ model }: Draft, { post }: ModelConnection): Parameter | null {
  if (post.port !== 'neurons') return null;
  const gain = gainParameter(model.tensors, ensembleAt(model, post.path));
  return post.slice ? gatherParameter(gain, Int32Array.from(post.slice)) : gain;
}

function targetSignal(draft: Draft, { post }: ModelConnection): SignalId {
  switch (post.port) {
    case 'rule':
      return names.state(names.rule(post.path, post.rule), 'error');
    case 'neurons':
    case 'current':
    case 'encoded':
      return names.current(post.path);
    case 'input':
      return graphOf(draft.model).nodes.has(post.path) ? names.nodeIn(post.path) : names.input(post.path);
  }
}

/** What a probe of a connection's output reads. */
export function connectionOutput(connection: ModelConnection): SignalId {
  return connection.synapse === null && connection.delaySteps === 0 ? names.value(connection.path) : names.delivered(connection.path);
}

const probes = (draft: Draft, path: string, attribute: string): boolean =>
  graphOf(draft.model)
    .probesOf(path)
    .some(({ target }) => target.port === 'connection' && target.attribute === attribute);

/** The operators of a connection, from the output of its source to the sum at its target. */
export function lowerConnection(draft: Draft, connection: ModelConnection): void {
  const { path, post, synapse, delaySteps } = connection;
  const source = lowerSource(draft, connection);
  const value = lowerValue(draft, connection, source);
  const delayed = synapse !== null || delaySteps > 0;
  if (probes(draft, path, 'output') && !delayed && value.signal !== names.value(path)) {
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
    to: post.slice && post.port !== 'encoded' ? Int32Array.from(post.slice) : null,
    factors: gainFactors(draft, connection),
  });
}
