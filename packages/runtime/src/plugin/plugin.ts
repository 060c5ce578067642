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

/** A plugin from its parts. */
export function definePlugin({
  name,
  version,
  backends = [],
  trainers = [],
  importers = [],
  exporters = [],
  rateRunners = [],
}: PluginParts): Plugin {
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

export const backendPlugin = ({ create, ...about }: PluginOf<Backend>): Plugin => definePlugin({ ...about, backends: [create] });
export const trainerPlugin = ({ create, ...about }: PluginOf<Trainer>): Plugin => definePlugin({ ...about, trainers: [create] });
export const importerPlugin = ({ create, ...about }: PluginOf<Importer>): Plugin => definePlugin({ ...about, importers: [create] });
export const exporterPlugin = ({ create, ...about }: PluginOf<Exporter>): Plugin => definePlugin({ ...about, exporters: [create] });
