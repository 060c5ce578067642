import { mapParameters } from '@rheobase/core';
import { biasOf, float64Of, gainOf, perNeuron } from '../model/access.js';
import type { Model, ModelEnsemble } from '../model/model.js';
import { rate } from '../model/rates.js';

/** Rates of an ensemble's neurons for represented points (points, dimensions): (points, neurons). */
export function activities(model: Model, ensemble: ModelEnsemble, points: Float64Array): Float64Array {
  const { neurons: n, dimensions: d, radius } = ensemble;
  const encoders = ensemble.encoders === null ? new Float64Array(n * d) : float64Of(model, ensemble.encoders);
  const gain = gainOf(model, ensemble);
  const bias = biasOf(model, ensemble);
  const parameters = mapParameters(ensemble.neuronType, value => perNeuron(model, ensemble, value));
  const neurons = Array.from({ length: n }, (_, i) => mapParameters(parameters, values => values[i] ?? 0));
  const count = points.length / d;
  const out = new Float64Array(count * n);
  for (let i = 0; i < n; i++) {
    const neuron = neurons[i];
    if (!neuron) continue;
    const factor = (gain[i] ?? 0) / radius;
    for (let p = 0; p < count; p++) {
      let along = 0;
      for (let k = 0; k < d; k++) along += (encoders[i * d + k] ?? 0) * (points[p * d + k] ?? 0);
      out[p * n + i] = rate(neuron, factor * along + (bias[i] ?? 0));
    }
  }
  return out;
}
