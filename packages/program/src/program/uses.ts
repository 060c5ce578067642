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
  const writing = new Set([...found.sets, ...found.adds, ...found.updates, ...found.keeps].map(use => use.operator));
  const reading = found.reads.map(use => use.operator).filter(at => !writing.has(at));
  const readers = reading.filter(at => {
    const operator = operators[at];
    return operator !== undefined && 'in' in operator && operator.in === id && reading.indexOf(at) === reading.lastIndexOf(at);
  });
  const input = new Set(readers);
  return {
    ...found,
    writers: Array.from(writing).sort((a, b) => a - b),
    readers,
    others: Array.from(new Set(reading)).filter(at => !input.has(at)),
  };
}

/** Who uses which signal: the one index that questions about the operators of a program are asked of. */
export class Uses {
  readonly #found = new Map<SignalId, SignalUses>();

  constructor(operators: readonly Operator[]) {
    const found = new Map<SignalId, Found>();
    operators.forEach((operator, index) => {
      const { keeps, ...access } = accessOf(operator);
      const places = { ...access, keeps: keeps.map(signal => ({ signal, elements: null })) };
      for (const way of ways) {
        for (const { signal, elements } of places[way]) {
          const uses = found.get(signal) ?? { sets: [], adds: [], reads: [], updates: [], keeps: [] };
          found.set(signal, uses);
          uses[way].push({ operator: index, elements });
        }
      }
    });
    for (const [id, uses] of found) this.#found.set(id, signalUses(operators, id, uses));
  }

  of(id: SignalId): SignalUses {
    return this.#found.get(id) ?? { ...nobody, writers: [], readers: [], others: [] };
  }

  all(): Iterable<SignalUses> {
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
