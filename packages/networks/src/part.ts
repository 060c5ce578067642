import type { Network, NetworkOptions } from '@rheobase/core';

/** The subnetwork that holds a part: labelled as asked for, else by the part's own name. */
export const partOf = (network: Network, name: string, { label = name, seed, defaults }: NetworkOptions): Network =>
  network.subnetwork({ label, ...(seed === undefined ? {} : { seed }), ...(defaults === undefined ? {} : { defaults }) });
