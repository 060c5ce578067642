import { hashSeed, seedStoredStream, storedStreamSize } from '@rheobase/math';
import type { TensorId } from '@rheobase/model';
import {
  accessOf,
  changes,
  mapNumbers,
  mentions,
  type Operator,
  type ParameterValues,
  type Program,
  plainKernels,
  type SignalId,
  type SignalStore,
  signalsOf,
  tensorsOf,
} from '@rheobase/program';
import { prepare } from '@rheobase/runtime';
import type { Place, Plan } from '../plan/table/plan.js';
import type { Failed } from './failed.js';
import type { Memory } from './memory.js';
import type { Kept } from './snapshot.js';

interface Shared {
  readonly place: Place;
  readonly rows: Float64Array;
}

/** One operator that runs on the host, and the signals that it shares with the memory: copied in before it runs, and out after it. */
interface Step {
  readonly run: () => void;
  /** What it sets. */
  readonly out: SignalId | null;
  readonly taken: readonly Shared[];
  readonly given: readonly Shared[];
}

/** Rows of what was computed ahead; of the last step there may be less where an operator failed in it. */
interface Ahead {
  /** How many steps, that of the failure included. */
  readonly steps: number;
  readonly failed: Failed | null;
  /** (steps, items, size) by operator. */
  readonly rows: ReadonlyMap<number, Float64Array>;
}

/** What an operator writes from end to end, whatever it held. */
const overwritten = (operator: Operator): SignalId | null => (operator.kind === 'call' || operator.kind === 'noise' ? operator.out : null);

/**
 * The operators of a plan that run outside of it: users' functions, draws that the module has no streams of, tables too long to lie in its
 * memory. What they share with it is copied in and out.
 */
export class Host {
  readonly #plan: Plan;
  readonly #memory: Memory;
  readonly #signals: SignalStore;
  #program: Program;
  #numbers: ParameterValues;
  readonly #arrays = new Map<SignalId, Float64Array>();
  readonly #steps = new Map<number, Step>();
  readonly clock = { step: 0, time: 0 };

  constructor(program: Program, plan: Plan, memory: Memory, numbers: ParameterValues) {
    this.#numbers = numbers;
    this.#plan = plan;
    this.#memory = memory;
    this.#program = program;
    const { items, signals } = plan;
    const known = signalsOf(program);
    const get = (id: SignalId): Float64Array => {
      const array = this.#arrays.get(id) ?? new Float64Array(items * known.size(id));
      this.#arrays.set(id, array);
      return array;
    };
    this.#signals = {
      batch: items,
      clock: this.clock,
      dt: program.dt,
      get,
      ...known,
    };
    const hosted = [...plan.ahead.keys(), ...plan.parts.flatMap(part => ('host' in part ? [part.host] : []))];
    for (const index of hosted) {
      const operator = program.operators[index];
      if (!operator) continue;
      const shared = (ids: Iterable<SignalId>): readonly Shared[] =>
        Array.from(ids).flatMap(id => {
          const place = signals.get(id);
          return place ? [{ place, rows: get(id) }] : [];
        });
      const named = mentions(operator);
      this.#steps.set(index, {
        run: this.#prepared(operator),
        out: accessOf(operator).sets[0]?.signal ?? null,
        taken: shared(Array.from(named).filter(id => id !== overwritten(operator))),
        given: shared(changes(operator)),
      });
    }
  }

  /** Continues with a reseeded program: prepares again the operators that its seed changes. */
  redraw(program: Program): void {
    for (const [index, step] of this.#steps) {
      const operator = program.operators[index];
      if (operator && operator !== this.#program.operators[index]) this.#steps.set(index, { ...step, run: this.#prepared(operator) });
    }
    this.#program = program;
  }

  /** Continues with the numbers of other tensors: prepares again the operators that follow from the changed ones. */
  setTensors(numbers: ParameterValues, changed: ReadonlySet<TensorId>): void {
    this.#numbers = numbers;
    for (const [index, step] of this.#steps) {
      const operator = this.#program.operators[index];
      if (operator && tensorsOf(operator).some(id => changed.has(id))) this.#steps.set(index, { ...step, run: this.#prepared(operator) });
    }
  }

  #prepared(operator: Operator): () => void {
    return prepare(
      mapNumbers(operator, parameter => this.#numbers.of(parameter)),
      plainKernels,
      this.#signals,
    );
  }

  /** Back to the state before the first step; `Memory` resets what is shared. `first` is the number of the first item in its data set. */
  reset(first: number): void {
    for (const [id, array] of this.#arrays) {
      const { initial = null, random = null } = this.#program.signals.get(id) ?? {};
      array.fill(0);
      for (let item = 0; item < this.#plan.items; item++) {
        if (initial !== null) array.set(this.#numbers.of(initial), item * initial.length);
        if (random !== null) seedStoredStream(array, item * storedStreamSize, hashSeed(random, first + item));
      }
    }
  }

  /** Runs one operator on what the memory holds now, after so many steps of a run; gives how it failed, null where it did not. */
  run(operator: number, made: number): Failed | null {
    const step = this.#steps.get(operator);
    if (!step) return null;
    for (const { place, rows } of step.taken) this.#memory.read(place, rows);
    try {
      step.run();
    } catch (error) {
      return { made, operator, error };
    }
    for (const { place, rows } of step.given) this.#memory.write(place, rows);
    return null;
  }

  /** What needs nothing but the time, for `steps` steps after step `from`, in the order in which steps would do it. */
  ahead(from: number, steps: number): Ahead {
    const { ahead, items } = this.#plan;
    const made = Array.from(ahead, ([operator, { place }]) => {
      const width = items * place.size;
      const { out, run } = this.#steps.get(operator) ?? { out: null, run: null };
      const own = (out === null ? null : this.#arrays.get(out)) ?? new Float64Array(width);
      return { operator, width, own, rows: new Float64Array(steps * width), run };
    });
    const rowsOf = (count: number): Ahead['rows'] =>
      new Map(made.map(({ operator, rows, width }) => [operator, rows.subarray(0, count * width)]));
    for (let n = 0; n < steps; n++) {
      this.clock.step = from + n + 1;
      this.clock.time = this.clock.step * this.#program.dt;
      for (const { operator, run, own, rows, width } of made) {
        try {
          run?.();
        } catch (error) {
          return { steps: n + 1, failed: { made: n, operator, error }, rows: rowsOf(n + 1) };
        }
        // `set` costs more than the few values that there are as a rule.
        if (width > 16) rows.set(own, n * width);
        else for (let i = 0; i < width; i++) rows[n * width + i] = own[i] ?? 0;
      }
    }
    return { steps, failed: null, rows: rowsOf(steps) };
  }

  /** What signals on the host alone hold. */
  kept(): readonly Kept[] {
    return Array.from(this.#arrays).flatMap(([id, values]) =>
      this.#plan.signals.has(id) ? [] : [{ name: `host:${id}`, rows: 1, width: values.length / this.#plan.items, values }],
    );
  }

  /** What a signal on the host alone holds; null for signals of the memory. */
  array(id: SignalId): Float64Array | null {
    return this.#plan.signals.has(id) ? null : (this.#arrays.get(id) ?? null);
  }
}
