import { SimulationError } from '@rheobase/core';
import { hashSeed, seedStoredStream, storedStreamSize } from '@rheobase/math';
import type { TensorId } from '@rheobase/model';
import { equalNow, ParameterValues, type Program, type SignalId, type Tensors, tensorsIn } from '@rheobase/program';
import { type Compiled, Machine } from '../machine/machine.js';
import { lengthOf, put, putRows } from '../plan/table/constant.js';
import { type Place, type Plan, STREAM, type Stretch } from '../plan/table/plan.js';
import { padded } from '../plan/table/planner.js';
import type { OperatorActivity } from './activity.js';
import type { Kept } from './snapshot.js';

type Reals = Float64Array | Float32Array;

/** A number that is not finite: what it was written to, and in which step. */
export interface Noted {
  readonly out: SignalId;
  readonly step: number;
  readonly value: number;
  readonly element: number;
}

/** What addresses of WebAssembly reach. */
const MOST_BYTES = 2 ** 32;

/** Rows that replace a constant. */
export interface Redrawn {
  readonly at: number;
  readonly values: Reals;
}

/** ParameterValues, and where they belong. */
export interface Placed {
  readonly at: number;
  readonly values: Reals | Int32Array;
}

const room = (precision: Plan['precision'], count: number): Reals =>
  precision === 'float64' ? new Float64Array(count) : new Float32Array(count);

/** Up to so many elements a loop is faster than a view of them. */
const SHORT = 32;

/** The first `size` elements of rows of one width, into rows of another. */
function moveRows(from: Reals, width: number, to: Reals, stride: number, count: number, size: number): void {
  if (size > SHORT) for (let row = 0; row < count; row++) to.set(from.subarray(row * width, row * width + size), row * stride);
  else for (let row = 0; row < count; row++) for (let i = 0; i < size; i++) to[row * stride + i] = from[row * width + i] ?? 0;
}

/** Padded rows as plain ones. */
function unpad(from: Reals, size: number, count: number, rows: Float64Array): void {
  const width = from.length / count;
  if (width === size) rows.set(from);
  else moveRows(from, width, rows, size, count, size);
}

function pad(rows: Float64Array, size: number, count: number, to: Reals): void {
  const width = to.length / count;
  if (width === size) {
    to.set(rows);
    return;
  }
  // What pads hold is never read as a value, but snapshots shall depend on values alone.
  to.fill(0);
  moveRows(rows, size, to, width, count, size);
}

/** A plan in the memory of a machine: what is stored where, by name of the plan and in plain rows. */
export class Memory {
  readonly #plan: Plan;
  readonly #machine: Machine;
  /** Bytes there is room for, and those in use, buffers included. */
  #room: number;
  #end: number;
  #filled = false;
  #tensors: Tensors;
  #redrawn: readonly Redrawn[] = [];
  /** Of signals that the host reads and writes: to make a view takes longer than to copy a few numbers. */
  readonly #views = new Map<Place, Reals>();

  constructor(plan: Plan, compiled: Compiled, tensors: Tensors) {
    this.#tensors = tensors;
    this.#plan = plan;
    this.#machine = new Machine(compiled, plan.precision);
    this.#room = plan.end;
    this.#end = plan.end;
    this.#reserve(plan.end);
    this.#machine.words(plan.table.at, plan.table.words.length).set(plan.table.words);
    this.#repeat();
  }

  /** All state zero but for what starts otherwise; `first` is the number of the first item in its data set. */
  reset({ signals }: Program, first: number, numbers: ParameterValues): void {
    const { state, initial, streams, items } = this.#plan;
    for (const { begin, end } of state) this.#machine.bytes(begin, end - begin).fill(0);
    for (const { place, values } of initial) this.writeAll(place, numbers.of(values));
    const stream = new Float64Array(storedStreamSize);
    for (const { at, signal } of streams) {
      const seed = signals.get(signal)?.random ?? 0;
      for (let item = 0; item < items; item++) {
        seedStoredStream(stream, 0, hashSeed(seed, first + item));
        this.#machine.words(at + item * STREAM, 4).set(stream.subarray(0, 4));
      }
    }
  }

  /** Tables as they are drawn for another seed, those of a reseeded program. */
  redraw({ operators }: Program): void {
    const { drawn, precision } = this.#plan;
    this.#redrawn = operators.flatMap(operator => {
      const at = operator.kind === 'table' ? drawn.get(operator.out) : undefined;
      if (operator.kind !== 'table' || at === undefined) return [];
      const { values, rows } = operator;
      const stride = padded(values.length / rows);
      const to = room(precision, rows * stride);
      putRows(new ParameterValues(this.#tensors).of(values), rows, stride, 0, to);
      return [{ at, values: to }];
    });
    if (this.#filled) this.#putRedrawn();
  }

  /** The tables drawn last, in place of those among the constants; another list after every `redraw`. */
  get redrawn(): readonly Redrawn[] {
    return this.#redrawn;
  }

  /** Rows of a signal, (items, size), out of the memory. */
  read(place: Place, rows: Float64Array): void {
    unpad(this.#signal(place), place.size, this.#plan.items, rows);
  }

  /** The same row of a signal for every item. */
  writeAll({ at, stride, size }: Place, row: Float64Array): void {
    for (let item = 0; item < this.#plan.items; item++) this.#reals(at + item * stride, size).set(row);
  }

  /** Rows of a signal into the memory. */
  write(place: Place, rows: Float64Array): void {
    pad(rows, place.size, this.#plan.items, this.#signal(place));
  }

  /** `count` padded rows from an address on, as plain ones. */
  readRows({ stride, size }: Place, at: number, count: number, rows: Float64Array): void {
    unpad(this.#reals(at, (count * stride) / this.#real), size, count, rows);
  }

  writeRows({ stride, size }: Place, at: number, count: number, rows: Float64Array): void {
    pad(rows, size, count, this.#reals(at, (count * stride) / this.#real));
  }

  /** Words from an address on, to read or to set; valid until `buffers`. */
  words(at: number, count: number): Int32Array {
    return this.#machine.words(at, count);
  }

  /** Room for buffers of these lengths, after everything else: the address of each. What buffers held before is lost. */
  buffers(lengths: readonly number[]): readonly number[] {
    let at = this.#plan.end;
    const places = lengths.map(length => {
      const place = at;
      at += Math.ceil(length / 16) * 16;
      return place;
    });
    this.#end = at;
    if (at > this.#room) {
      this.#reserve(at);
      this.#room = at;
    }
    return places;
  }

  /** The bytes of stretches, one after the other. */
  save(stretches: readonly Stretch[]): Uint8Array<ArrayBuffer> {
    const saved = new Uint8Array(stretches.reduce((sum, { begin, end }) => sum + end - begin, 0));
    let to = 0;
    for (const { begin, end } of stretches) {
      saved.set(this.#machine.bytes(begin, end - begin), to);
      to += end - begin;
    }
    return saved;
  }

  /** Puts back what `save` gave for the same stretches. */
  load(saved: Uint8Array, stretches: readonly Stretch[]): void {
    let from = 0;
    for (const { begin, end } of stretches) {
      this.#machine.bytes(begin, end - begin).set(saved.subarray(from, from + end - begin));
      from += end - begin;
    }
  }

  /** The state, part by part, as numbers of eight bytes whatever they are; valid until `buffers`. What has no name is left out. */
  kept(): readonly Kept[] {
    return this.#plan.state.flatMap(({ name, begin, end, rows, width }) => {
      const values = this.#machine.doubles(begin, (end - begin) / 8);
      return name === null ? [] : [{ name, rows, width: width === null ? null : width / 8, values }];
    });
  }

  /** Forgets what is no part of a snapshot. */
  forget(): void {
    for (const { name, begin, end } of this.#plan.state) if (name === null) this.#machine.bytes(begin, end - begin).fill(0);
  }

  /** First byte after the buffers. */
  get end(): number {
    return this.#end;
  }

  /** A copy of the bytes from one address to another. */
  copy({ begin, end }: Stretch): Uint8Array<ArrayBuffer> {
    return this.#machine.bytes(begin, end - begin).slice();
  }

  /** Puts such a copy back. */
  paste({ begin, end }: Stretch, bytes: Uint8Array): void {
    this.#machine.bytes(begin, end - begin).set(bytes);
  }

  /** What operators that go by events have counted, by what they write. */
  activity(): ReadonlyMap<SignalId, OperatorActivity> {
    return new Map(
      this.#plan.activities.map(({ out, source, kind, elements, at }) => {
        const [events = 0, byEvents = 0, inFull = 0] = this.#machine.doubles(at, 3);
        return [out, { source, kind, elements, events, byEvents, inFull }] as const;
      }),
    );
  }

  /** The first number that is not finite among those that functions gave since the last reset; null where all are. */
  fault(): Noted | null {
    const { fault } = this.#plan;
    if (fault === null) return null;
    const [step = 0, value = 0] = this.#machine.doubles(fault.at, 2);
    if (step === 0) return null;
    const [number = 0, element = 0] = this.#machine.words(fault.at + 16, 2);
    return { out: fault.outs[number] ?? '', step, value, element };
  }

  run(begin: number, end: number, step: number, row: number, steps: number): void {
    if (!this.#filled) this.#fill();
    this.#machine.run(begin, end, this.#plan.items, step, row, steps);
  }

  /** Constants come with the first step: the memory of an engine whose steps are made elsewhere does without. */
  #fill(): void {
    const numbers = new ParameterValues(this.#tensors);
    for (const constant of this.#plan.constants) {
      if (constant.type === 'words') this.#machine.words(constant.at, constant.values.length).set(constant.values);
      else put(constant, numbers, this.#reals(constant.at, lengthOf(constant)));
    }
    this.#putRedrawn();
    this.#filled = true;
  }

  /** Other tensors from now on, of which some have changed: writes again what follows from them. */
  setTensors(tensors: Tensors, changed: ReadonlySet<TensorId>): void {
    this.#tensors = tensors;
    this.#repeat();
    if (!this.#filled) return;
    const numbers = new ParameterValues(tensors);
    for (const constant of this.#plan.constants) {
      if (constant.type !== 'words' && tensorsIn(constant.numbers).some(id => changed.has(id)))
        put(constant, numbers, this.#reals(constant.at, lengthOf(constant)));
    }
  }

  /** The constants as they lie in the memory, for that of a worker; those that follow from some tensors alone, where these are named. */
  placed(changed: ReadonlySet<TensorId> | null): readonly Placed[] {
    const numbers = new ParameterValues(this.#tensors);
    return this.#plan.constants.flatMap((constant): readonly Placed[] => {
      if (constant.type === 'words') return changed === null ? [constant] : [];
      if (changed !== null && !tensorsIn(constant.numbers).some(id => changed.has(id))) return [];
      const values = room(this.#plan.precision, lengthOf(constant));
      put(constant, numbers, values);
      return [{ at: constant.at, values }];
    });
  }

  /** Lets products copy what earlier ones compute, as long as they are of the same numbers. */
  #repeat(): void {
    for (const { matrix, record, full, copies } of this.#plan.repeats) {
      const copy = copies.find(earlier => equalNow(earlier.matrix, matrix, this.#tensors));
      this.#machine.words(record, full.length).set(copy?.words ?? full);
    }
  }

  #putRedrawn(): void {
    for (const { at, values } of this.#redrawn) this.#reals(at, values.length).set(values);
  }

  #signal(place: Place): Reals {
    const view = this.#views.get(place) ?? this.#reals(place.at, (this.#plan.items * place.stride) / this.#real);
    this.#views.set(place, view);
    return view;
  }

  #reserve(bytes: number): void {
    this.#views.clear();
    try {
      // What is beyond all addresses is no number of pages either
      if (bytes > MOST_BYTES) throw new RangeError();
      this.#machine.reserve(bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { precision, items } = this.#plan;
      throw new SimulationError(
        `wasm: this network takes ${(bytes / 2 ** 30).toFixed(1)} GiB in ${precision} for a batch of ${items}, more than WebAssembly has here; ` +
          'take a smaller batch, float32, or several threads',
        { code: 'out-of-memory', given: bytes, allowed: 'less than 4 GiB' },
      );
    }
  }

  get #real(): number {
    return this.#plan.precision === 'float64' ? 8 : 4;
  }

  #reals(at: number, count: number): Float64Array | Float32Array {
    return this.#machine.reals(at, count);
  }
}
