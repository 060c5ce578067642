import { changes, mentions, type Operator, type Program, type SignalId } from '@rheobase/program';

/** Positions of operators that hang together by what they write and read, and the probes on them. */
export interface Component {
  readonly operators: readonly number[];
  readonly probes: readonly string[];
}

/** Whether an operator takes about one pass over its output, draws nothing and runs no one's code: it can as well be run twice. */
function isCheap({ kind }: Operator): boolean {
  return kind === 'fill' || kind === 'assign' || kind === 'table' || kind === 'gather' || kind === 'add' || kind === 'filter';
}

/** Cheap operators that depend on nothing but inputs and each other, and all who write what they write. */
function sharedOf(operators: readonly Operator[], mentioned: readonly ReadonlySet<SignalId>[], writes: readonly ReadonlySet<SignalId>[]) {
  const bound = new Set<SignalId>();
  const shared = operators.map(isCheap);
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const [index, ids] of mentioned.entries()) {
      if (shared[index] && Array.from(ids).some(id => bound.has(id))) shared[index] = false;
      if (!shared[index]) for (const id of writes[index] ?? []) bound.add(id);
    }
  }
  return shared;
}

/** Groups of numbers that are joined one by one. */
class Groups {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = Array.from({ length: count }, (_, i) => i);
  }

  of(member: number): number {
    let root = member;
    while (this.#parents[root] !== root) root = this.#parents[root] ?? root;
    this.#parents[member] = root;
    return root;
  }

  join(a: number, b: number): void {
    this.#parents[this.of(a)] = this.of(b);
  }
}

/**
 * The parts of a program that do not depend on each other, in the order of their first operators. What comes in, and cheap operators that
 * depend on that alone, join nothing: each part has its own.
 */
export function componentsOf(program: Program): { readonly components: readonly Component[]; readonly shared: readonly number[] } {
  const { operators } = program;
  const mentioned = operators.map(mentions);
  const writes = operators.map(changes);
  const common = sharedOf(operators, mentioned, writes);
  // 1. Operators and, after them, probes are joined by every signal that is written by one of them
  const probes = Array.from(program.probes);
  const groups = new Groups(operators.length + probes.length);
  const binding = new Map<SignalId, number>();
  for (const [index, ids] of writes.entries()) if (!common[index]) for (const id of ids) binding.set(id, index);
  const bind = (member: number, ids: Iterable<SignalId>): void => {
    for (const id of ids) {
      const other = binding.get(id);
      if (other !== undefined) groups.join(member, other);
    }
  };
  for (const [index, ids] of mentioned.entries()) if (!common[index]) bind(index, ids);
  for (const [k, [, id]] of probes.entries()) bind(operators.length + k, [id]);
  // 2. Lists of them
  const lists = new Map<number, { operators: number[]; probes: string[] }>();
  const listOf = (member: number) => {
    const root = groups.of(member);
    const list = lists.get(root) ?? { operators: [], probes: [] };
    lists.set(root, list);
    return list;
  };
  for (const index of operators.keys()) if (!common[index]) listOf(index).operators.push(index);
  for (const [k, [path]] of probes.entries()) listOf(operators.length + k).probes.push(path);
  return { components: Array.from(lists.values()), shared: Array.from(operators.keys()).filter(index => common[index]) };
}
