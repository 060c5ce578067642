import { modifies, type Tensor, tensor, ValidationError } from '@rheobase/core';
import type { Model, ModelEnsemble } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { type EnsembleRef, ensembleIn, float64Of, gainOf } from './access.js';
import { graphOf } from './graph.js';

/**
 * Encoders of an ensemble as they are used, (neurons, dimensions): divided by their length unless that was switched off, without gain and
 * radius, learned ones after `simulation.toModel()`. Of an ensemble that computes directly they are the identity, (dimensions, dimensions).
 * `ValidationError` for an ensemble of neurons alone, which has none, and for unknown paths, with the list of those there are.
 *
 * @param ensemble the ensemble, of the Model or of the Network it was built from, or its path
 */
export function encodersOf(model: Model, ensemble: EnsembleRef): Tensor {
  needModel('encodersOf', model);
  const { path, neurons, dimensions, encoders, neuronType } = ensembleIn('encodersOf', model, ensemble);
  if (neuronType.type === 'direct') {
    const each = Array.from({ length: dimensions }, (_, i) => i);
    return tensor([dimensions, dimensions], Float64Array.from(each.flatMap(row => each.map(column => (row === column ? 1 : 0)))));
  }
  if (encoders !== null) return tensor([neurons, dimensions], float64Of(model, encoders).slice());
  throw new ValidationError(
    `encodersOf: ensemble '${path}' has no encoders, as it represents no value; what reaches its neurons is in weightsOf`,
    {
      code: 'no-encoders',
      object: path,
      allowed: 'an ensemble with encoders',
    },
  );
}

/** Encoders times gain / radius, (neurons, dimensions): what an input vector is multiplied with. */
export function scaledEncoders(model: Model, ensemble: ModelEnsemble): Float64Array {
  if (ensemble.encoders === null) return new Float64Array(0);
  const { dimensions, radius } = ensemble;
  const gain = gainOf(model, ensemble);
  const scaled = float64Of(model, ensemble.encoders).slice();
  for (let i = 0, at = 0; i < gain.length; i++) {
    const factor = (gain[i] ?? 0) / radius;
    for (const end = at + dimensions; at < end; at++) scaled[at] = (scaled[at] ?? 0) * factor;
  }
  return scaled;
}

/** Scaled encoders of the dimensions that a slice names (null: all), (neurons, rows of what arrives). */
export function encodersInto(
  model: Model,
  ensemble: ModelEnsemble,
  slice: readonly number[] | null,
): { readonly neurons: number; readonly rows: number; readonly matrix: Float64Array } {
  const { dimensions, neurons } = ensemble;
  const encoders = scaledEncoders(model, ensemble);
  if (slice === null) return { neurons, rows: dimensions, matrix: encoders };
  const rows = slice.length;
  const matrix = new Float64Array(neurons * rows).map(
    (_, at) => encoders[Math.floor(at / rows) * dimensions + (slice[at % rows] ?? 0)] ?? 0,
  );
  return { neurons, rows, matrix };
}

/** Whether any rule changes the encoders of an ensemble. */
export const learnsEncoders = (model: Model, path: string): boolean =>
  graphOf(model)
    .into(path)
    .some(({ post, rules }) => post.port === 'input' && rules.some(rule => modifies(rule) === 'encoders'));
