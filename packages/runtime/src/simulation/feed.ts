import { ValidationError } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import type { Engine } from '../plugin/backend.js';

/** Hands an engine its inputs, step by step. */
export class Feed {
  readonly #inputs: ReadonlyMap<string, Samples>;
  readonly #rows = new Map<string, Float64Array>();
  /** Input row of each node that was set last. */
  readonly #last = new Map<string, number>();

  constructor(inputs: ReadonlyMap<string, Samples>) {
    this.#inputs = inputs;
    for (const [path, { shape }] of inputs) this.#rows.set(path, new Float64Array(shape[0] * shape[2]));
  }

  /** Every node must have `steps` rows from row `from` on, unless the last one is to be held. */
  check(from: number, steps: number, hold: boolean): void {
    for (const [path, { shape }] of this.#inputs) {
      if (hold && shape[1] > 0) continue;
      if (from + steps > shape[1]) {
        throw new ValidationError(
          `inputs: ${path} has ${shape[1]} steps, but the run needs ${from + steps}; give more, or hold: true to keep the last`,
          { code: 'input-too-short', object: path, given: shape[1], allowed: `>= ${from + steps} steps` },
        );
      }
    }
  }

  /** What is to be fed must be finite: a NaN would stay in filters and voltages for ever. */
  checkValues(from: number, steps: number): void {
    for (const [path, { shape, data }] of this.#inputs) {
      const [batch, length, size] = shape;
      for (let item = 0; item < batch; item++) {
        const start = (item * length + Math.min(from, length)) * size;
        const end = (item * length + Math.min(from + steps, length)) * size;
        for (let i = start; i < end; i++) {
          if (Number.isFinite(data[i])) continue;
          const row = Math.floor(i / size) - item * length;
          throw new ValidationError(
            `inputs: ${path}: element ${i % size} of item ${item}, step ${row + 1} is ${data[i]}, but must be finite`,
            {
              code: 'not-finite',
              object: path,
              given: data[i],
              allowed: 'finite numbers',
            },
          );
        }
      }
    }
  }

  /** Numbers that go in with every step. */
  get width(): number {
    return Array.from(this.#rows.values()).reduce((sum, { length }) => sum + length, 0);
  }

  /** `steps` rows of every input from row `from` on, as (steps, batch, size); past the end, the last row. */
  rows(from: number, steps: number): ReadonlyMap<string, Float64Array> {
    return new Map(
      Array.from(this.#inputs, ([path, { shape, data }]) => {
        const [batch, length, size] = shape;
        if (batch === 1 && data instanceof Float64Array && from + steps <= length)
          return [path, data.subarray(from * size, (from + steps) * size)];
        const out = new Float64Array(steps * batch * size);
        for (let k = 0; k < steps; k++) {
          for (let item = 0; item < batch; item++) {
            const start = (item * length + Math.min(from + k, length - 1)) * size;
            out.set(data.subarray(start, start + size), (k * batch + item) * size);
          }
        }
        return [path, out];
      }),
    );
  }

  /** Sets row `row` (from 0) of every input; past the end, the last row. */
  set(engine: Engine, row: number): void {
    for (const [path, { shape, data }] of this.#inputs) {
      const [batch, steps, size] = shape;
      const at = Math.min(row, steps - 1);
      if (this.#last.get(path) === at) continue;
      this.#last.set(path, at);
      const rows = this.#rows.get(path) ?? new Float64Array(batch * size);
      for (let item = 0; item < batch; item++) {
        const start = (item * steps + at) * size;
        rows.set(data.subarray(start, start + size), item * size);
      }
      engine.setInput(path, rows);
    }
  }

  /** Forgets what was set last, after a reset or another feed. */
  forget(): void {
    this.#last.clear();
  }
}
