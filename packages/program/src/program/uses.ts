import type { Access, SignalId } from '../operators/operator.js';
import { accessOf, type Operator } from '../operators/operators.js';
import type { Program } from './program.js';

/** One operator that uses a signal, by its position, and the elements that it uses; null for all. */
export interface Use {
  readonly operator: number;
  readonly elements: Int32Array | null;
}

/** Who uses one signal, and how, in the order of operators. */
export interface SignalUses extends Readonly<Record<keyof Access, readonly Use[]>> {
  /** Positions of operators that set, add to, update or keep state in it. */
  readonly writers: readonly number[];
  /** Positions of those that read it as their `in` and in no other way. */
  readonly readers: readonly number[];
  /** Positions of those that read it in any other way. */
  readonly others: readonly number[];
}

const ways = ['sets', 'adds', 'reads', 'updates', 'keeps'] as const;
type Found = Record<keyof Access, Use[]>;
const nobody: Found = Object.freeze({ sets: [], adds: [], reads: [], updates: [], keeps: [] });

function signalUses(operators: readonly Operator[], id: SignalId, found: Found): SignalUses {
  const writing = new Set<number>();
  for (const uses of [found.sets, found.adds, found.updates, found.keeps]) for (const { operator } of uses) writing.add(operator);
  // How often each operator reads it; uses come in the order of operators, so the keys do.
  const reading = new Map<number, number>();
  for (const { operator } of found.reads) if (!writing.has(operator)) reading.set(operator, (reading.get(operator) ?? 0) + 1);
  const readers: number[] = [];
  const others: number[] = [];
  for (const [at, times] of reading) {
    const operator = operators[at];
    if (times === 1 && operator !== undefined && 'in' in operator && operator.in === id) readers.push(at);
    else others.push(at);
  }
  return { ...found, writers: Array.from(writing).sort((x, y) => x - y), readers, others };
}

/** Who uses which signal: the one index that questions about the operators of a program are asked of. */
export class Uses {
  readonly #operators: readonly Operator[];
  readonly #found = new Map<SignalId, Found>();
  /** Of the signals that were asked for. */
  readonly #uses = new Map<SignalId, SignalUses>();

  constructor(operators: readonly Operator[]) {
    this.#operators = operators;
    operators.forEach((operator, index) => {
      const { keeps, ...access } = accessOf(operator);
      const places = { ...access, keeps: keeps.map(signal => ({ signal, elements: null })) };
      for (const way of ways) {
        for (const { signal, elements } of places[way]) {
          let uses = this.#found.get(signal);
          if (!uses) {
            uses = { sets: [], adds: [], reads: [], updates: [], keeps: [] };
            this.#found.set(signal, uses);
          }
          uses[way].push({ operator: index, elements });
        }
      }
    });
  }

  of(id: SignalId): SignalUses {
    const known = this.#uses.get(id);
    if (known) return known;
    const uses = signalUses(this.#operators, id, this.#found.get(id) ?? nobody);
    this.#uses.set(id, uses);
    return uses;
  }

  /** The ways in which each signal is used. */
  all(): Iterable<Readonly<Record<keyof Access, readonly Use[]>>> {
    return this.#found.values();
  }
}

const known = new WeakMap<Program, Uses>();

/** Who uses which signal of a program. Made once for each program. */
export function usesOf(program: Program): Uses {
  const uses = known.get(program) ?? new Uses(program.operators);
  known.set(program, uses);
  return uses;
}
