import type { Operator } from '../operators/operators.js';
import { type Use, Uses } from '../program/uses.js';

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

  add({ operator, elements }: Use): void {
    if (elements === null) {
      this.#elements.clear();
      this.#whole = operator;
    } else for (const element of elements) this.#elements.set(element, operator);
  }
}

const all = (uses: readonly Use[]): ReadonlySet<number> => new Set(uses.map(use => use.operator));

/**
 * For each operator and each gate after them, what waits for it: on every element, sets come before adds, reads and updates, adds in
 * order of emission before reads and updates, reads before updates. Sets and updates concern whole signals. Edges grow linearly with
 * the elements touched. An operator that adds to what it reads waits for itself.
 */
export function dependencies(operators: readonly Operator[]): readonly (readonly number[])[] {
  const graph = new Graph(operators.length);
  for (const { sets, adds, reads, updates } of new Uses(operators).all()) {
    const set = graph.gate(all(sets));
    for (const { operator } of [...adds, ...reads, ...updates]) graph.edges(set, operator);
    const last = new LastAdders();
    for (const use of adds) {
      graph.edges(last.of(use.elements), use.operator);
      last.add(use);
    }
    const added = graph.gate(last.of(null));
    for (const { operator, elements } of reads) graph.edges(elements === null ? added : last.of(elements), operator);
    const read = updates.length > 0 ? graph.gate(all(reads)) : [];
    for (const { operator } of updates) graph.edges([...added, ...read], operator);
  }
  return graph.next;
}
