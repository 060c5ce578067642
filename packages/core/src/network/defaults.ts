import type { ConnectionOptions } from './connection.js';
import type { EnsembleOptions } from './ensemble.js';
import type { ProbeOptions } from './probe.js';

/** Defaults by kind of object; those of the innermost network win, options given at creation win over all. */
export interface Defaults {
  readonly ensemble?: Omit<EnsembleOptions, 'label' | 'seed'>;
  readonly connection?: Omit<ConnectionOptions, 'label' | 'seed'>;
  readonly probe?: Omit<ProbeOptions, 'label' | 'seed'>;
}

/** Inner defaults laid over outer ones, kind by kind. */
export const mergeDefaults = (outer: Defaults, inner: Defaults): Defaults =>
  Object.freeze({
    ensemble: { ...outer.ensemble, ...inner.ensemble },
    connection: { ...outer.connection, ...inner.connection },
    probe: { ...outer.probe, ...inner.probe },
  });
