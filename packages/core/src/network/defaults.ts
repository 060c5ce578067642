import { knownOptions, optionNames } from '../definitions/known-options.js';
import { said } from '../definitions/with-defaults.js';
import { type ConnectionOptions, connectionOptionNames } from './connection-options.js';
import { type EnsembleOptions, ensembleOptionNames } from './ensemble-options.js';
import { needConnectionRecords, needEnsembleRecords, needProbeRecords } from './given-records.js';
import { probeOptionNames } from './make-probe.js';
import type { Endpoint } from './objects.js';
import type { ProbeOptions } from './probe.js';

/** Defaults by kind of object; those of the innermost network win, options given at creation win over all. */
export interface Defaults {
  readonly ensemble?: Omit<EnsembleOptions, 'label' | 'seed'>;
  readonly connection?: Omit<ConnectionOptions, 'label' | 'seed'>;
  readonly probe?: Omit<ProbeOptions, 'label' | 'seed'>;
}

const kinds = optionNames<Defaults>({ ensemble: true, connection: true, probe: true });

/** What can be said of every object of a kind: all but what only one of them can have. */
const shared = (names: readonly string[]): readonly string[] => names.filter(name => name !== 'label' && name !== 'seed');

/** Inner defaults laid over outer ones, kind by kind. */
export function mergeDefaults(outer: Defaults, inner: Defaults): Defaults {
  const { ensemble = {}, connection = {}, probe = {} } = knownOptions('defaults', inner, kinds);
  knownOptions('defaults.ensemble', ensemble, shared(ensembleOptionNames));
  needEnsembleRecords('defaults.ensemble', ensemble);
  knownOptions('defaults.connection', connection, shared(connectionOptionNames));
  needConnectionRecords('defaults.connection', connection);
  knownOptions('defaults.probe', probe, shared(probeOptionNames));
  needProbeRecords('defaults.probe', probe);
  return Object.freeze({
    ensemble: { ...outer.ensemble, ...said(ensemble) },
    connection: { ...outer.connection, ...said(connection) },
    probe: { ...outer.probe, ...said(probe) },
  });
}

/** The defaults of an ensemble, without gain and bias if the ensemble has maxRates or intercepts of its own and neither of them. */
export function ensembleDefaults({ ensemble = {} }: Defaults, said: EnsembleOptions): Omit<EnsembleOptions, 'label' | 'seed'> {
  if (said.maxRates === undefined && said.intercepts === undefined) return ensemble;
  const { gain: _gain, bias: _bias, ...others } = ensemble;
  return said.gain === undefined && said.bias === undefined ? others : ensemble;
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
