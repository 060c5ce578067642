import { knownOptions, type Network, type NetworkOptions } from '@rheobase/core';

/** The subnetwork that holds a part: labelled as asked for, else by the part's own name. `names` are those of all options of this part. */
export function partOf(network: Network, name: string, options: NetworkOptions, names: readonly string[]): Network {
  const { label = name, seed, defaults } = knownOptions(name, options, names);
  return network.subnetwork({ label, ...(seed === undefined ? {} : { seed }), ...(defaults === undefined ? {} : { defaults }) });
}
