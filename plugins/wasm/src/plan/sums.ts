import { type Operator, type Parameter, type Program, signalsOf, usesOf } from '@rheobase/program';
import type { Planner } from './table/planner.js';

/** A value that is set, and all that is added to it, in one go. */
export interface Sum {
  readonly base: Operator<Parameter, 'assign'> | Operator<Parameter, 'fill'>;
  readonly terms: readonly Operator<Parameter, 'add'>[];
}

const isBase = (operator: Operator | undefined): operator is Operator<Parameter, 'assign'> | Operator<Parameter, 'fill'> =>
  operator?.kind === 'assign' || operator?.kind === 'fill';

/**
 * Sums to be made in one go, by the position of their last addition; and the positions of what they replace. A sum is a value assigned or
 * filled, whole signals of its size added to it, and nothing else that changes it; no term may change before the last is added.
 */
export function sumsOf(program: Program): { readonly sums: ReadonlyMap<number, Sum>; readonly replaced: ReadonlySet<number> } {
  const { operators } = program;
  const uses = usesOf(program);
  const { size } = signalsOf(program);
  const sums = new Map<number, Sum>();
  const replaced = new Set<number>();
  for (const out of program.signals.keys()) {
    const [first = -1, ...rest] = uses.of(out).writers;
    const base = operators[first];
    const last = rest.at(-1);
    if (!isBase(base) || last === undefined || program.inputs.has(out)) continue;
    const terms = rest.flatMap(index => {
      const term = operators[index];
      const whole = term?.kind === 'add' && term.out === out && term.from === null && term.to === null && size(term.in) === size(out);
      const steady = whole && !uses.of(term.in).writers.some(at => at > index && at < last);
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
