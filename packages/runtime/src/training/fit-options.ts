import { checkedSeed, knownOptions, oneOf, optionNames, type ProbeRef, ValidationError } from '@rheobase/core';
import { checkDataset, checkLabels, checkNotEmpty, type Dataset, type Source } from '@rheobase/data';
import { type Model, probeIn } from '@rheobase/model';
import { adam, checkedOptimizer, type OptimizerRecord } from '../plugin/optimizer.js';
import type { FitRequest } from '../plugin/trainer.js';

export interface FitOptions {
  readonly data: Dataset<Source>;
  /** Measured at the end of every epoch. */
  readonly validation?: Dataset<Source>;
  /** Path of the input node that takes the data; default the only one. */
  readonly input?: string;
  /** The probe whose values are the logits. */
  readonly probe: ProbeRef | string;
  /** Default 'crossEntropy'. */
  readonly loss?: FitRequest['loss'];
  /** Default 1. */
  readonly epochs?: number;
  /** Items per parameter update. Default 32. */
  readonly batch?: number;
  /** Default `adam()`. */
  readonly optimizer?: OptimizerRecord;
  /** Width of the SoftLIF smoothing while it trains; 0: the hard rate curve. Default 0.02. */
  readonly sigma?: number;
  /** Seeds the order of items. Default 0. */
  readonly seed?: number;
  /** Default: the only trainer. */
  readonly trainer?: string;
}

const names = optionNames<FitOptions>({
  data: true,
  validation: true,
  input: true,
  probe: true,
  loss: true,
  epochs: true,
  batch: true,
  optimizer: true,
  sigma: true,
  seed: true,
  trainer: true,
});

function check(name: string, value: number, allowed: string, ok: boolean): void {
  if (ok) return;
  throw new ValidationError(`fit: ${name} must be ${allowed}, but ${value} was given`, {
    code: 'invalid-parameter',
    given: value,
    allowed,
  });
}

/** A fit with defaults filled in and checked. */
export function fitRequest(model: Model, options: FitOptions): FitRequest {
  const { data, validation = null } = knownOptions('fit', options, names);
  checkDataset('fit', data);
  if (validation !== null) checkDataset('fit: validation', validation);
  const loss = oneOf('fit', 'loss', options.loss ?? 'crossEntropy', ['crossEntropy', 'meanSquaredError']);
  const optimizer = options.optimizer === undefined ? adam() : checkedOptimizer(options.optimizer);
  const { epochs = 1, batch = 32, sigma = 0.02, seed = 0 } = options;
  check('epochs', epochs, 'a whole number >= 1', Number.isInteger(epochs) && epochs >= 1);
  check('batch', batch, 'a whole number >= 1', Number.isInteger(batch) && batch >= 1);
  checkedSeed('fit', seed);
  check('sigma', sigma, 'a number >= 0', sigma >= 0 && Number.isFinite(sigma));
  const read = probeIn('fit', model, options.probe);
  checkNotEmpty('fit', 'dataset', data);
  checkLabels('fit', data, read);
  if (validation !== null) {
    checkNotEmpty('fit', 'validation dataset', validation);
    checkLabels('fit: validation', validation, read);
  }
  return Object.freeze({
    data,
    validation,
    input: options.input ?? null,
    probe: read.path,
    loss,
    epochs,
    batch,
    optimizer,
    sigma,
    seed,
  });
}
