import { componentSuite } from '../golden/component-suite.js';
import type { GoldenSuite } from '../golden/golden-suite.js';
import { checkedBackend, type OnBackend } from '../golden/on-backend.js';
import { checkCdfPdfPpf } from './cdf-pdf-ppf.js';
import { circularConvolutionCheck } from './circular-convolution.js';
import { convolutionCheck } from './convolution.js';
import { decoders } from './decoders.js';
import { checkDistributionMoments } from './distribution-moments.js';
import { gainBias, rates } from './gain-bias.js';
import { process } from './process.js';
import { checkQuasirandom } from './quasirandom.js';
import { rulesCheck } from './rules.js';
import { solvers } from './solvers.js';
import { stochasticNeurons } from './stochastic-neurons.js';
import { synapse, synapseFilt } from './synapse.js';

/**
 * Golden components: parts of networks, checked as exact numbers in float64 whatever the networks run in. `rules` and `convolution` run on the
 * backend; all others check what is computed before one runs, neurons that spike at random the plain kernels.
 */
export const goldenComponents = (on: OnBackend): GoldenSuite => {
  const checked = checkedBackend('goldenComponents', on);
  return componentSuite('components', {
    rules: rulesCheck(checked),
    convolution: convolutionCheck(checked),
    cdf_pdf_ppf: checkCdfPdfPpf,
    circular_convolution: circularConvolutionCheck,
    decoders,
    distribution_moments: checkDistributionMoments,
    gain_bias: gainBias,
    process,
    quasirandom: checkQuasirandom,
    rates,
    solvers,
    stochastic_neurons: stochasticNeurons,
    synapse,
    synapse_filt: synapseFilt,
  });
};
