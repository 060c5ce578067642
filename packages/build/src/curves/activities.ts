import { mapParameters } from '@rheobase/core';
import { type Encoded, solveKernels } from '@rheobase/kernels';
import type { Model, ModelEnsemble } from '@rheobase/model';
import { biasOf, defaultDt, float64Of, gainOf, needModel, perNeuron, rate } from '@rheobase/model';

/** Rates of an ensemble's neurons for represented points (points, dimensions), in steps of `dt` (see `rate`): (points, neurons). */
export function activities(model: Model, ensemble: ModelEnsemble, points: Float64Array, dt: number = defaultDt): Float64Array {
  needModel('activities', model);
  const { neurons: n, dimensions: d, radius } = ensemble;
  const encoders = ensemble.encoders === null ? new Float64Array(n * d) : float64Of(model, ensemble.encoders);
  const factors = gainOf(model, ensemble).map(gain => gain / radius);
  const encoded: Encoded = { neurons: n, dimensions: d, points, encoders, factors, bias: biasOf(model, ensemble) };
  const parameters = mapParameters(ensemble.neuronType, value => perNeuron(model, ensemble, value));
  switch (parameters.type) {
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
      return solveKernels.lifRates(encoded, parameters);
    default: {
      const neurons = Array.from({ length: n }, (_, i) => mapParameters(parameters, values => values[i] ?? 0));
      return solveKernels.currents(encoded).map((current, at) => {
        const neuron = neurons[at % n];
        return neuron ? rate(neuron, current, dt) : 0;
      });
    }
  }
}
