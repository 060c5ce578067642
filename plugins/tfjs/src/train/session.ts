import { tensor } from '@rheobase/core';
import { type Model, type TensorId, tensorOf, withTensors } from '@rheobase/model';
import type { FitRequest } from '@rheobase/runtime';
import { grads, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { type Forward, forwardOf, parameterTensor } from '../network/forward.js';
import type { Batch, Items } from './items.js';
import { batchOf } from './items.js';
import { hits, lossOf } from './loss.js';
import { type Update, updateOf } from './optimizer.js';
import type { Task } from './request.js';

interface Parameter {
  readonly id: TensorId;
  readonly values: Float32Array;
  readonly update: Update;
}

const floats = (tensor: Tensor): Float32Array => {
  const values = tensor.dataSync();
  return values instanceof Float32Array ? values : Float32Array.from(values);
};

/** Items of a forward pass without gradients: large enough to be fast, small enough for any memory. */
const EVALUATED_AT_ONCE = 256;

/** A model in training: its tensors as numbers, and the functions that improve and measure them. */
export class Session {
  readonly #model: Model;
  readonly #task: Task;
  readonly #loss: FitRequest['loss'];
  readonly #parameters: readonly Parameter[];
  readonly #training: Forward;
  readonly #measuring: Forward;
  readonly #classes: number;

  constructor(model: Model, task: Task, { loss, optimizer, sigma }: FitRequest) {
    this.#model = model;
    this.#task = task;
    this.#loss = loss;
    this.#classes = task.probe.size;
    this.#parameters = task.trained.map(id => {
      const values = Float32Array.from(tensorOf(model, id).data);
      return { id, values, update: updateOf(optimizer, values.length) };
    });
    this.#training = forwardOf(model, [task.probe], task.trained, sigma);
    // Accuracy is that of the hard rate curves, which is what the trained model has afterwards.
    this.#measuring = sigma === 0 ? this.#training : forwardOf(model, [task.probe], task.trained, 0);
  }

  #logits(forward: Forward, x: Tensor, batch: number, given: readonly Tensor[]): Tensor {
    const parameters = new Map(this.#parameters.map(({ id }, k) => [id, given[k] ?? x] as const));
    return forward.run(batch, new Map([[this.#task.input, x]]), parameters).get(this.#task.probe.path) ?? x;
  }

  #input({ x, labels }: Batch): Tensor {
    return tensor2d(x, [labels.length, x.length / labels.length], 'float32');
  }

  #tensors(): Tensor[] {
    return this.#parameters.map(({ values }) => parameterTensor(values));
  }

  /** The loss of a batch and how many of its items were right; then one update of every parameter, unless the loss is not finite. */
  improve(batch: Batch): { readonly loss: number; readonly hits: number } {
    const { labels } = batch;
    let right = 0;
    let loss = Number.NaN;
    return tidy(() => {
      const x = this.#input(batch);
      const parameters = this.#tensors();
      const lossAt = (...given: Tensor[]): Tensor => {
        const logits = this.#logits(this.#training, x, labels.length, given);
        right = hits(floats(logits), labels, this.#classes);
        const value = lossOf(this.#loss, logits, labels, this.#classes);
        [loss = Number.NaN] = floats(value);
        return value;
      };
      const gradients = grads(lossAt)(parameters);
      if (!Number.isFinite(loss)) return { loss, hits: right };
      for (const [k, { values, update }] of this.#parameters.entries()) update(values, floats(gradients[k] ?? x));
      return { loss, hits: right };
    });
  }

  /** Fraction of items that are right, on the hard rate curves. */
  async accuracy(items: Items): Promise<number> {
    const order = Int32Array.from({ length: items.count }, (_, k) => k);
    let right = 0;
    for (let from = 0; from < items.count; from += EVALUATED_AT_ONCE) {
      const batch = await batchOf(items, order, from, Math.min(from + EVALUATED_AT_ONCE, items.count));
      right += tidy(() => {
        const logits = this.#logits(this.#measuring, this.#input(batch), batch.labels.length, this.#tensors());
        return hits(floats(logits), batch.labels, this.#classes);
      });
    }
    return right / items.count;
  }

  /** Whether every parameter is a finite number. */
  get finite(): boolean {
    return this.#parameters.every(({ values }) => values.every(Number.isFinite));
  }

  /** The model with its trained tensors, each in the type it had. */
  toModel(): Model {
    return withTensors(
      this.#model,
      this.#parameters.map(({ id, values }) => {
        const { dtype, shape } = tensorOf(this.#model, id);
        return [id, tensor(shape, dtype === 'float64' ? Float64Array.from(values) : values.slice())] as const;
      }),
    );
  }

  dispose(): void {
    this.#training.dispose();
    this.#measuring.dispose();
  }
}
