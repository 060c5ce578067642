/// <reference lib="esnext.disposable" preserve="true" />
import { knownOptions, needOptions, ValidationError } from '@rheobase/core';
import { checkModel, type Model, needModel } from '@rheobase/model';
import type { Container } from 'inversify';
import { checkMemory } from '../engine/memory.js';
import { type EvaluateOptions, type Evaluation, evaluate } from '../evaluation/evaluate.js';
import type { Backend, EngineOptions, Refusal } from '../plugin/backend.js';
import type { Exporter, Imported, Importer } from '../plugin/importer.js';
import type { Plugin } from '../plugin/plugin.js';
import type { RateRunner } from '../plugin/rate-runner.js';
import type { Services } from '../plugin/services.js';
import { tokens } from '../plugin/tokens.js';
import type { Trainer } from '../plugin/trainer.js';
import { cannotReseed } from '../simulation/given-draws.js';
import { givenHold } from '../simulation/given-run-options.js';
import { batchOf, resolveInputs } from '../simulation/inputs.js';
import { type SimulateOptions, simulateOptionNames } from '../simulation/simulate-options.js';
import { Simulation } from '../simulation/simulation.js';
import { type FitOptions, fitRequest } from '../training/fit-options.js';
import { FitTask } from '../training/fit-task.js';
import { pluginsAndOptions, type RuntimeOptions } from './given.js';
import { givenEngineOptions, refuseOption } from './given-engine-options.js';
import { allOf, chosen, fallbackMessage, raiseRefusals } from './parts.js';
import { systemServices } from './services.js';

export interface ImportOptions {
  /** Default: the first importer that recognises the bytes. */
  readonly format?: string;
  readonly [option: string]: unknown;
}

/** What plugins offer, joined: simulations, fits, evaluations, imports. */
export class Runtime implements AsyncDisposable {
  readonly #container: Container;
  readonly #preferred: readonly string[];
  readonly plugins: readonly Plugin[];

  /** @internal Made by `createRuntime`. */
  constructor(container: Container, plugins: readonly Plugin[], preferred: readonly string[]) {
    this.#container = container;
    this.#preferred = preferred;
    this.plugins = plugins;
  }

  get backends(): readonly Backend[] {
    return allOf(this.#container, tokens.backend);
  }
  get trainers(): readonly Trainer[] {
    return allOf(this.#container, tokens.trainer);
  }
  get importers(): readonly Importer[] {
    return allOf(this.#container, tokens.importer);
  }
  get exporters(): readonly Exporter[] {
    return allOf(this.#container, tokens.exporter);
  }
  get rateRunners(): readonly RateRunner[] {
    return allOf(this.#container, tokens.rateRunner);
  }

  /** The backend with a name, or the first that the runtime prefers; `ValidationError` lists those there are. */
  backend(name?: string): Backend {
    return chosen('backend', this.backends, name, this.#preferred);
  }

  /** The rate runner with a name. */
  rateRunner(name?: string): RateRunner {
    return chosen('rate runner', this.rateRunners, name, ['reference']);
  }

  /**
   * A model ready to run. What the backend cannot do is raised here, before anything runs, naming object and feature. If no backend was named,
   * the next that the runtime prefers runs the model instead, and a warning lists what was refused; `Simulation.backend` says which one runs.
   */
  async simulate(model: Model, options: SimulateOptions = {}): Promise<Simulation> {
    knownOptions('simulate', options, simulateOptionNames);
    const { hold = false } = options;
    const first = this.backend(options.backend);
    needModel('simulate', model);
    checkModel(model);
    const inputs = resolveInputs(model, options.inputs);
    const batch = options.batch ?? batchOf(inputs) ?? 1;
    const given = batchOf(inputs);
    const engineOptions = givenEngineOptions(options, batch);
    if (given !== null && given !== batch) refuseOption('batch', batch, `that of the inputs (${given})`);
    givenHold('simulate', hold);
    const { dt, precision, firstItem = 0 } = engineOptions;
    checkMemory(model, batch, precision);
    const backend = options.backend === undefined ? this.#willing(first, model, engineOptions) : first;
    raiseRefusals(`backend ${backend.name} cannot run`, backend.refusals(model, engineOptions));
    const engine = await backend.compile(model, engineOptions);
    if (firstItem > 0 && !engine.reseeds) {
      engine.dispose();
      throw cannotReseed('simulate: firstItem');
    }
    return new Simulation({
      model,
      engine,
      backend: backend.name,
      dt,
      batch,
      inputs,
      hold,
      services: this.#container.get(tokens.services),
    });
  }

  /**
   * Trains a model: await the task for the trained one. The model given stays as it is. What is wrong with the options or cannot be trained is
   * raised at once; what fails later rejects the task.
   */
  fit(model: Model, options: FitOptions): FitTask {
    needModel('fit', model);
    needOptions('fit', options, ['data', 'probe']);
    const trainer = chosen('trainer', this.trainers, options.trainer);
    const request = fitRequest(model, options);
    raiseRefusals(`trainer ${trainer.name} cannot train`, trainer.refusals(model, request));
    return new FitTask(this.#container.get(tokens.services), context => trainer.fit(model, request, context));
  }

  /** Runs a dataset through a model and reads the classes off a probe. */
  async evaluate(model: Model, options: EvaluateOptions): Promise<Evaluation> {
    needModel('evaluate', model);
    return evaluate(this, model, options, this.#container.get(tokens.services));
  }

  /** A network from a foreign file. */
  async importNetwork(bytes: Uint8Array, options: ImportOptions = {}): Promise<Imported> {
    needOptions('importNetwork', options, ['format']);
    const formats = this.importers.map(importer => importer.format);
    const found = this.importers.find(importer =>
      options.format === undefined ? importer.recognises(bytes) : importer.format === options.format,
    );
    if (!found) {
      throw new ValidationError(
        options.format === undefined
          ? `import: no importer recognises these ${bytes.length} bytes; there are importers for ${formats.join(', ') || 'nothing'}`
          : `import: unknown format '${options.format}'; there are importers for ${formats.join(', ') || 'nothing'}`,
        { code: 'unknown-format', given: options.format, allowed: formats.join(', ') },
      );
    }
    return found.importNetwork(bytes, options);
  }

  /** The first backend that the runtime prefers that refuses nothing of a model, with a warning if it is not the `first` of all; else that. */
  #willing(first: Backend, model: Model, options: EngineOptions): Backend {
    const refused: (readonly [Backend, readonly Refusal[]])[] = [];
    for (const backend of this.#preferred.flatMap(name => this.backends.filter(part => part.name === name))) {
      const refusals = backend.refusals(model, options);
      if (refusals.length > 0) refused.push([backend, refusals]);
      else {
        if (refused.length > 0) this.#container.get(tokens.services).warn(fallbackMessage(backend.name, refused));
        return backend;
      }
    }
    return first;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container.unbindAll();
  }
}

/**
 * A runtime with these plugins and no others; options may follow them, as in `createRuntime(reference(), { warn: message => log(message) })`.
 * Two parts of one kind with one name are rejected. The package `rheobase` has one that brings the usual backends.
 */
export async function createRuntime(...given: readonly Plugin[] | readonly [...Plugin[], RuntimeOptions]): Promise<Runtime> {
  const { plugins, options } = pluginsAndOptions(given);
  // Loaded here, as it takes longer than all else that describing and building a network imports.
  const { Container, ContainerModule } = await import('inversify');
  const container = new Container();
  const backend = (name: string): Backend | null => allOf(container, tokens.backend).find(part => part.name === name) ?? null;
  container.bind<Services>(tokens.services).toConstantValue(Object.freeze({ ...systemServices(options.warn), backend }));
  for (const { load } of plugins) await container.load(new ContainerModule(load));
  const runtime = new Runtime(container, plugins, options.preferred ?? ['reference']);
  for (const [kind, parts] of [
    ['backend', runtime.backends],
    ['trainer', runtime.trainers],
    ['rate runner', runtime.rateRunners],
    ['importer', runtime.importers.map(({ format }) => ({ name: format }))],
    ['exporter', runtime.exporters.map(({ format }) => ({ name: format }))],
  ] as const) {
    const names = parts.map(part => part.name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new ValidationError(`createRuntime: two plugins bring a ${kind} named '${twice}'`, { code: 'duplicate-name', given: twice });
  }
  return runtime;
}
