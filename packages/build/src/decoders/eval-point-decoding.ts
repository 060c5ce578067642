import { sizeOf, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { dtOf, ensembleAt, float64Of, graphOf, needModel, type ObjectRef, pathOf, type StepLength, tensorOf } from '@rheobase/model';
import { activities } from '../curves/activities.js';

/** What decoders make of the points they were solved for. */
export interface PointDecoding {
  readonly points: number;
  /** (points, dimensions), in units of the represented value. */
  readonly evalPoints: Float64Array;
  /** (points, size): the function at each point. */
  readonly targets: Float64Array;
  /** (points, size): what settled rates decode there. */
  readonly decoded: Float64Array;
  /** Of the function. */
  readonly size: number;
}

/**
 * Targets and decoded values of a connection or probe at its evaluation points; their difference is the distortion of the decoders, without
 * the noise of spikes. `ValidationError` where it has no decoders, they were given, or its points were stripped.
 *
 * @param of a connection from an ensemble or a probe of its decoded value, of the Model or of the Network it was built from, or its path
 */
export function evalPointDecoding(model: Model, of: ObjectRef, options: StepLength = {}): PointDecoding {
  needModel('evalPointDecoding', model);
  const dt = dtOf('evalPointDecoding', options);
  const path = pathOf('evalPointDecoding', 'connection or probe', of);
  const graph = graphOf(model);
  const connection = graph.connections.get(path);
  const probe = graph.probes.get(path);
  const decoders = connection?.decoders ?? probe?.decoders ?? null;
  const solve = connection?.solve ?? probe?.solve ?? null;
  const source = connection ? connection.pre.path : probe?.target.path;
  if (source === undefined || decoders === null || solve === null || solve.evalPoints === null) {
    const problem =
      source === undefined
        ? 'there is no connection or probe of this path'
        : decoders === null
          ? 'it does not decode neurons'
          : solve
            ? 'its decoders were given, so it has no evaluation points'
            : 'its evaluation points and targets were stripped';
    throw new ValidationError(`evalPointDecoding: ${path}: ${problem}`, {
      code: 'no-decoders',
      object: path,
      allowed: 'a connection from an ensemble, or a probe of its decoded value',
    });
  }
  const ensemble = ensembleAt(model, source);
  const evalPoints = float64Of(model, solve.evalPoints);
  const targets = float64Of(model, solve.targets);
  const points = evalPoints.length / ensemble.dimensions;
  const size = sizeOf(tensorOf(model, solve.targets).shape) / points;
  const weights = float64Of(model, decoders);
  const rates = activities(model, ensemble, evalPoints, dt);
  const n = ensemble.neurons;
  const decoded = new Float64Array(points * size);
  for (let p = 0; p < points; p++) {
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (weights[k * n + i] ?? 0) * (rates[p * n + i] ?? 0);
      decoded[p * size + k] = sum;
    }
  }
  return Object.freeze({ points, evalPoints, targets, decoded, size });
}
