import { knownOptions, optionNames } from '@rheobase/core';
import { ContainerModule } from 'inversify';
import type { Backend } from './backend.js';
import type { Exporter, Importer } from './importer.js';
import type { RateRunner } from './rate-runner.js';
import { tokens } from './tokens.js';
import type { Trainer } from './trainer.js';

/** What the runtime hands to the parts of a plugin. */
export interface Services {
  /** Milliseconds since some moment: for figures of progress, never for results. */
  readonly now: () => number;
  /** Lets other work run; resolves soon. */
  readonly pause: () => Promise<void>;
  /** Another backend of the runtime by name, looked up when it is asked for; null where there is none. */
  readonly backend: (name: string) => Backend | null;
  /** Tells the user of something that works, but not as may be expected: what runs slower than it could, say. Each message is told once. */
  readonly warn: (message: string) => void;
}

/** A unit that `createRuntime` loads. `module` is an inversify module: bind what you like under `tokens`. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
  readonly module: ContainerModule;
}

type Create<T> = (services: Services) => T;

/** The parts a plugin may provide; each is made once per runtime. */
export interface PluginParts {
  readonly name: string;
  readonly version: string;
  readonly backends?: readonly Create<Backend>[];
  readonly trainers?: readonly Create<Trainer>[];
  readonly importers?: readonly Create<Importer>[];
  readonly exporters?: readonly Create<Exporter>[];
  readonly rateRunners?: readonly Create<RateRunner>[];
}

const partNames = optionNames<PluginParts>({
  name: true,
  version: true,
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
    backends = [],
    trainers = [],
    importers = [],
    exporters = [],
    rateRunners = [],
  } = knownOptions('definePlugin', parts, partNames);
  const module = new ContainerModule(({ bind }) => {
    for (const create of backends) bind(tokens.backend).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of trainers) bind(tokens.trainer).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of importers) bind(tokens.importer).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of exporters) bind(tokens.exporter).toResolvedValue(create, [tokens.services]).inSingletonScope();
    for (const create of rateRunners) bind(tokens.rateRunner).toResolvedValue(create, [tokens.services]).inSingletonScope();
  });
  return Object.freeze({ name, version, module });
}

/** A plugin that provides one thing. */
export interface PluginOf<T> {
  readonly name: string;
  readonly version: string;
  readonly create: Create<T>;
}

const ofNames = optionNames<PluginOf<unknown>>({ name: true, version: true, create: true });

export function backendPlugin(plugin: PluginOf<Backend>): Plugin {
  const { create, name, version } = knownOptions('backendPlugin', plugin, ofNames);
  return definePlugin({ name, version, backends: [create] });
}

export function trainerPlugin(plugin: PluginOf<Trainer>): Plugin {
  const { create, name, version } = knownOptions('trainerPlugin', plugin, ofNames);
  return definePlugin({ name, version, trainers: [create] });
}

export function importerPlugin(plugin: PluginOf<Importer>): Plugin {
  const { create, name, version } = knownOptions('importerPlugin', plugin, ofNames);
  return definePlugin({ name, version, importers: [create] });
}

export function exporterPlugin(plugin: PluginOf<Exporter>): Plugin {
  const { create, name, version } = knownOptions('exporterPlugin', plugin, ofNames);
  return definePlugin({ name, version, exporters: [create] });
}
