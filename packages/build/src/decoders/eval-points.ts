import { type Distribution, type Ensemble, Network, represents, type Tensor, tensor, ValidationError } from '@rheobase/core';
import { hashSeed, randomStream } from '@rheobase/math';
import type { Model } from '@rheobase/model';
import { type EnsembleRef, ensembleIn, float64Of, needModel, pathOf, sample } from '@rheobase/model';

/** How many points are drawn where nothing is said: max(clip(500 d, 750, 2500), 2 n). */
export const defaultEvalPointCount = (neurons: number, dimensions: number): number =>
  Math.max(Math.min(Math.max(500 * dimensions, 750), 2500), 2 * neurons);

/** Whose points are drawn: those of a connection or probe, or of the ensemble where it has none of its own. */
interface PointRequest {
  /** Of the object that is named in errors. */
  readonly path: string;
  readonly ensemble: Ensemble;
  readonly evalPoints: Distribution | null;
  readonly scaleEvalPoints: boolean;
  readonly seed: number;
}

/** Evaluation points, (points, dimensions), in units of the represented value. */
export function drawPoints({ path, ensemble, evalPoints, scaleEvalPoints, seed }: PointRequest): Float64Array {
  const { settings, dimensions, size } = ensemble;
  const distribution = evalPoints ?? settings.evalPoints;
  const given = distribution.type === 'samples' ? Math.ceil(distribution.values.data.length / dimensions) : null;
  const count = given ?? settings.evalPointCount ?? defaultEvalPointCount(size, dimensions);
  const random = randomStream(evalPoints ? hashSeed(seed, 'evalPoints') : hashSeed(settings.seed, 'evalPoints'));
  const points = sample(distribution, count, dimensions, random, `${path}.evalPoints`);
  const factor = scaleEvalPoints ? settings.radius : 1;
  return factor === 1 ? points : points.map(x => x * factor);
}

function ofNetwork(network: Network, path: string): Tensor {
  const ensemble = network.ensembles.find(each => each.path === path);
  if (!ensemble) {
    const known = network.ensembles.map(each => each.path).join(', ') || 'none';
    throw new ValidationError(`evalPointsOf: there is no ensemble '${path}' in this network; it has ${known}`, {
      code: 'unknown-path',
      given: path,
      allowed: known,
    });
  }
  if (!represents(ensemble)) {
    throw new ValidationError(`evalPointsOf: ensemble '${path}' represents no value, as it has no encoders, so it has no points either`, {
      code: 'no-eval-points',
      object: path,
      allowed: 'an ensemble that represents a value',
    });
  }
  const points = drawPoints({ path, ensemble, evalPoints: null, scaleEvalPoints: true, seed: ensemble.settings.seed });
  return tensor([points.length / ensemble.dimensions, ensemble.dimensions], points);
}

function ofModel(model: Model, ensemble: EnsembleRef): Tensor {
  needModel('evalPointsOf', model);
  const { path, dimensions } = ensembleIn('evalPointsOf', model, ensemble);
  const id = `${path}.evalPoints`;
  const kept = [...model.connections, ...model.probes].some(({ solve }) => solve?.evalPoints === id);
  if (kept) {
    const points = float64Of(model, id).slice();
    return tensor([points.length / dimensions, dimensions], points);
  }
  throw new ValidationError(
    `evalPointsOf: this model keeps no evaluation points of ensemble '${path}', as nothing is decoded from it at them; give the Network in place of the Model`,
    { code: 'no-eval-points', object: path, allowed: 'a Network, or an ensemble of a Model that is decoded at its own points' },
  );
}

/**
 * Evaluation points of an ensemble, (points, dimensions), in units of the represented value (already times the radius): those for which
 * decoders are solved where a connection or probe gives none of its own.
 *
 * Of a Network every ensemble that represents a value has them: they are drawn as `build` draws them, from the seed of the ensemble, and are the same to the bit.
 * A Model has no distributions and keeps the points of those ensembles alone that are decoded at them; of the others, and where they were
 * stripped, they are a `ValidationError`, as are unknown paths, with the list of those there are.
 *
 * @param ensemble the ensemble, of the Network or of the Model, or its path
 */
export const evalPointsOf = (of: Network | Model, ensemble: EnsembleRef): Tensor =>
  of instanceof Network ? ofNetwork(of, pathOf('evalPointsOf', 'ensemble', ensemble)) : ofModel(of, ensemble);
