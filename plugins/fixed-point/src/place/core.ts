/** What a core is asked for, or offers. */
export interface CoreResources {
  readonly compartments: number;
  /** One for each presynaptic neuron (and connection) that reaches the core. */
  readonly inAxons: number;
  /** One for each compartment and core (and connection) that it reaches. */
  readonly outAxons: number;
  /** Bits of synapse memory; weight lists that repeat at another place, as in convolutions, count once per 256 compartments. */
  readonly synapseBits: number;
}

/** One core of a placement: consecutive neurons of one ensemble. */
export interface Core extends CoreResources {
  readonly ensemble: string;
  /** Index of its first neuron in the ensemble. */
  readonly first: number;
  /** Share of each limit in use, 0 to 1. */
  readonly utilisation: CoreResources;
}

/** Which neurons lie on which core. */
export interface Placement {
  /** Id of the hardware profile. */
  readonly profile: string;
  readonly cores: readonly Core[];
  readonly chips: number;
  /** Ensembles that run on the host, with the reason. */
  readonly host: readonly { readonly ensemble: string; readonly reason: string }[];
}
