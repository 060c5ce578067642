import type { ModelProbe } from '@rheobase/compiler';
import { SimulationError } from '@rheobase/core';
import { type Samples, samplesOf } from '../data/samples.js';

/** Keeps what a probe has recorded: all of it, or the latest records up to the probe's declared bound. */
export class Recorder {
  readonly probe: ModelProbe;
  readonly #batch: number;
  readonly #width: number;
  #rows: Float64Array;
  /** The step of each row. */
  #steps: Float64Array;
  /** Records made since the last reset. */
  #count = 0;

  constructor(probe: ModelProbe, batch: number) {
    this.probe = probe;
    this.#batch = batch;
    this.#width = batch * probe.size;
    const room = Math.min(probe.keep ?? 16, 16);
    this.#rows = new Float64Array(this.#width * room);
    this.#steps = new Float64Array(room);
  }

  /** Whether step n (from 1) is recorded: n mod (sampleEvery / dt) < 1, in floating point. */
  records(step: number, dt: number): boolean {
    const { sampleEvery } = this.probe;
    return sampleEvery === null || step % (sampleEvery / dt) < 1;
  }

  /** The record of a step, (batch, size). */
  add(step: number, values: Float64Array | Float32Array): void {
    if (values.length !== this.#width) {
      throw new SimulationError(`probe ${this.probe.path}: the engine gave ${values.length} values where ${this.#width} are needed`, {
        code: 'size-mismatch',
        object: this.probe.path,
        given: values.length,
        allowed: String(this.#width),
      });
    }
    const { keep } = this.probe;
    const slot = keep === null ? this.#count : this.#count % keep;
    if (slot >= this.#steps.length) this.#grow(Math.min(2 * (slot + 1), keep ?? Number.POSITIVE_INFINITY));
    this.#rows.set(values, slot * this.#width);
    this.#steps[slot] = step;
    this.#count += 1;
  }

  /** Records made so far, also those no longer kept. */
  get count(): number {
    return this.#count;
  }

  /** Kept records from number `from` on, as (batch, records, size). */
  samples(from = 0): Samples {
    const { size } = this.probe;
    const slots = this.#kept(from);
    const length = slots.length;
    const out = new Float64Array(this.#batch * length * size);
    for (const [k, slot] of slots.entries()) {
      const row = slot * this.#width;
      for (let item = 0; item < this.#batch; item++) {
        out.set(this.#rows.subarray(row + item * size, row + (item + 1) * size), (item * length + k) * size);
      }
    }
    return samplesOf([this.#batch, length, size], out);
  }

  /** The step in which each kept record was made. */
  steps(): readonly number[] {
    return this.#kept(0).map(slot => this.#steps[slot] ?? 0);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Where kept records lie, from record number `from` on. */
  #kept(from: number): readonly number[] {
    const { keep } = this.probe;
    const first = Math.max(from, keep === null ? 0 : this.#count - keep, 0);
    return Array.from({ length: this.#count - first }, (_, k) => (keep === null ? first + k : (first + k) % keep));
  }

  #grow(room: number): void {
    const rows = new Float64Array(room * this.#width);
    rows.set(this.#rows);
    const steps = new Float64Array(room);
    steps.set(this.#steps);
    this.#rows = rows;
    this.#steps = steps;
  }
}
