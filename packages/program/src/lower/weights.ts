import { type Tensor, tensor } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { type ConnectionRef, connectionIn, needModel } from '@rheobase/model';
import { ParameterValues } from '../parameter/values.js';
import { fullWeights } from './transform.js';

/**
 * All weights of a connection as one full matrix, (rows, columns): what it delivers, before its synapse, is this matrix times what it takes.
 *
 * - Columns are what it takes: every neuron of the ensemble where it is decoded; else the elements that it starts from, in the order of its
 *   slice; where a function acts on them while a simulation runs, what the function gives.
 * - Rows are what it delivers: the elements where it ends, in the order of its slice. Where decoders and encoders are weights between
 *   neurons (`solver: { weights: true }`), every neuron of the target, and what it delivers are currents.
 *
 * It is transform times decoders where something is decoded, times encoders, gain and 1 / radius of the target where they are weights
 * between neurons; the transform alone elsewhere, the identity where there is none. Sparse weights, indices, pooling and convolutions have
 * all their entries, zeros too. The gain of neurons that are driven directly is not in it. After `simulation.toModel()` it is what was
 * learned. `ValidationError` for unknown paths, with the list of those there are.
 *
 * @param connection the connection, of the Model or of the Network it was built from, or its path
 */
export function weightsOf(model: Model, connection: ConnectionRef): Tensor {
  needModel('weightsOf', model);
  const { rows, columns, matrix } = fullWeights(model, connectionIn('weightsOf', model, connection));
  return tensor([rows, columns], new ParameterValues(model.tensors).of(matrix));
}
