export { type Dataset, dataset, repeatSteps } from './data/dataset.js';
export { repeatSamples, type Samples, samplesOf, sliceSamples } from './data/samples.js';
export type { Backend, Engine, EngineOptions, Equivalence, Refusal } from './plugin/backend.js';
export type { Exporter, Imported, Importer } from './plugin/importer.js';
export type { RateRunner } from './plugin/rate-runner.js';
export { adam, type FitContext, type FitEvent, type FitRequest, type OptimizerRecord, rmsprop, sgd, type Trainer } from './plugin/trainer.js';
