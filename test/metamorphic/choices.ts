import { randomStream } from '@rheobase/math';

/** What decides a random network: its seed alone makes every choice, and fewer objects are a smaller example. */
export interface Recipe {
  readonly seed: number;
  /** Ensembles, 1 to 3. */
  readonly ensembles: number;
  /** Connections beyond those that every ensemble gets. */
  readonly connections: number;
}

/** Choices that follow from a seed. */
export class Choices {
  readonly #random;

  constructor(seed: number) {
    this.#random = randomStream(seed);
  }

  number(low: number, high: number): number {
    return low + (high - low) * this.#random.uniform();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.number(low, high + 1));
  }

  flag(chance = 0.5): boolean {
    return this.#random.uniform() < chance;
  }

  one<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }

  list(length: number, low = -1, high = 1): number[] {
    return Array.from({ length }, () => this.number(low, high));
  }
}
