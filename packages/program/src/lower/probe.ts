import { countsSteps } from '@rheobase/core';
import {
  connectionAt,
  ensembleAt,
  type Model,
  type ModelConnection,
  type ModelProbe,
  type ModelTransform,
  type ProbeTarget,
  tensorOf,
} from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import { constantParameter, tensorParameter } from '../parameter/forms/leaves.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { connectionOutput, lowerFilter, outputSignal } from './connection.js';
import { type Carried, type Draft, names } from './draft.js';
import { encodersSignal } from './encoders.js';
import { fullWeights, ownTensor } from './transform.js';

/** The weights of a connection as a signal: those that change, or a constant one. */
function weightsSignal(draft: Draft, connection: ModelConnection): SignalId {
  const id = names.weights(connection.path);
  if (draft.signals.has(id)) return id;
  const { transform, decoders, post } = connection;
  const { model } = draft;
  const full = decoders !== null || post.port === 'encoded' || transform?.type === 'dense';
  const values = full ? fullWeights(model, connection).matrix : ownWeights(model, transform);
  return draft.signal(id, values.length, { initial: values });
}

/** The array of a transform as it is; 1 without a transform, none where it multiplies by no tensor. */
function ownWeights({ tensors }: Model, transform: ModelTransform | null): Parameter {
  const id = transform === null ? null : ownTensor(transform);
  return id === null ? constantParameter(1, transform === null ? 1 : 0) : tensorParameter(tensors, id);
}

function ruleSignal(draft: Draft, { path, rule, attribute }: Extract<ProbeTarget, { readonly port: 'rule' }>): SignalId {
  if (attribute === 'scaledEncoders') return encodersSignal(draft, ensembleAt(draft.model, connectionAt(draft.model, path).post.path));
  return names.state(names.rule(path, rule), attribute);
}

/** A variable of an ensemble's neurons; a refractory time that is counted in steps is read in seconds. */
function neuronsSignal(draft: Draft, path: string, attribute: string): SignalId {
  if (attribute === 'output') return names.output(path);
  const id = names.state(path, attribute);
  const { neuronType, neurons } = ensembleAt(draft.model, path);
  if (attribute !== 'refractoryTime' || !countsSteps(neuronType) || draft.signals.has(id)) return id;
  const out = draft.signal(id, neurons);
  const steps = names.state(path, 'refractorySteps');
  draft.record({ kind: 'gather', source: path, in: steps, out, indices: null, factors: constantParameter(draft.dt) });
  return out;
}

/** The signal that a probe's target is read from. */
function targetSignal(draft: Draft, { target }: ModelProbe): SignalId {
  const { path, attribute } = target;
  switch (target.port) {
    case 'node':
      return outputSignal(draft, path);
    case 'ensemble':
      if (attribute === 'scaledEncoders') return encodersSignal(draft, ensembleAt(draft.model, path));
      return attribute === 'decoded' ? outputSignal(draft, path) : names.input(path);
    case 'neurons':
      return neuronsSignal(draft, path, attribute);
    case 'connection': {
      const connection = connectionAt(draft.model, path);
      // What the source gives as a whole, before slice and function, as in Nengo.
      if (attribute === 'input') return outputSignal(draft, connection.pre.path);
      return attribute === 'weights' ? weightsSignal(draft, connection) : connectionOutput(connection);
    }
    case 'rule':
      return ruleSignal(draft, target);
  }
}

/** Whether what a probe reads is computed at the end of a step for the next one: what a connection will deliver, what a rule will change. */
const isForNextStep = ({ target }: ModelProbe): boolean =>
  (target.port === 'connection' && target.attribute === 'output') || (target.port === 'rule' && target.attribute === 'delta');

/**
 * Records a probe after all other operators of the step. A filtered probe records what its filter held at the end of the step before,
 * then advances the filter with the value of this step; for what a connection delivers and what a rule changes, with the value that was
 * delivered or added in this step, which an unfiltered probe recorded a step earlier.
 */
export function lowerProbe(draft: Draft, probe: ModelProbe): void {
  const { path, target, size, decoders, synapse } = probe;
  const signal = targetSignal(draft, probe);
  let value: Carried = { signal, elements: target.slice ? Int32Array.from(target.slice) : null, size };
  if (decoders !== null) {
    const columns = tensorOf(draft.model, decoders).shape[1] ?? 0;
    const out = draft.signal(names.value(path), size);
    draft.record({
      kind: 'matVec',
      source: path,
      in: signal,
      out,
      matrix: tensorParameter(draft.model.tensors, decoders),
      rows: size,
      columns,
    });
    value = { signal: out, elements: null, size };
  }
  const sample = draft.signal(names.sample(path), size);
  draft.probes.set(path, sample);
  if (synapse === null) {
    draft.record({ kind: 'gather', source: path, in: value.signal, out: sample, indices: value.elements, factors: null });
    return;
  }
  if (isForNextStep(probe) || value.elements !== null) {
    const out = draft.signal(names.value(path), size);
    const take = { kind: 'gather' as const, source: path, in: value.signal, out, indices: value.elements, factors: null };
    if (isForNextStep(probe)) draft.emit(take);
    else draft.record(take);
    value = { signal: out, elements: null, size };
  }
  draft.record({ kind: 'gather', source: path, in: names.delivered(path), out: sample, indices: null, factors: null });
  lowerFilter(draft, path, value, synapse, 0, true);
}
