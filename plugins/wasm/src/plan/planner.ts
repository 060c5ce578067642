import type { Operator, Program, SignalId } from '@rheobase/program';
import { type Code, codes } from '../generated/codes.js';
import type { Precision } from '../machine/machine.js';
import { type Constant, paddedRows } from './constant.js';
import { type Activity, COUNTS, FAULT, type Initial, type Place, type Plan, type Port, STREAM, type State, type Streams } from './plan.js';

/** A word of a record, or a real, which takes two. */
export type Word = number | { readonly real: number };

/** Rows are padded to so many elements: whole vectors in both precisions. */
const PADDING = 4;
/** Below is what the module keeps for itself. */
const FIRST = 2048;

/** That an operator runs on the host: what of it has no kernel; null for what does wherever it runs, as functions of users do. */
export interface OnHost {
  readonly feature: string | null;
}

/** What planning an operator gives: the record that it emitted last, or that it runs on the host. So nothing is left out without a word. */
export type Planned = number | OnHost;

export const padded = (elements: number): number => Math.ceil(elements / PADDING) * PADDING;

/** A plan under construction: constants and state find their places, records are added to the table. */
export class Planner {
  readonly program: Program;
  readonly precision: Precision;
  readonly items: number;
  /** Bytes of a real. */
  readonly real: number;
  readonly #constants: Constant[] = [];
  readonly #initial: Initial[] = [];
  readonly #streams: Streams[] = [];
  readonly #drawn = new Map<SignalId, number>();
  readonly #signals = new Map<SignalId, Place>();
  readonly #state: State[] = [];
  readonly #activities: Activity[] = [];
  readonly #events = new Map<SignalId, readonly [lists: number, stride: number]>();
  readonly #functions: SignalId[] = [];
  readonly #ahead = new Map<number, Port>();
  readonly #words: number[] = [];
  readonly #features = new Map<number, string>();
  readonly #parts: ({ begin: number; end: number } | { host: number })[] = [];
  readonly #known = new Map<string, { readonly values: Float64Array; readonly at: number }[]>();
  #fault: number | null = null;
  #end = FIRST;

  constructor(program: Program, precision: Precision, items: number) {
    this.program = program;
    this.precision = precision;
    this.items = items;
    this.real = precision === 'float64' ? 8 : 4;
  }

  /** Whether a signal is mostly zero. */
  isSparse(id: SignalId): boolean {
    return this.program.signals.get(id)?.sparse ?? false;
  }

  /** Lists of events of a signal, kept by the operator that writes it: address, and bytes from list to list. */
  keepEvents(id: SignalId): readonly [lists: number, stride: number] {
    const { size } = this.place(id);
    const stride = 16 + 4 * (padded(size) + PADDING);
    const lists = [this.state(`events:${id}`, stride), stride] as const;
    this.#events.set(id, lists);
    return lists;
  }

  /** The lists of a signal's events, or room for one that whoever reads it makes (stride 0). */
  events(id: SignalId): readonly [lists: number, stride: number] {
    return this.#events.get(id) ?? [this.room(16 + 4 * this.place(id).size), 0];
  }

  /** Room where an operator that goes by events counts them: events, steps by events, steps in full. */
  activity({ kind, source, out }: Extract<Operator, { readonly out: SignalId }>, elements: number): number {
    const at = this.room(COUNTS);
    this.#activities.push({ out, kind, source, elements, at });
    return at;
  }

  /** Where a function notes a number that is not finite, and its own number. */
  fault({ out }: Operator<Float64Array, 'call'>): readonly [at: number, number: number] {
    this.#fault ??= this.shared(null, FAULT);
    return [this.#fault, this.#functions.push(out) - 1];
  }

  /** Bytes from one item of so many elements to the next. */
  stride(elements: number): number {
    return padded(elements) * this.real;
  }

  /** Where a signal is stored; it gets its place when first asked for. */
  place(id: SignalId): Place {
    const found = this.#signals.get(id);
    if (found) return found;
    const { size = 0, initial = null } = this.program.signals.get(id) ?? {};
    const place = { at: this.state(`signal:${id}`, this.stride(size)), stride: this.stride(size), size };
    this.#signals.set(id, place);
    if (initial !== null) this.#initial.push({ place, values: initial });
    return place;
  }

  /** Address of the streams of a signal that holds the state of one, whatever the precision. */
  streams(id: SignalId): number {
    const at = this.state(`streams:${id}`, STREAM);
    this.#streams.push({ at, signal: id });
    return at;
  }

  /** Bytes of all items of a signal. */
  bytes({ stride }: Place): number {
    return stride * this.items;
  }

  /**
   * Room for what is kept from step to step, at first zero: so many rows of all items, `width` bytes each. Names are a word for what it is, a
   * colon, and whose it is, which may be any text.
   */
  state(name: string, width: number, rows = 1): number {
    const begin = this.#take(width * this.items * rows);
    this.#state.push({ name, begin, end: this.#end, rows, width });
    return begin;
  }

  /** The same for what all items share; without a name it is no part of a snapshot. */
  shared(name: string | null, bytes: number): number {
    const begin = this.#take(bytes);
    this.#state.push({ name, begin, end: this.#end, rows: 1, width: null });
    return begin;
  }

  /** Room for what is of no use after the record that writes it. */
  room(bytes: number): number {
    return this.#take(bytes);
  }

  /** Numbers in this precision, each of so many rows filled up to whole vectors with `pad`. */
  reals(values: Float64Array | Float32Array, rows = 1, pad = 0): number {
    const stride = padded(values.length / rows);
    const same = rows === 1 && pad === 0 ? this.#equal(values) : null;
    if (same !== null) return same;
    const laid = paddedRows(values, rows, stride, this.precision, pad);
    return this.#constant({ type: 'reals', at: this.#take(laid.byteLength), values: laid }, rows === 1 && pad === 0 ? values : undefined);
  }

  /** The rows of a table; where they are drawn, they may be replaced. */
  table({ out, values, rows, drawn }: Operator<Float64Array, 'table'>): number {
    const at = this.reals(values, rows);
    if (drawn !== undefined) this.#drawn.set(out, at);
    return at;
  }

  /** A row-major matrix by columns, each padded to whole vectors. */
  columns(matrix: Float64Array, rows: number, columns: number): number {
    const stride = padded(rows);
    return this.#constant({ type: 'columns', at: this.#take(stride * columns * this.real), matrix, rows, columns, stride });
  }

  integers(values: Int32Array): number {
    return this.#constant({ type: 'words', at: this.#take(values.byteLength), values });
  }

  /** Adds a record to the table; gives the word at which it starts. */
  emit(code: Code, ...words: readonly Word[]): number {
    const at = this.#words.length;
    const last = this.#parts.at(-1);
    this.#words.push(codes[code], 0);
    for (const word of words) {
      if (typeof word === 'number') this.#words.push(word);
      else this.#words.push(...new Int32Array(new Float64Array([word.real]).buffer));
    }
    this.#words[at + 1] = (this.#words.length - at) * 4;
    if (last && 'end' in last) last.end = this.#words.length;
    else this.#parts.push({ begin: at, end: this.#words.length });
    return at;
  }

  /**
   * The host runs an operator here. If it needs nothing of the step but its time, the host can as well compute many steps ahead: `out` is then
   * the signal that takes the rows.
   */
  host(operator: number, { feature }: OnHost, out: SignalId | null): void {
    if (feature !== null) this.#features.set(operator, feature);
    if (out !== null) {
      const place = this.place(out);
      // No bytes: nothing is taken unless the engine says so.
      this.#ahead.set(operator, { record: this.emit('input', place.at, 0, 0), place });
    }
    this.#parts.push({ host: operator });
  }

  finish(inputs: ReadonlyMap<string, number>, probes: ReadonlyMap<string, number>): Plan {
    const words = Int32Array.from(this.#words);
    const at = this.#take(words.byteLength);
    // Only where all of the host's work can be done ahead is its order kept.
    const ahead = this.#parts.every(part => !('host' in part) || this.#ahead.has(part.host));
    const there = (word: number): number => at + 4 * word;
    const ports = (records: ReadonlyMap<string, number>, ids: ReadonlyMap<string, SignalId>) =>
      new Map(Array.from(records, ([path, word]) => [path, { record: there(word), place: this.place(ids.get(path) ?? '') }] as const));
    return {
      precision: this.precision,
      items: this.items,
      constants: this.#constants,
      initial: this.#initial,
      streams: this.#streams,
      drawn: this.#drawn,
      state: this.#state,
      table: { at, words },
      parts: ahead
        ? [{ begin: at, end: at + words.byteLength }]
        : this.#parts.map(part => ('host' in part ? part : { begin: there(part.begin), end: there(part.end) })),
      inputs: ports(inputs, this.program.inputs),
      ahead: new Map(
        Array.from(ahead ? this.#ahead : [], ([operator, { record, place }]) => [operator, { record: there(record), place }] as const),
      ),
      features: this.#features,
      probes: ports(probes, this.program.probes),
      signals: this.#signals,
      activities: this.#activities,
      fault: this.#fault === null ? null : { at: this.#fault, outs: this.#functions },
      end: this.#end,
    };
  }

  #take(bytes: number): number {
    const at = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    return at;
  }

  #constant(constant: Constant, values?: Float64Array | Float32Array): number {
    this.#constants.push(constant);
    if (values instanceof Float64Array) {
      const key = keyOf(values);
      this.#known.set(key, [...(this.#known.get(key) ?? []), { values, at: constant.at }]);
    }
    return constant.at;
  }

  /** The address of the same numbers if they are stored already: parameters are mostly equal among neurons and ensembles. */
  #equal(values: Float64Array | Float32Array): number | null {
    const found = this.#known.get(keyOf(values))?.find(known => known.values.every((value, i) => Object.is(value, values[i])));
    return found?.at ?? null;
  }
}

const keyOf = (values: Float64Array | Float32Array): string =>
  `${values.length} ${values[0]} ${values[values.length >> 1]} ${values[values.length - 1]}`;
