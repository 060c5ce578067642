import { type Operator, type Parameter, ParameterValues, type Program, type SignalId, tensorsIn } from '@rheobase/program';
import { type Code, codes } from '../../generated/codes.js';
import type { Precision } from '../../machine/machine.js';
import { type Constant, derived, type Each, Known } from './constant.js';
import {
  type Activity,
  COUNTS,
  FAULT,
  type Guard,
  type Initial,
  type Place,
  type Plan,
  type Port,
  type Repeat,
  STREAM,
  type State,
  type Streams,
} from './plan.js';

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

/** The words of a record: its code, its length in bytes, and what follows. */
const recordOf = (code: Code, words: readonly Word[]): readonly number[] => {
  const rest = words.flatMap(word =>
    typeof word === 'number' ? [word] : Array.from(new Int32Array(new Float64Array([word.real]).buffer)),
  );
  return [codes[code], (rest.length + 2) * 4, ...rest];
};

/** How numbers lie. */
interface Laying {
  readonly rows?: number;
  readonly pad?: number;
  readonly each?: Each | null;
}

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
  readonly #known = new Known();
  readonly #guards: Guard[] = [];
  readonly #repeats: Repeat[] = [];
  readonly #numbers: ParameterValues;
  #fault: number | null = null;
  #end = FIRST;

  constructor(program: Program, precision: Precision, items: number) {
    this.program = program;
    this.precision = precision;
    this.items = items;
    this.real = precision === 'float64' ? 8 : 4;
    this.#numbers = new ParameterValues(program.model.tensors);
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
  fault({ out }: Operator<Parameter, 'call'>): readonly [at: number, number: number] {
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

  /** Whether a question that decides the plan has the answer yes; other tensors that would change the answer are refused. */
  decides(parameter: Parameter, question: (values: Float64Array) => boolean): boolean {
    const answer = question(this.#numbers.of(parameter));
    if (tensorsIn(parameter).length > 0) this.#guards.push({ parameter, holds: values => question(values) === answer });
    return answer;
  }

  /** Numbers in this precision, each of so many rows filled up to whole vectors with `pad`; `each` is what the module has in place of each. */
  reals(parameter: Parameter, { rows = 1, pad = 0, each = null }: Laying = {}): number {
    const made = derived(parameter, each);
    const shareable = rows === 1 && pad === 0 && made.each === null;
    const same = shareable ? this.#known.at(made.numbers) : null;
    if (same !== null) return same;
    const stride = padded(parameter.length / rows);
    const at = this.#constant({ type: 'rows', at: this.#take(stride * rows * this.real), ...made, rows, stride, pad });
    if (shareable) this.#known.add(made.numbers, at);
    return at;
  }

  /** The rows of a table; where they are drawn, they may be replaced. */
  table({ out, values, rows, drawn }: Operator<Parameter, 'table'>): number {
    const at = this.reals(values, { rows });
    if (drawn !== undefined) this.#drawn.set(out, at);
    return at;
  }

  /** A row-major matrix by columns, each padded to whole vectors. */
  columns(numbers: Parameter, rows: number, columns: number): number {
    const stride = padded(rows);
    const at = this.#take(stride * columns * this.real);
    return this.#constant({ type: 'columns', at, numbers, each: null, rows, columns, stride });
  }

  integers(values: Int32Array): number {
    return this.#constant({ type: 'words', at: this.#take(values.byteLength), values });
  }

  /** Adds a record to the table; gives the word at which it starts. */
  emit(code: Code, ...words: readonly Word[]): number {
    const at = this.#words.length;
    const last = this.#parts.at(-1);
    for (const word of recordOf(code, words)) this.#words.push(word);
    if (last && 'end' in last) last.end = this.#words.length;
    else this.#parts.push({ begin: at, end: this.#words.length });
    return at;
  }

  /** The record at a word copies the first of some earlier results whose matrix has the same numbers: it would compute them again. */
  copiesWhileEqual(word: number, { matrix, out }: Operator<Parameter, 'matVec'>, earlier: readonly Operator<Parameter, 'matVec'>[]): void {
    if (earlier.length === 0) return;
    const full = this.#words.slice(word);
    const to = this.place(out);
    const copies = earlier.map(product => {
      const copy = recordOf('copy', [this.place(product.out).at, to.at, this.bytes(to)]);
      // The length of the record says where the next one is.
      return { matrix: product.matrix, words: Int32Array.from(full, (kept, k) => (k === 1 ? kept : (copy[k] ?? 0))) };
    });
    this.#repeats.push({ matrix, record: word, full: Int32Array.from(full), copies });
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
      guards: this.#guards,
      repeats: this.#repeats.map(repeat => ({ ...repeat, record: there(repeat.record) })),
      fault: this.#fault === null ? null : { at: this.#fault, outs: this.#functions },
      end: this.#end,
    };
  }

  #take(bytes: number): number {
    const at = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    return at;
  }

  #constant(constant: Constant): number {
    this.#constants.push(constant);
    return constant.at;
  }
}
