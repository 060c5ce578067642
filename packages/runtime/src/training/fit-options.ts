import { type Model, probeAt } from '@rheobase/compiler';
import { type ProbeRef, ValidationError } from '@rheobase/core';
import type { Dataset } from '../data/dataset.js';
import { adam, type FitRequest, type OptimizerRecord } from '../plugin/trainer.js';

export interface FitOptions {
  readonly data: Dataset;
  /** Measured at the end of every epoch. */
  readonly validation?: Dataset;
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
  if (typeof options.data !== 'object' || !('labels' in options.data)) {
    throw new ValidationError('fit: data is missing; give a dataset({ x, labels })', { code: 'missing-data', allowed: 'a dataset' });
  }
  if (options.optimizer !== undefined && typeof options.optimizer !== 'object') {
    throw new ValidationError(`fit: optimizer must be a record such as adam(), but '${String(options.optimizer)}' was given`, {
      code: 'invalid-parameter',
      given: options.optimizer,
      allowed: 'adam(), rmsprop(), sgd()',
    });
  }
  const { epochs = 1, batch = 32, sigma = 0.02, seed = 0 } = options;
  check('epochs', epochs, 'a whole number >= 1', Number.isInteger(epochs) && epochs >= 1);
  check('batch', batch, 'a whole number >= 1', Number.isInteger(batch) && batch >= 1);
  check('sigma', sigma, 'a number >= 0', sigma >= 0 && Number.isFinite(sigma));
  const probe = typeof options.probe === 'string' ? options.probe : options.probe.path;
  probeAt(model, probe);
  if (options.data.size === 0) throw new ValidationError('fit: the dataset is empty', { code: 'empty-dataset' });
  return Object.freeze({
    data: options.data,
    validation: options.validation ?? null,
    input: options.input ?? null,
    probe,
    loss: options.loss ?? 'crossEntropy',
    epochs,
    batch,
    optimizer: options.optimizer ?? adam(),
    sigma,
    seed,
  });
}
