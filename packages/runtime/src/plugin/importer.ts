import type { Network } from '@rheobase/core';
import type { Model } from '@rheobase/model';

/** A network made from a foreign file. */
export interface Imported {
  readonly network: Network;
  /** Paths of the input nodes and of the probes on the outputs, by their names in the file. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** What was folded, dropped or changed on the way, a sentence each. */
  readonly notes: readonly string[];
}

/** Reads one foreign format. */
export interface Importer {
  readonly format: string;
  /** Whether these bytes look like the format. */
  recognises(bytes: Uint8Array): boolean;
  /** `ImportError` for what cannot be read, `UnsupportedError` for what cannot be represented. */
  importNetwork(bytes: Uint8Array, options: Readonly<Record<string, unknown>>): Imported | Promise<Imported>;
}

/** Writes one foreign format. */
export interface Exporter {
  readonly format: string;
  exportModel(model: Model): Uint8Array | Promise<Uint8Array>;
}
