import { defaultDt, mapParameters, rate } from '@rheobase/core';
import { type Encoded, solveKernels } from '@rheobase/kernels';
import type { Model, ModelEnsemble } from '@rheobase/model';
import { biasOf, float64Of, gainOf, needModel, perNeuron } from '@rheobase/model';
import { fastRates } from '../tune/fast-neurons.js';

/** Rates of an ensemble's neurons for represented points (points, dimensions), in steps of `dt` (see `rate`): (points, neurons). */
export function activities(model: Model, ensemble: ModelEnsemble, points: Float64Array, dt: number = defaultDt): Float64Array {
  needModel('activities', model);
  const { neurons: n, dimensions: d, radius } = ensemble;
  const encoders = ensemble.encoders === null ? new Float64Array(n * d) : float64Of(model, ensemble.encoders);
  const factors = gainOf(model, ensemble).map(gain => gain / radius);
  const encoded: Encoded = { neurons: n, dimensions: d, points, encoders, factors, bias: biasOf(model, ensemble) };
  const parameters = mapParameters(ensemble.neuronType, value => perNeuron(model, ensemble, value));
  const fast = fastRates(parameters, encoded);
  if (fast !== null) return fast;
  const each = Array.from({ length: n }, (_, i) => mapParameters(parameters, values => values[i] ?? 0));
  return solveKernels.currents(encoded).map((current, at) => {
    const neuron = each[at % n];
    return neuron ? rate(neuron, current, dt) : 0;
  });
}
