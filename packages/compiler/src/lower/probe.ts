import { float64Of, tensorOf } from '../model/access.js';
import type { ModelProbe } from '../model/model.js';
import { type Carried, connectionOutput, lowerFilter, outputSignal } from './connection.js';
import { type Draft, names } from './draft.js';
import type { SignalId } from './program.js';

/** The signal that a probe's target is read from. */
function targetSignal(draft: Draft, { target }: ModelProbe): SignalId {
  const { path, port, attribute } = target;
  switch (port) {
    case 'node':
      return outputSignal(draft, path);
    case 'ensemble':
      return attribute === 'decoded' ? names.output(path) : names.input(path);
    case 'neurons':
      return attribute === 'output' ? names.output(path) : names.state(path, attribute);
    case 'connection': {
      const connection = draft.model.connections.find(c => c.path === path);
      return connection ? connectionOutput(connection) : names.value(path);
    }
  }
}

/**
 * Records a probe after all other operators of the step. A filtered probe records what its filter held at the end of the step before,
 * then advances the filter.
 */
export function lowerProbe(draft: Draft, probe: ModelProbe): void {
  const { path, target, size, decoders, synapse } = probe;
  const signal = targetSignal(draft, probe);
  let value: Carried = { signal, elements: target.slice ? Int32Array.from(target.slice) : null, size };
  if (decoders !== null) {
    const columns = tensorOf(draft.model, decoders).shape[1] ?? 0;
    const out = draft.signal(names.value(path), size);
    draft.record({ kind: 'matVec', source: path, in: signal, out, matrix: float64Of(draft.model, decoders), rows: size, columns });
    value = { signal: out, elements: null, size };
  }
  const sample = draft.signal(names.sample(path), size);
  draft.probes.set(path, sample);
  if (synapse === null) {
    draft.record({ kind: 'gather', source: path, in: value.signal, out: sample, indices: value.elements, factors: null });
    return;
  }
  if (value.elements !== null) {
    const out = draft.signal(names.value(path), size);
    draft.record({ kind: 'gather', source: path, in: value.signal, out, indices: value.elements, factors: null });
    value = { signal: out, elements: null, size };
  }
  draft.record({ kind: 'gather', source: path, in: names.delivered(path), out: sample, indices: null, factors: null });
  lowerFilter(draft, path, value, synapse, 0, true);
}
