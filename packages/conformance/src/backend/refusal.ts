import { UnsupportedError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import type { Inputs } from '@rheobase/runtime';
import { backendOf, ConformanceError, DT, inputs, simulationOf, type Trial } from './trial.js';

/**
 * What a backend refuses of a model, or null where it runs it. A refusal has to name an object of the model, a feature and a reason, and must
 * be told before anything runs: as `refusals`, or by `compile` as an `UnsupportedError` with the object's path.
 */
export async function refusalOf(trial: Trial, model: Model, given: Inputs = inputs(1)): Promise<string | null> {
  const { precision, threads } = trial;
  const refusals = backendOf(trial).refusals(model, { dt: DT, batch: 1, precision, threads, functions: {}, seed: 0 });
  // 'model' stands for the whole.
  const paths = new Set(['model', ...[...model.nodes, ...model.ensembles, ...model.connections, ...model.probes].map(({ path }) => path)]);
  for (const { object, feature, reason } of refusals) {
    if (!paths.has(object)) throw new ConformanceError(`a refusal names '${object}', which is no object of the model`);
    if (feature === '' || reason === '') throw new ConformanceError(`the refusal of ${object} must tell feature and reason`);
  }
  try {
    using _simulation = await simulationOf(trial, model, given);
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    if (error.object === undefined || !paths.has(error.object)) {
      throw new ConformanceError(`it was refused without the path of an object: ${error.message}`);
    }
    return error.message;
  }
  if (refusals.length > 0) throw new ConformanceError(`${refusals[0]?.object} was refused, yet a simulation of it was made`);
  return null;
}
