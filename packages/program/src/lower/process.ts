import { distributions, type SynapseRecord, stateSize, type Tensor, type VectorValued } from '@rheobase/core';
import type { ModelProcess } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import { constantParameter, tensorParameter } from '../parameter/forms/leaves.js';
import { type DrawSeed, drawSeed, noiseFactor, ownDrawSeed } from '../process/draw-noise.js';
import { processState } from '../process/process-state.js';
import { timeFunction } from '../process/time-function.js';
import { timeTable } from '../process/time-table.js';
import { definitionFor } from './definition.js';
import { type Draft, names } from './draft.js';
import { functionOf } from './host-function.js';
import { stepsOf } from './synapse.js';

/** Where a process stands: whose it is, what its signals are called after, what it reads and writes. */
export interface ProcessPlace extends DrawSeed {
  readonly source: string;
  readonly prefix: string;
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly size: number;
}

/** A filter that acts within the step. */
export function lowerSynapse(
  draft: Draft,
  synapse: SynapseRecord,
  { source, prefix, size, out }: Omit<ProcessPlace, keyof DrawSeed>,
  input: SignalId,
): void {
  const filter = stepsOf(draft, synapse, source);
  const perElement = stateSize(filter);
  const state = perElement === 0 ? null : draft.signal(names.state(prefix, 'filter'), size * perElement);
  draft.emit({ kind: 'filter', when: 'now', source, in: input, out, filter, state, delay: 0, ring: null });
}

function withFunctions(draft: Draft, process: Extract<ModelProcess, { readonly type: 'piecewise' }>, source: string) {
  return process.functions?.map((ref): VectorValued | null => (ref === null ? null : functionOf(draft, ref, source))) ?? null;
}

function lowerNoise(draft: Draft, process: Extract<ModelProcess, { readonly scale: boolean }>, place: ProcessPlace, out: SignalId): void {
  const random = draft.randomSignal(names.state(place.prefix, 'random'), place);
  const factor = noiseFactor(process, draft.dt);
  const distribution = distributions.map<{ readonly tensor: string }, { readonly tensor: Tensor }>(process.distribution, {
    tensor: id => draft.fixedTensor(place.source, id),
  });
  draft.emit({ kind: 'noise', source: place.source, out, distribution, factor, random });
}

/** The operators of a process, which write its output signal in every step. */
export function lowerProcess(draft: Draft, process: ModelProcess, place: ProcessPlace): void {
  const { source, prefix, out, size, seed: objectSeed, ownSeed } = place;
  const seed = ownSeed ? ownDrawSeed(objectSeed) : drawSeed(objectSeed, draft.seed);
  switch (process.type) {
    case 'whiteNoise':
      lowerNoise(draft, process, place, out);
      return;
    case 'filteredNoise': {
      const drawn = draft.signal(names.state(prefix, 'drawn'), size);
      lowerNoise(draft, process, place, drawn);
      lowerSynapse(draft, process.synapse, place, drawn);
      return;
    }
    case 'whiteSignal': {
      const { values, ...turns } = timeTable(process, draft.dt, size, seed);
      const drawn = ownSeed ? {} : { drawn: { process, objectSeed } };
      draft.emit({ kind: 'table', source, out, values: constantParameter(values), ...turns, ...drawn });
      return;
    }
    case 'presentInput': {
      const values = tensorParameter(draft.model.tensors, process.inputs);
      draft.emit({ kind: 'table', source, out, values, rows: values.length / size, each: process.presentationTime, repeats: true });
      return;
    }
    case 'piecewise': {
      const functions = withFunctions(draft, process, source);
      const given = { ...process, values: draft.fixedTensor(source, process.values), functions };
      draft.emit({ kind: 'call', source, in: null, out, function: timeFunction(given, draft.dt, size, seed), builtin: null });
      return;
    }
    case 'filtered':
      if (place.in !== null) lowerSynapse(draft, process.synapse, place, place.in);
      return;
    case 'customProcess': {
      const definition = definitionFor(draft, 'process', process, source);
      const sizes = { sizeIn: process.sizeIn ?? size, sizeOut: size, dt: draft.dt };
      const state = Object.entries(processState(process, definition, sizes, source)).map(([name, values]) => {
        const initial = values.some(x => x !== 0) ? constantParameter(values) : null;
        return [name, draft.signal(names.state(prefix, `state ${name}`), values.length, { initial })] as const;
      });
      const random = draft.randomSignal(names.state(prefix, 'random'), place);
      const step = definition?.step ?? (() => undefined);
      const { parameters } = process;
      draft.emit({ kind: 'process', source, in: place.in, out, step, parameters, state: Object.fromEntries(state), random });
      return;
    }
  }
}
