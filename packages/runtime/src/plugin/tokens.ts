import type { ServiceIdentifier } from 'inversify';
import type { Backend } from './backend.js';
import type { Exporter, Importer } from './importer.js';
import type { RateRunner } from './rate-runner.js';
import type { Services } from './services.js';
import type { Trainer } from './trainer.js';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol.for(`rheobase.${name}`);

/** What a plugin's module binds to. All but `services` may be bound many times. */
export const tokens = Object.freeze({
  backend: token<Backend>('backend'),
  trainer: token<Trainer>('trainer'),
  importer: token<Importer>('importer'),
  exporter: token<Exporter>('exporter'),
  rateRunner: token<RateRunner>('rateRunner'),
  services: token<Services>('services'),
});
