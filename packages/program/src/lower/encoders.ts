import type { Model, ModelEnsemble } from '@rheobase/model';
import type { SignalId } from '../operators/operator.js';
import { times } from '../parameter/forms/elementwise.js';
import { constantParameter, tensorParameter } from '../parameter/forms/leaves.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { gatherParameter } from '../parameter/forms/selection.js';
import { gainOverRadius } from '../parameter/per-neuron.js';
import { type Draft, names } from './draft.js';

/** Encoders times gain / radius, (neurons, dimensions): what an input vector is multiplied with. */
export function scaledEncoders({ tensors }: Model, ensemble: ModelEnsemble): Parameter {
  const { encoders, dimensions } = ensemble;
  if (encoders === null) return constantParameter(new Float64Array(0));
  return times(tensorParameter(tensors, encoders), gainOverRadius(tensors, ensemble), dimensions);
}

/** Scaled encoders of the dimensions that a slice names (null: all), (neurons, rows of what arrives). */
export function encodersInto(
  model: Model,
  ensemble: ModelEnsemble,
  slice: readonly number[] | null,
): { readonly neurons: number; readonly rows: number; readonly matrix: Parameter } {
  const { dimensions, neurons } = ensemble;
  const encoders = scaledEncoders(model, ensemble);
  if (slice === null) return { neurons, rows: dimensions, matrix: encoders };
  const rows = slice.length;
  const indices = Int32Array.from({ length: neurons * rows }, (_, at) => Math.floor(at / rows) * dimensions + (slice[at % rows] ?? 0));
  return { neurons, rows, matrix: gatherParameter(encoders, indices) };
}

/** The scaled encoders as a signal: for ensembles whose encoders change or are probed. */
export function encodersSignal(draft: Draft, ensemble: ModelEnsemble): SignalId {
  const id = names.state(ensemble.path, 'scaledEncoders');
  if (draft.signals.has(id)) return id;
  return draft.signal(id, ensemble.neurons * ensemble.dimensions, { initial: scaledEncoders(draft.model, ensemble) });
}
