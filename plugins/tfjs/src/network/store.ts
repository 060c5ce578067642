import { broadcastIndices, ValidationError } from '@rheobase/core';
import { float64Of, type Model, type TensorId, tensorOf } from '@rheobase/model';
import { keep, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { gathered } from './linear.js';
import type { Flow } from './operation.js';

/** The tensors of a model on the device: those in training are handed in anew for every batch, the others are held until `dispose`. */
export class Store {
  readonly #model: Model;
  readonly #trained: ReadonlySet<TensorId>;
  readonly #held = new Map<string, Tensor>();
  #current: ReadonlyMap<TensorId, Tensor> = new Map();

  constructor(model: Model, trained: Iterable<TensorId>) {
    this.#model = model;
    this.#trained = new Set(trained);
  }

  /** Takes the trained tensors to be read from now on, flat. */
  use(parameters: ReadonlyMap<TensorId, Tensor>): void {
    this.#current = parameters;
  }

  /** A model's tensor, flat. */
  read(id: TensorId): Flow {
    if (!this.#trained.has(id)) return { tensor: this.hold(id, () => Float32Array.from(tensorOf(this.#model, id).data)), trained: false };
    const tensor = this.#current.get(id);
    if (tensor) return { tensor, trained: true };
    throw new ValidationError(`no values were given for trained tensor '${id}'`, { code: 'unknown-tensor', given: id });
  }

  /** Values that do not change, kept under a name of their own. */
  hold(name: string, values: () => Float32Array): Tensor {
    const found = this.#held.get(name);
    if (found) return found;
    const made = keep(tensor1d(values(), 'float32'));
    this.#held.set(name, made);
    return made;
  }

  constant(name: string, values: () => Float32Array): Flow {
    return { tensor: this.hold(name, values), trained: false };
  }

  /** One number. */
  number(value: number): Flow {
    return this.constant(`the number ${value}`, () => Float32Array.of(value));
  }

  /** Reads a tensor that repeats to `shape` as a pattern that repeats along the elements: shortened where it can be, spelt out where it must. */
  repeating(id: TensorId, shape: readonly number[], size: number): () => Flow {
    const common = this.everywhere(id);
    if (common !== null) return () => this.number(common);
    const { shape: given } = tensorOf(this.#model, id);
    const first = given.findIndex(length => length !== 1);
    const suffix = first < 0 ? [] : given.slice(first);
    const whole = given.length === 1 && given[0] === size;
    if (whole || suffix.join() === shape.slice(shape.length - suffix.length).join()) return () => this.read(id);
    const places = broadcastIndices(given, shape);
    return () => gathered(this.read(id), places, true);
  }

  /** The value that a frozen tensor has everywhere; null where it is trained or has several. */
  everywhere(id: TensorId): number | null {
    if (this.#trained.has(id)) return null;
    const values = float64Of(this.#model, id);
    const [value = 0] = values;
    return values.every(x => x === value) ? value : null;
  }

  dispose(): void {
    for (const tensor of this.#held.values()) tensor.dispose();
    this.#held.clear();
  }
}
