import { type NeuronKind, UnsupportedError } from '@rheobase/core';
import { type Model, type ModelEnsemble, type ModelNeuron, perNeuron } from '@rheobase/model';
import type { NeuronCurve } from '../kernels/neurons.js';

/** All elements, or one where they are equal. */
const shortened = (values: Float64Array): Float64Array => (values.every(x => x === values[0]) ? values.slice(0, 1) : values);

/** Types with a rate curve here: rates, and spiking types that are trained on theirs. */
const CURVES: readonly NeuronKind[] = ['relu', 'spikingRelu', 'lif', 'lifRate', 'softLif'];

export const hasCurve = (neuron: ModelNeuron): boolean => CURVES.includes(neuron.type);

/** The name of a neuron type, of a user's own the one that the user gave. */
export const typeName = (neuron: ModelNeuron): string => (neuron.type === 'customNeuron' ? `'${neuron.name}'` : neuron.type);

/**
 * The curve that stands for an ensemble's neurons: spiking types take that of their rates. `sigma` smooths the threshold of LIF types
 * (0: not at all); softLif has a width of its own.
 */
export function curveOf(model: Model, ensemble: ModelEnsemble, sigma: number): NeuronCurve {
  const { neuronType: neuron } = ensemble;
  const each = (value: Parameters<typeof perNeuron>[2]): Float64Array => shortened(perNeuron(model, ensemble, value));
  switch (neuron.type) {
    case 'relu':
    case 'spikingRelu':
      return { type: 'relu', amplitude: each(neuron.amplitude) };
    case 'lif':
    case 'lifRate':
    case 'softLif':
      return {
        type: 'lif',
        amplitude: each(neuron.amplitude),
        tauRc: each(neuron.tauRc),
        tauRef: each(neuron.tauRef),
        sigma: each(neuron.type === 'softLif' ? neuron.sigma : sigma),
      };
    default:
      throw new UnsupportedError(`${ensemble.path}: neuron type ${typeName(neuron)} has no rate curve on this backend`, {
        code: 'refused',
        object: ensemble.path,
        given: neuron.type,
      });
  }
}
