import type { EnsembleOptions, Network } from '@rheobase/core';

/** Options of a part's ensembles; label and seed are the part's own. */
export type PartEnsemble = Omit<EnsembleOptions, 'label' | 'seed'>;

/** Whether ensembles of a network compute directly, without neurons, unless they say otherwise. */
export const isDirect = (network: Network, own: { readonly neuronType?: { readonly type: string } } = {}): boolean =>
  (own.neuronType ?? network.defaults.ensemble?.neuronType)?.type === 'direct';
