import type { Dataset, Source } from '@rheobase/data';
import type { Model } from '@rheobase/model';
import type { Refusal } from './backend.js';
import type { OptimizerRecord } from './optimizer.js';

/** What a trainer is asked to do, with every choice made. */
export interface FitRequest {
  /**
   * Inputs and classes; the model's only input node takes `x`, or the one named by `input`. A trainer without training through time refuses
   * items of several steps.
   */
  readonly data: Dataset<Source>;
  readonly validation: Dataset<Source> | null;
  readonly input: string | null;
  /** Path of the probe whose values are the logits. */
  readonly probe: string;
  readonly loss: 'crossEntropy' | 'meanSquaredError';
  readonly epochs: number;
  /** Items per parameter update. */
  readonly batch: number;
  readonly optimizer: OptimizerRecord;
  /** Width of the SoftLIF smoothing; 0 trains on the hard rate curve. */
  readonly sigma: number;
  /** Seeds the order of items. */
  readonly seed: number;
}

/** Progress of a fit, after each batch and at the end of each epoch. */
export interface FitEvent {
  readonly kind: 'batch' | 'epoch';
  /** From 1. */
  readonly epoch: number;
  /** From 1, within the epoch. */
  readonly batch: number;
  readonly batches: number;
  /** Of this batch, or the mean over the epoch. */
  readonly loss: number;
  /** `accuracy`, and `validationAccuracy` at the end of an epoch where there is validation data. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly imagesPerSecond: number;
  readonly msPerBatch: number;
}

/** What a trainer is given to speak with the one who asked. */
export interface FitContext {
  readonly signal: { readonly aborted: boolean };
  /** Milliseconds, for rates of progress only. */
  readonly now: () => number;
  report(event: FitEvent): void;
  /** Lets other work run; resolves soon. */
  pause(): Promise<void>;
}

/** One way of training a Model: Model in, Model with other tensors out. Spiking neurons are back in their places when it returns. */
export interface Trainer {
  readonly name: string;
  /** What of this model it cannot train. Asked before anything starts. */
  refusals(model: Model, request: FitRequest): readonly Refusal[];
  fit(model: Model, request: FitRequest, context: FitContext): Promise<Model>;
}
