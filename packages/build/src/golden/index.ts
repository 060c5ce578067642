/**
 * Golden numbers of what the compiler computes, for the golden runner.
 * @module
 */
import { type ComponentCheck, componentSuite, type GoldenSuite } from '@rheobase/core/golden';
import { checkCdfPdfPpf } from './cdf-pdf-ppf.js';
import { decoders } from './decoders.js';
import { checkDistributionMoments } from './distribution-moments.js';
import { gainBias } from './gain-bias.js';
import { process } from './process.js';
import { checkQuasirandom } from './quasirandom.js';
import { rates } from './rates.js';
import { solvers } from './solvers.js';
import { synapse } from './synapse.js';
import { synapseFilt } from './synapse-filt.js';

const checks: Readonly<Record<string, ComponentCheck>> = {
  cdf_pdf_ppf: checkCdfPdfPpf,
  distribution_moments: checkDistributionMoments,
  gain_bias: gainBias,
  quasirandom: checkQuasirandom,
  rates,
  decoders,
  solvers,
  process,
  synapse,
  synapse_filt: synapseFilt,
};

/** The components that `build` and `lower` are made of. */
export const compilerGolden: GoldenSuite = componentSuite('compiler', checks);

export { type ComponentCheck, type ComponentFile, componentSuite, firstDifference, type Tolerance } from '@rheobase/core/golden';
export { goldenSynapse } from './golden-synapse.js';
export { goldenNeuron, goldenState, titleOf } from './neuron-type.js';
