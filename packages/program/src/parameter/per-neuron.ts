import type { ModelEnsemble, ModelPerNeuron } from '@rheobase/model';
import { over } from './forms/elementwise.js';
import { constantParameter, tensorParameter } from './forms/leaves.js';
import type { Parameter, Tensors } from './forms/parameter.js';
import { repeat } from './forms/selection.js';

/** A neuron parameter, one value per neuron. */
export function perNeuronParameter(tensors: Tensors, { path, neurons, shape }: ModelEnsemble, value: ModelPerNeuron): Parameter {
  if (typeof value === 'number') return constantParameter(value, neurons);
  return repeat(path, tensorParameter(tensors, value.tensor), tensors.get(value.tensor)?.shape ?? [], shape);
}

/** Gain of every neuron; 1 where none is given. */
export const gainParameter = (tensors: Tensors, ensemble: ModelEnsemble): Parameter =>
  perNeuronParameter(tensors, ensemble, ensemble.gain === null ? 1 : { tensor: ensemble.gain });

/** Bias current of every neuron; 0 where none is given. */
export const biasParameter = (tensors: Tensors, ensemble: ModelEnsemble): Parameter =>
  perNeuronParameter(tensors, ensemble, ensemble.bias === null ? 0 : { tensor: ensemble.bias });

/** Gain of every neuron divided by the radius. */
export const gainOverRadius = (tensors: Tensors, ensemble: ModelEnsemble): Parameter =>
  over(gainParameter(tensors, ensemble), constantParameter(ensemble.radius));
