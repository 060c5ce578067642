import type { Add } from '../operators/add.js';
import type { Gather } from '../operators/gather.js';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { gatherParameter } from '../parameter/forms/selection.js';

const at = (list: Int32Array | null, k: number): number => list?.[k] ?? k;

/** The same sums, an operator each. */
function addsOf(operator: Add<Parameter>, size: number): readonly Operator[] {
  const { from, to, factors } = operator;
  const count = from?.length ?? to?.length ?? size;
  return Array.from({ length: count }, (_, k) => ({
    ...operator,
    from: Int32Array.of(at(from, k)),
    to: Int32Array.of(at(to, k)),
    factors: factors === null ? null : gatherParameter(factors, Int32Array.of(k)),
  }));
}

/** Zeros, and each element added to them. */
function gatheredOf({ source, in: input, out, indices, factors }: Gather<Parameter>, size: number): readonly Operator[] {
  const places = Array.from({ length: indices?.length ?? size }, (_, k) => k).filter(k => at(indices, k) >= 0);
  const adds = places.map(
    (k): Operator => ({
      kind: 'add',
      source,
      in: input,
      out,
      from: Int32Array.of(at(indices, k)),
      to: Int32Array.of(k),
      factors: factors === null ? null : gatherParameter(factors, Int32Array.of(factors.length === 1 ? 0 : k)),
    }),
  );
  return [{ kind: 'fill', source, out, value: 0 }, ...adds];
}

/**
 * Operators with those that `chosen` names taken apart by element where they can be, for networks whose elements form no cycle although
 * whole vectors do. Null where none can.
 */
export function byElement(
  operators: readonly Operator[],
  chosen: ReadonlySet<number>,
  sizeOf: (signal: SignalId) => number,
): readonly Operator[] | null {
  let changed = false;
  const parts = operators.flatMap((operator, index): readonly Operator[] => {
    if (!chosen.has(index) || (operator.kind !== 'add' && operator.kind !== 'gather')) return [operator];
    const split = operator.kind === 'add' ? addsOf(operator, sizeOf(operator.in)) : gatheredOf(operator, sizeOf(operator.in));
    if (split.length <= 1) return [operator];
    changed = true;
    return split;
  });
  return changed ? parts : null;
}
