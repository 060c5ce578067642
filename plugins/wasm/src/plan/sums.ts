import { type Add, type Assign, accessOf, type Fill, mentions, type Operator, type Program, type SignalId } from '@rheobase/compiler';
import type { Planner } from './planner.js';

/** A value that is set, and all that is added to it, in one go. */
export interface Sum {
  readonly base: Assign | Fill;
  readonly terms: readonly Add[];
}

/** Where operators change signals: positions in their order. */
function writersOf(operators: readonly Operator[], program: Program): ReadonlyMap<SignalId, readonly number[]> {
  const writers = new Map<SignalId, number[]>();
  for (const [index, operator] of operators.entries()) {
    const reads = new Set(accessOf(operator).reads.map(({ signal }) => signal));
    for (const id of mentions(program, operator)) {
      // State of its own counts as written.
      if (reads.has(id)) continue;
      const list = writers.get(id) ?? [];
      writers.set(id, list);
      list.push(index);
    }
  }
  return writers;
}

const isBase = (operator: Operator | undefined): operator is Assign | Fill => operator?.kind === 'assign' || operator?.kind === 'fill';

/**
 * Sums to be made in one go, by the position of their last addition; and the positions of what they replace. A sum is a value assigned or
 * filled, whole signals of its size added to it, and nothing else that changes it; no term may change before the last is added.
 */
export function sumsOf(program: Program): { readonly sums: ReadonlyMap<number, Sum>; readonly replaced: ReadonlySet<number> } {
  const { operators, signals } = program;
  const writers = writersOf(operators, program);
  const size = (id: SignalId): number => signals.get(id)?.size ?? 0;
  const sums = new Map<number, Sum>();
  const replaced = new Set<number>();
  for (const [out, [first = -1, ...rest]] of writers) {
    const base = operators[first];
    const last = rest.at(-1);
    if (!isBase(base) || last === undefined || program.inputs.has(out)) continue;
    const terms = rest.flatMap(index => {
      const term = operators[index];
      const whole = term?.kind === 'add' && term.out === out && term.from === null && term.to === null && size(term.in) === size(out);
      const steady = whole && !(writers.get(term.in) ?? []).some(at => at > index && at < last);
      return steady ? [term] : [];
    });
    if (terms.length < rest.length) continue;
    sums.set(last, { base, terms });
    for (const index of [first, ...rest]) replaced.add(index);
  }
  return { sums, replaced };
}

export function planSum(planner: Planner, { base, terms }: Sum): void {
  const { at, stride } = planner.place(base.out);
  planner.emit(
    'sum',
    at,
    stride,
    base.kind === 'assign' ? planner.reals(base.values) : 0,
    { real: base.kind === 'fill' ? base.value : 0 },
    terms.length,
    ...terms.flatMap(term => [planner.place(term.in).at, term.factors === null ? 0 : planner.reals(term.factors)]),
  );
}
