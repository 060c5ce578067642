/**
 * Golden numbers of what ready-made networks compute, for the golden runner.
 * @module
 */
import { componentSuite, type GoldenSuite } from '@rheobase/core/golden';
import { circularConvolutionCheck } from './circular-convolution.js';

/** The components that ready-made networks are made of. */
export const networksGolden: GoldenSuite = componentSuite('networks', { circular_convolution: circularConvolutionCheck });
