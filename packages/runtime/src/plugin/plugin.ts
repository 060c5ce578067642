import { knownOptions, optionNames } from '@rheobase/core';
import type { ContainerModuleLoadOptions } from 'inversify';
import type { Backend } from './backend.js';
import type { Exporter, Importer } from './importer.js';
import type { RateRunner } from './rate-runner.js';
import type { Services } from './services.js';
import { tokens } from './tokens.js';
import type { Trainer } from './trainer.js';

/**
 * The version of what plugins and this package agree on: backends, engines and kernels, trainers, importers, exporters. It grows when a plugin
 * written before would no longer work. A new kind of operator or node leaves it as it is: a backend without it rejects it by name.
 */
export const pluginContract = 2;

/** What every plugin says of itself. */
interface About {
  /** Name of the package. */
  readonly name: string;
  /** Version of the package. */
  readonly version: string;
  /** The `pluginContract` that it is written for, as a number: `createRuntime` rejects any other. */
  readonly contract: number;
}

/** A unit that `createRuntime` loads. `load` binds what the plugin brings under `tokens`, as the function of an inversify `ContainerModule` does. */
export interface Plugin extends About {
  readonly load: (container: ContainerModuleLoadOptions) => void;
}

type Create<T> = (services: Services) => T;

/** The parts a plugin may provide; each is made once per runtime. */
export interface PluginParts extends About {
  readonly backends?: readonly Create<Backend>[];
  readonly trainers?: readonly Create<Trainer>[];
  readonly importers?: readonly Create<Importer>[];
  readonly exporters?: readonly Create<Exporter>[];
  readonly rateRunners?: readonly Create<RateRunner>[];
}

const partNames = optionNames<PluginParts>({
  name: true,
  version: true,
  contract: true,
  backends: true,
  trainers: true,
  importers: true,
  exporters: true,
  rateRunners: true,
});

/** A plugin from its parts. */
export function definePlugin(parts: PluginParts): Plugin {
  const {
    name,
    version,
    contract,
    backends = [],
    trainers = [],
    importers = [],
    exporters = [],
    rateRunners = [],
  } = knownOptions('definePlugin', parts, partNames);
  const load: Plugin['load'] = ({ bind }) => {
    for (const create of backends) bind(tokens.backend).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of trainers) bind(tokens.trainer).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of importers) bind(tokens.importer).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of exporters) bind(tokens.exporter).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of rateRunners) bind(tokens.rateRunner).toResolvedValue(create, [tokens.services]).inSingletonScope();
  };
  return Object.freeze({ name, version, contract, load });
}

/** A plugin that provides one thing. */
export interface PluginOf<T> extends About {
  readonly create: Create<T>;
}

const ofNames = optionNames<PluginOf<unknown>>({ name: true, version: true, contract: true, create: true });

export function backendPlugin(plugin: PluginOf<Backend>): Plugin {
  const { create, ...about } = knownOptions('backendPlugin', plugin, ofNames);
  return definePlugin({ ...about, backends: [create] });
}

export function trainerPlugin(plugin: PluginOf<Trainer>): Plugin {
  const { create, ...about } = knownOptions('trainerPlugin', plugin, ofNames);
  return definePlugin({ ...about, trainers: [create] });
}

export function importerPlugin(plugin: PluginOf<Importer>): Plugin {
  const { create, ...about } = knownOptions('importerPlugin', plugin, ofNames);
  return definePlugin({ ...about, importers: [create] });
}

export function exporterPlugin(plugin: PluginOf<Exporter>): Plugin {
  const { create, ...about } = knownOptions('exporterPlugin', plugin, ofNames);
  return definePlugin({ ...about, exporters: [create] });
}
