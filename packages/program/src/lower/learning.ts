import type { LearningRuleRecord, SynapseRecord } from '@rheobase/core';
import { modifies, ruleBehaviour, ruleTraits, sizeOf, stateSize, ValidationError } from '@rheobase/core';
import type { ModelConnection, ModelEnsemble } from '@rheobase/model';
import { deltaShape, ensembleAt, learnsEncoders, postsynaptic, ruleSignalSize, ruleSizes } from '@rheobase/model';
import type { LearnRule } from '../operators/learn.js';
import type { SignalId } from '../operators/operator.js';
import { constantParameter } from '../parameter/forms/leaves.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { gatherParameter } from '../parameter/forms/selection.js';
import { gainOverRadius } from '../parameter/per-neuron.js';
import { definitionFor } from './definition.js';
import { type Carried, type Draft, names } from './draft.js';
import { encodersSignal, scaledEncoders } from './encoders.js';
import { stepsOf } from './synapse.js';

/** A value filtered within the step: no delay of its own. */
function filteredNow(draft: Draft, source: string, id: SignalId, value: Carried, synapse: SynapseRecord | null): SignalId {
  const { size } = value;
  if (synapse === null) {
    draft.signal(id, size);
    draft.emit({ kind: 'gather', source, in: value.signal, out: id, indices: value.elements, factors: null });
    return id;
  }
  const filter = stepsOf(draft, synapse, source);
  const input = value.elements === null ? value.signal : draft.signal(names.state(id, 'slice'), size);
  if (value.elements !== null) draft.emit({ kind: 'gather', source, in: value.signal, out: input, indices: value.elements, factors: null });
  draft.signal(id, size);
  const perElement = stateSize(filter);
  const state = perElement === 0 ? null : draft.signal(names.state(id, 'filter'), size * perElement);
  draft.emit({ kind: 'filter', when: 'now', source, in: input, out: id, filter, state, delay: 0, ring: null });
  return id;
}

/** The outputs of the target's neurons that a connection reaches. */
function postActivity(draft: Draft, connection: ModelConnection): Carried {
  const { post } = connection;
  const neural = post.port === 'neurons' || post.port === 'current';
  const elements = neural && post.slice !== null ? Int32Array.from(post.slice) : null;
  return { signal: names.output(post.path), elements, size: postsynaptic(draft.model, connection) };
}

/** The neurons and the dimensions of the target that a connection onto neurons reaches. */
function encodersReached({ post }: ModelConnection, ensemble: ModelEnsemble): readonly [readonly number[], readonly number[]] {
  const all = (count: number) => Array.from({ length: count }, (_, at) => at);
  const chosen = (encoded: boolean) => ((post.port === 'encoded') === encoded ? post.slice : null);
  return [chosen(false) ?? all(ensemble.neurons), chosen(true) ?? all(ensemble.dimensions)];
}

/** The error in the space of the weights' rows: as it is, or encoded into the neurons that the connection reaches. */
function localError(draft: Draft, connection: ModelConnection, prefix: string, error: SignalId): SignalId {
  const { path, post } = connection;
  if (post.port === 'rule' || post.port === 'input') return error;
  const ensemble = ensembleAt(draft.model, post.path);
  const [neurons, dimensions] = encodersReached(connection, ensemble);
  const indices = Int32Array.from(neurons.flatMap(i => dimensions.map(k => i * ensemble.dimensions + k)));
  const out = draft.signal(names.state(prefix, 'localError'), neurons.length);
  const common = { source: path, in: error, out, rows: neurons.length, columns: dimensions.length };
  if (!learnsEncoders(draft.model, ensemble.path)) {
    draft.emit({ kind: 'matVec', ...common, matrix: gatherParameter(scaledEncoders(draft.model, ensemble), indices) });
    return out;
  }
  // Encoders that another rule changes are those of this step
  const weights = draft.signal(names.state(prefix, 'encoders'), indices.length);
  draft.emit({ kind: 'gather', source: path, in: encodersSignal(draft, ensemble), out: weights, indices, factors: null });
  draft.emit({ kind: 'weigh', ...common, weights });
  return out;
}

/** The operators of one rule: its signal, its filters, and the change of the weights, which is added at the start of the next step. */
export function lowerRule(draft: Draft, connection: ModelConnection, index: number, value: Carried, weights: SignalId | null): void {
  const { model } = draft;
  const { path, post } = connection;
  const rule = connection.rules[index];
  if (!rule) return;
  const prefix = names.rule(path, index);
  const [rows, columns] = deltaShape(model, connection, rule);
  // 1. What is sent to the rule; connections add to it
  const width = ruleSignalSize(model, connection, rule);
  const error = names.state(prefix, 'error');
  if (width > 0) {
    draft.signal(error, width);
    draft.emit({ kind: 'fill', source: path, out: error, value: ruleTraits(rule).rest ?? 0 });
  }
  // 2. The change of the step before
  const delta = draft.signal(names.state(prefix, 'delta'), rows * columns);
  const changed = modifies(rule) === 'encoders' ? encodersSignal(draft, ensembleAt(model, post.path)) : weights;
  if (changed === null) throw new ValidationError(`${path}: it has no weights to change`, { code: 'invalid-model', object: path });
  draft.emit({ kind: 'add', source: path, in: delta, out: changed, from: null, to: null, factors: null });
  // 3. The change of this step
  const step = learnRule(draft, connection, rule, { prefix, error: width > 0 ? error : null, value, changed });
  draft.emit({ kind: 'learn', source: path, delta, rows, columns, rule: step });
}

interface Parts {
  readonly prefix: string;
  /** The signal of the rule; null if it has none. */
  readonly error: SignalId | null;
  readonly value: Carried;
  /** The signal that is changed. */
  readonly changed: SignalId;
}

function learnRule(
  draft: Draft,
  connection: ModelConnection,
  rule: LearningRuleRecord,
  { prefix, error, value, changed }: Parts,
): LearnRule<Parameter> {
  const { path, post } = connection;
  const { model, dt } = draft;
  const { modifies: what, signal, filters, state = {}, reads = [] } = ruleTraits(rule);
  const sizes = ruleSizes(model, connection, rule);
  const signals: Record<string, SignalId> = {};
  for (const [name, { attribute, of, synapse }] of Object.entries(filters)) {
    if (sizes[of] === 0) continue;
    const from = of === 'pre' ? value : postActivity(draft, connection);
    signals[name] = filteredNow(draft, path, names.state(prefix, attribute), from, synapse);
  }
  const variables = Object.entries(state).map(([name, { shape, initial }]) => {
    const started = initial ? { initial: constantParameter(initial(sizes, dt)) } : {};
    return [name, draft.signal(names.state(prefix, name), sizeOf(shape(sizes)), started)] as const;
  });
  const encoded = signal === 'state' && what !== 'encoders';
  if (error !== null) signals.error = encoded ? localError(draft, connection, prefix, error) : error;
  if (reads.includes('weights')) signals.weights = changed;
  const onto = reads.includes('input') ? ensembleAt(model, post.path) : null;
  if (onto) signals.input = names.input(onto.path);
  return {
    type: rule.type,
    signals,
    state: Object.fromEntries(variables),
    parameters: ruleBehaviour(rule).parameters(rule, dt, sizes),
    scale: onto ? gainOverRadius(model.tensors, onto) : null,
    step: rule.type === 'customRule' ? (definitionFor(draft, 'learningRule', rule, path)?.step ?? (() => undefined)) : null,
  };
}
