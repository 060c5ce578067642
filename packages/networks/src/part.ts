import { knownOptions, type Network, type NetworkOptions } from '@rheobase/core';

/** The subnetwork that holds a part: labelled as asked for, else by the part's own name. `own` are the options that only this part has. */
export function partOf(network: Network, name: string, options: NetworkOptions, own: readonly string[]): Network {
  const { label = name, seed, defaults } = knownOptions(name, options, ['label', 'seed', 'defaults', ...own]);
  return network.subnetwork({ label, ...(seed === undefined ? {} : { seed }), ...(defaults === undefined ? {} : { defaults }) });
}
