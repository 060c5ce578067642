import { type EnsembleOptions, knownOptions, type Network, type NetworkOptions } from '@rheobase/core';

/** Options of a part's ensembles; label and seed are the part's own. */
export type PartEnsemble = Omit<EnsembleOptions, 'label' | 'seed'>;

/** The subnetwork that holds a part: labelled as asked for, else by the part's own name. `names` are those of all options of this part. */
export function partOf(network: Network, name: string, options: NetworkOptions, names: readonly string[]): Network {
  const { label = name, seed, defaults } = knownOptions(name, options, names);
  return network.subnetwork({ label, ...(seed === undefined ? {} : { seed }), ...(defaults === undefined ? {} : { defaults }) });
}
