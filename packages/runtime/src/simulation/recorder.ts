import { SimulationError } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import type { ModelProbe } from '@rheobase/model';

/** Slots of records that lie one after the other. */
interface Stretch {
  readonly first: number;
  readonly slots: number;
}

const lengthOf = (kept: readonly Stretch[]): number => kept.reduce((sum, { slots }) => sum + slots, 0);

/** Keeps what a probe has recorded: all of it, or the latest records up to the probe's declared bound. */
export class Recorder {
  readonly probe: ModelProbe;
  /** Numbers in a record. */
  readonly width: number;
  readonly #batch: number;
  #rows = new Float64Array(0);
  /** The step of each row. */
  #steps = new Float64Array(0);
  /** Where records of a bounded probe lie before they are taken. */
  #passing = new Float64Array(0);
  /** Records made since the last reset. */
  #count = 0;
  /** Number of the first after those that were skipped last. */
  #first = 0;

  constructor(probe: ModelProbe, batch: number) {
    this.probe = probe;
    this.#batch = batch;
    this.width = batch * probe.size;
  }

  /** Whether step n (from 1) is recorded: n mod (sampleEvery / dt) < 1, in floating point, which is Nengo's rule. */
  records(step: number, dt: number): boolean {
    const { sampleEvery } = this.probe;
    return sampleEvery === null || step % (sampleEvery / dt) < 1;
  }

  /** The record of a step, (batch, size). */
  add(step: number, values: Float64Array | Float32Array): void {
    if (values.length !== this.width) {
      throw new SimulationError(`probe ${this.probe.path}: the engine gave ${values.length} values where ${this.width} are needed`, {
        code: 'size-mismatch',
        object: this.probe.path,
        given: values.length,
        allowed: String(this.width),
      });
    }
    const { keep } = this.probe;
    const slot = keep === null ? this.#count : this.#count % keep;
    this.#reserve(slot + 1);
    this.#rows.set(values, slot * this.width);
    this.#steps[slot] = step;
    this.#count += 1;
  }

  /** Room for the next records, (records, batch, size), to be filled and handed to `take`. Of an unbounded probe it is where they stay. */
  room(records: number): Float64Array {
    const numbers = records * this.width;
    if (this.probe.keep === null) {
      this.#reserve(this.#count + records);
      return this.#rows.subarray(this.#count * this.width, this.#count * this.width + numbers);
    }
    if (this.#passing.length < numbers) this.#passing = new Float64Array(numbers);
    return this.#passing.subarray(0, numbers);
  }

  /** Records that lie in `room`, of the steps `after` + numbers + 1. */
  take(after: number, numbers: Int32Array, values: Float64Array): void {
    const { keep } = this.probe;
    for (let k = 0; k < numbers.length; ) {
      const slot = keep === null ? this.#count : this.#count % keep;
      const records = keep === null ? numbers.length : Math.min(numbers.length - k, keep - slot);
      this.#reserve(slot + records);
      if (keep !== null) this.#rows.set(values.subarray(k * this.width, (k + records) * this.width), slot * this.width);
      for (let i = 0; i < records; i++) this.#steps[slot + i] = after + (numbers[k + i] ?? 0) + 1;
      this.#count += records;
      k += records;
    }
  }

  /** Counts so many records that are made, but forgotten at once. */
  skip(records: number): void {
    if (records === 0) return;
    this.#count += records;
    this.#first = this.#count;
  }

  /** Records made so far, also those no longer kept. */
  get count(): number {
    return this.#count;
  }

  /** Kept records from number `from` on, as (batch, records, size), with their times for steps of `dt` seconds. */
  samples(dt: number, from = 0): Samples {
    const { size } = this.probe;
    const kept = this.#kept(from);
    const length = lengthOf(kept);
    const out = new Float64Array(this.#batch * length * size);
    let record = 0;
    for (const { first, slots } of kept) {
      const rows = this.#rows.subarray(first * this.width, (first + slots) * this.width);
      if (this.#batch === 1) out.set(rows, record * size);
      else this.#turn(rows, slots, out, record, length);
      record += slots;
    }
    return samplesOf([this.#batch, length, size], out, this.times(dt, from));
  }

  /** When each of those records was made, s: its step times `dt`. */
  times(dt: number, from = 0): Float64Array {
    const kept = this.#kept(from);
    const times = new Float64Array(lengthOf(kept));
    let record = 0;
    for (const { first, slots } of kept)
      for (let slot = first; slot < first + slots; slot++) times[record++] = (this.#steps[slot] ?? 0) * dt;
    return times;
  }

  clear(): void {
    this.#count = 0;
    this.#first = 0;
  }

  /** Writes rows (slots, batch, size) into `out` (batch, length, size), from record number `record` on. */
  #turn(rows: Float64Array, slots: number, out: Float64Array, record: number, length: number): void {
    const { size } = this.probe;
    for (let item = 0; item < this.#batch; item++) {
      let to = (item * length + record) * size;
      for (let slot = 0; slot < slots; slot++) {
        const from = (slot * this.#batch + item) * size;
        for (let i = 0; i < size; i++) out[to++] = rows[from + i] ?? 0;
      }
    }
  }

  /** Where kept records lie, from record number `from` on: one stretch of slots, or two where the latest have gone round to the front. */
  #kept(from: number): readonly Stretch[] {
    const { keep } = this.probe;
    const start = Math.max(from, keep === null ? 0 : this.#count - keep, this.#first);
    const records = this.#count - start;
    if (keep === null) return [{ first: start, slots: records }];
    const first = start % keep;
    const ahead = Math.min(records, keep - first);
    return [
      { first, slots: ahead },
      { first: 0, slots: records - ahead },
    ];
  }

  /** Room for so many records, and for as many more, up to the bound. */
  #reserve(records: number): void {
    if (records <= this.#steps.length) return;
    const room = Math.min(2 * records, this.probe.keep ?? Number.POSITIVE_INFINITY);
    const [rows, steps] = [new Float64Array(room * this.width), new Float64Array(room)];
    rows.set(this.#rows);
    steps.set(this.#steps);
    this.#rows = rows;
    this.#steps = steps;
  }
}
