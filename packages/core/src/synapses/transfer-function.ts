import { ValidationError } from '../errors.js';
import { type LinearFilter, linearFilter } from './linear-filter.js';
import type { SynapseRecord } from './synapse.js';
import { needSynapseFields } from './synapse-fields.js';

/** A synapse as a ratio of polynomials. A triangle has none: it is made of steps, however long they are. */
export function transferFunction(synapse: SynapseRecord): LinearFilter {
  needSynapseFields('transferFunction', synapse);
  switch (synapse.type) {
    case 'lowpass':
      return linearFilter({ numerator: [1], denominator: [synapse.tau, 1] });
    case 'alpha':
      return linearFilter({ numerator: [1], denominator: [synapse.tau * synapse.tau, 2 * synapse.tau, 1] });
    case 'linearFilter':
      return synapse;
    case 'triangle':
      throw new ValidationError(
        'triangle: it has no transfer function, for its weights follow the step; use lowpass, alpha or linearFilter',
        {
          code: 'no-transfer-function',
          object: 'triangle',
          given: 'triangle',
          allowed: 'lowpass, alpha, linearFilter',
        },
      );
  }
}
