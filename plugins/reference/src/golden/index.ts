/**
 * Golden numbers of what the reference backend computes on its own, for the golden runner.
 * @module
 */
import { componentSuite, type GoldenSuite } from '@rheobase/core/golden';
import { stochasticNeurons } from './stochastic-neurons.js';

/** What only its steps can show: neurons that spike at random. */
export const referenceGolden: GoldenSuite = componentSuite('reference', { stochastic_neurons: stochasticNeurons });
