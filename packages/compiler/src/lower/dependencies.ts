import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import { type Access, accessOf, type Place } from './access.js';

interface Touch {
  readonly operator: number;
  readonly elements: Int32Array | null;
}

type Touches = { readonly [Use in keyof Access]: Touch[] };

/** What must wait for what: operators by their number, then gates, which stand for 'all of these are done' and keep the edges few. */
class Graph {
  readonly next: number[][];

  constructor(operators: number) {
    this.next = Array.from({ length: operators }, () => []);
  }

  edges(from: Iterable<number>, to: number): void {
    for (const node of from) this.next[node]?.push(to);
  }

  /** What to wait for when all of the given are to be done. */
  gate(from: ReadonlySet<number>): readonly number[] {
    if (from.size <= 1) return [...from];
    const gate = this.next.push([]) - 1;
    this.edges(from, gate);
    return [gate];
  }
}

/** The last operators that added so far: to the whole signal, and after that to single elements. */
class LastAdders {
  readonly #elements = new Map<number, number>();
  #whole: number | null = null;

  /** The last adders of what a place covers. */
  of(elements: Int32Array | null): ReadonlySet<number> {
    const found = new Set<number>(elements === null ? this.#elements.values() : []);
    if (elements === null && this.#whole !== null) found.add(this.#whole);
    for (const element of elements ?? []) {
      const last = this.#elements.get(element) ?? this.#whole;
      if (last !== null) found.add(last);
    }
    return found;
  }

  add({ operator, elements }: Touch): void {
    if (elements === null) {
      this.#elements.clear();
      this.#whole = operator;
    } else for (const element of elements) this.#elements.set(element, operator);
  }
}

function touchesOf(operators: readonly Operator[]): Iterable<Touches> {
  const bySignal = new Map<SignalId, Touches>();
  operators.forEach((operator, index) => {
    const access = accessOf(operator);
    const note = (use: keyof Access, { signal, elements }: Place) => {
      const touches = bySignal.get(signal) ?? { sets: [], adds: [], reads: [], updates: [] };
      bySignal.set(signal, touches);
      touches[use].push({ operator: index, elements });
    };
    for (const use of ['sets', 'adds', 'reads', 'updates'] as const) for (const place of access[use]) note(use, place);
  });
  return bySignal.values();
}

const all = (touches: readonly Touch[]): ReadonlySet<number> => new Set(touches.map(touch => touch.operator));

/**
 * For each operator and each gate after them, what waits for it: on every element, sets come before adds, reads and updates, adds in
 * order of emission before reads and updates, reads before updates. Sets and updates concern whole signals. Edges grow linearly with
 * the elements touched. An operator that adds to what it reads waits for itself.
 */
export function dependencies(operators: readonly Operator[]): readonly (readonly number[])[] {
  const graph = new Graph(operators.length);
  for (const { sets, adds, reads, updates } of touchesOf(operators)) {
    const set = graph.gate(all(sets));
    for (const { operator } of [...adds, ...reads, ...updates]) graph.edges(set, operator);
    const last = new LastAdders();
    for (const touch of adds) {
      graph.edges(last.of(touch.elements), touch.operator);
      last.add(touch);
    }
    const added = graph.gate(last.of(null));
    for (const { operator, elements } of reads) graph.edges(elements === null ? added : last.of(elements), operator);
    const read = updates.length > 0 ? graph.gate(all(reads)) : [];
    for (const { operator } of updates) graph.edges([...added, ...read], operator);
  }
  return graph.next;
}
