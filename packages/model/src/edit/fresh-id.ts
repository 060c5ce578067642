import { mapParameters, nodes as nodeKinds, processes, transforms } from '@rheobase/core';
import type { DecoderOrigin, Model, ModelEnsemble, ModelHeld, TensorId } from '../shape/model.js';

/** The ids of the tensors that decoders were solved from. */
export function problemIds(origin: DecoderOrigin): readonly TensorId[] {
  return origin === null || origin.evalPoints === null ? [] : [origin.evalPoints, origin.targets];
}

/** The ids of all tensors that the objects of a model refer to. */
export function usedIds({ nodes, ensembles, connections, probes }: Model): ReadonlySet<TensorId> {
  const ids = new Set<TensorId>();
  const add = (id: TensorId | null): void => {
    if (id !== null) ids.add(id);
  };
  const tensor = (id: TensorId): TensorId => {
    ids.add(id);
    return id;
  };
  for (const { record } of nodes) {
    nodeKinds.map<ModelHeld, ModelHeld>(record, { tensor });
  }
  for (const { neuronType, encoders, gain, bias, initialState, draws, noise } of ensembles) {
    if (noise) processes.map<ModelHeld, ModelHeld>(noise.process, { tensor });
    for (const id of [encoders, gain, bias, draws]) add(id);
    mapParameters(neuronType, value => add(typeof value === 'number' ? null : value.tensor));
    for (const value of Object.values(initialState)) add(typeof value === 'number' ? null : value.tensor);
  }
  for (const { decoders, solve } of [...connections, ...probes]) for (const id of [decoders, ...problemIds(solve)]) add(id);
  for (const { transform } of connections) if (transform) transforms.map<ModelHeld, ModelHeld>(transform, { tensor });
  return ids;
}

/** The ids in use once some ensembles have lost what an edit gives them anew, so that the edit may take those of its own last run. */
export const usedWithout = (model: Model, strip: (ensemble: ModelEnsemble) => ModelEnsemble): ReadonlySet<TensorId> =>
  usedIds({ ...model, ensembles: model.ensembles.map(strip) });

/** The id asked for, or with the first number that sets it apart from those in use: a tensor that others refer to is never overwritten. */
export function freshId(id: TensorId, used: { has(id: TensorId): boolean }): TensorId {
  if (!used.has(id)) return id;
  let count = 2;
  while (used.has(`${id}.${count}`)) count++;
  return `${id}.${count}`;
}
