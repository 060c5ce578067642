import { type Distribution, isTensor, ownedTensor, type Tensor, type TensorData, type Weights } from '@rheobase/core';
import { hashSeed, randomStream } from '@rheobase/math';
import type { ModelPerNeuron, TensorId } from '@rheobase/model';
import { sampleEach, sampleRows } from '@rheobase/model';

/** The tensors of a model under construction. The same tensor object gets the same id, so that ties in a Network stay ties in its Model. */
export class TensorTable {
  readonly tensors = new Map<TensorId, Tensor>();
  readonly #ids = new Map<Tensor, TensorId>();

  /** Stores values made by the compiler itself, which no one changes any more. */
  add(id: TensorId, shape: readonly number[], data: TensorData): TensorId {
    return this.put(id, ownedTensor(shape, data));
  }

  /** Stores a tensor that the user gave, under the id of its first use. */
  put(id: TensorId, value: Tensor): TensorId {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    this.#ids.set(value, id);
    this.tensors.set(id, value);
    return id;
  }

  /** Weights given, or drawn from their distribution with the seed of the object at `path`. */
  weights(path: string, purpose: string, weights: Weights, seed: number): TensorId {
    return isTensor(weights)
      ? this.put(`${path}.${purpose}`, weights)
      : this.#drawn(path, purpose, weights.init, weights.shape, seed, sampleRows);
  }

  /** A number for each element of a shape, drawn or given. Seed and purpose alone decide a draw: objects with equal seeds draw equal values. */
  each(path: string, purpose: string, distribution: Distribution, shape: readonly number[], seed: number): TensorId {
    return this.#drawn(path, purpose, distribution, shape, seed, sampleEach);
  }

  #drawn(
    path: string,
    purpose: string,
    distribution: Distribution,
    shape: readonly number[],
    seed: number,
    draw: typeof sampleEach,
  ): TensorId {
    const id = `${path}.${purpose}`;
    if (distribution.type === 'samples' && distribution.values.shape.join() === shape.join()) return this.put(id, distribution.values);
    return this.add(id, shape, draw(distribution, shape, randomStream(hashSeed(seed, purpose)), id));
  }

  parameter(id: TensorId, value: number | Tensor): ModelPerNeuron {
    return typeof value === 'number' ? value : { tensor: this.put(id, value) };
  }
}
