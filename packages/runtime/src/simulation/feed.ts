import { ValidationError } from '@rheobase/core';
import { isSamples, readRows, type Samples, type Source } from '@rheobase/data';
import type { Engine } from '../plugin/backend.js';

/** Hands an engine its inputs, step by step. */
export class Feed {
  readonly #inputs: ReadonlyMap<string, Source>;
  readonly #rows = new Map<string, Float64Array>();
  /** Rows of inputs that are not in memory, (steps, batch, size), from row `#from` on. */
  readonly #loaded = new Map<string, Float64Array>();
  #from = 0;
  /** Input row of each node that was set last. */
  readonly #last = new Map<string, number>();

  constructor(inputs: ReadonlyMap<string, Source>) {
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

  /** Inputs in memory must be finite: a NaN would stay in filters and voltages for ever. Others are checked when they are loaded. */
  checkValues(from: number, steps: number): void {
    for (const [path, source] of this.#inputs) {
      if (!isSamples(source)) continue;
      const { shape, data } = source;
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

  /** Whether some inputs are not in memory, so that `load` must precede `rows` and `set`. */
  get deferred(): boolean {
    return Array.from(this.#inputs.values()).some(source => !isSamples(source));
  }

  /** Reads `steps` rows of every input that is not in memory from row `from` on; past the end, the last row. */
  async load(from: number, steps: number): Promise<void> {
    for (const [path, source] of this.#inputs) {
      if (isSamples(source)) continue;
      const [batch, length, size] = source.shape;
      const [first, last] = [Math.min(from, length - 1), Math.min(from + steps, length)];
      const count = Math.max(last - first, 1);
      const loaded = new Float64Array(steps * batch * size);
      const rows = batch === 1 && count === steps ? loaded : new Float64Array(count * size);
      for (let item = 0; item < batch; item++) {
        await readRows(source, item, first, first + count, rows);
        if (rows === loaded) continue;
        for (let k = 0; k < steps; k++) {
          const at = Math.min(k, count - 1) * size;
          loaded.set(rows.subarray(at, at + size), (k * batch + item) * size);
        }
      }
      this.#loaded.set(path, loaded);
    }
    this.#from = from;
  }

  /** Rows of an input that were loaded, `steps` of them from row `from` on. */
  #rowsLoaded(path: string, width: number, from: number, steps: number): Float64Array {
    const loaded = this.#loaded.get(path) ?? new Float64Array(0);
    return loaded.subarray((from - this.#from) * width, (from - this.#from + steps) * width);
  }

  /** `steps` rows of every input from row `from` on, as (steps, batch, size); past the end, the last row. */
  rows(from: number, steps: number): ReadonlyMap<string, Float64Array> {
    return new Map(
      Array.from(this.#inputs, ([path, source]) => {
        const [batch, length, size] = source.shape;
        if (!isSamples(source)) return [path, this.#rowsLoaded(path, batch * size, from, steps)];
        const { data } = source;
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
    for (const [path, source] of this.#inputs) {
      const [batch, steps, size] = source.shape;
      const at = Math.min(row, steps - 1);
      if (this.#last.get(path) === at) continue;
      this.#last.set(path, at);
      if (isSamples(source)) engine.setInput(path, this.#rowOf(path, source, at));
      else engine.setInput(path, this.#rowsLoaded(path, batch * size, row, 1));
    }
  }

  #rowOf(path: string, { shape: [batch, steps, size], data }: Samples, at: number): Float64Array {
    const rows = this.#rows.get(path) ?? new Float64Array(batch * size);
    for (let item = 0; item < batch; item++) {
      const start = (item * steps + at) * size;
      rows.set(data.subarray(start, start + size), item * size);
    }
    return rows;
  }

  /** Forgets what was set last, after a reset or another feed. */
  forget(): void {
    this.#last.clear();
  }
}
