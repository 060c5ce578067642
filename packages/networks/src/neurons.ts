import type { EnsembleOptions } from '@rheobase/core';

/** Options of a part's ensembles; label and seed are the part's own. */
export type PartEnsemble = Omit<EnsembleOptions, 'label' | 'seed'>;
