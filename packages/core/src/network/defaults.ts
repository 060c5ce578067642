import { knownOptions } from '../definitions/known-options.js';
import type { ConnectionOptions } from './connection.js';
import type { EnsembleOptions } from './ensemble.js';
import type { ProbeOptions } from './probe.js';
import type { Endpoint } from './view.js';

/** Defaults by kind of object; those of the innermost network win, options given at creation win over all. */
export interface Defaults {
  readonly ensemble?: Omit<EnsembleOptions, 'label' | 'seed'>;
  readonly connection?: Omit<ConnectionOptions, 'label' | 'seed'>;
  readonly probe?: Omit<ProbeOptions, 'label' | 'seed'>;
}

const kinds = ['ensemble', 'connection', 'probe'];

/** Inner defaults laid over outer ones, kind by kind. */
export function mergeDefaults(outer: Defaults, inner: Defaults): Defaults {
  knownOptions('defaults', inner, kinds);
  return Object.freeze({
    ensemble: { ...outer.ensemble, ...inner.ensemble },
    connection: { ...outer.connection, ...inner.connection },
    probe: { ...outer.probe, ...inner.probe },
  });
}

const isEnsemble = (endpoint: Endpoint): boolean => (endpoint.kind === 'view' ? endpoint.of : endpoint).kind === 'ensemble';

/** The defaults of a connection between two ends: a solver for full weights gives decoders where there are no neurons on both sides. */
export function connectionDefaults(
  { connection = {} }: Defaults,
  pre: Endpoint,
  post: Endpoint,
): Omit<ConnectionOptions, 'label' | 'seed'> {
  const { solver } = connection;
  if (!solver?.weights || (isEnsemble(pre) && isEnsemble(post))) return connection;
  return { ...connection, solver: Object.freeze({ ...solver, weights: false }) };
}
