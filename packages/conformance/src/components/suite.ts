import type { GoldenSuite } from '@rheobase/core/golden';
import { componentSuite } from '@rheobase/core/golden';
import { checkedBackend, type OnBackend } from '../runner/on-backend.js';
import { convolutionCheck } from './convolution.js';
import { rulesCheck } from './rules.js';

/** Golden components that are run on a backend: `rules` and `convolution`. */
export const backendComponentSuite = (on: OnBackend): GoldenSuite => {
  const checked = checkedBackend('backendComponentSuite', on);
  return componentSuite('backend components', { rules: rulesCheck(checked), convolution: convolutionCheck(checked) });
};
