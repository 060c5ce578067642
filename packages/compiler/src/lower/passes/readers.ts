import type { SignalId } from '../../operators/operator.js';
import type { Operator } from '../../operators/operators.js';
import { accessOf } from '../access.js';
import type { Program } from '../program.js';
import { changes, mentions } from './mentions.js';

/** Who touches a signal, as positions in the order of operators. */
export interface Touched {
  /** Operators that set, add to, update or keep state in it. */
  readonly writers: readonly number[];
  /** Operators that read it as their `in` and in no other way. */
  readonly readers: readonly number[];
  /** Operators that read it in any other way. */
  readonly others: readonly number[];
}

const nobody: Touched = Object.freeze({ writers: [], readers: [], others: [] });

function readsAsInput(program: Program, operator: Operator, id: SignalId): boolean {
  if (!('in' in operator) || operator.in !== id) return false;
  const { reads } = accessOf(operator);
  return reads.filter(({ signal }) => signal === id).length === 1 && !changes(program, operator).has(id);
}

/** Who touches which signal. */
export function touched(program: Program): (id: SignalId) => Touched {
  const found = new Map<SignalId, { writers: number[]; readers: number[]; others: number[] }>();
  program.operators.forEach((operator, index) => {
    const changed = changes(program, operator);
    for (const id of mentions(program, operator)) {
      const entry = found.get(id) ?? { writers: [], readers: [], others: [] };
      found.set(id, entry);
      if (changed.has(id)) entry.writers.push(index);
      else if (readsAsInput(program, operator, id)) entry.readers.push(index);
      else entry.others.push(index);
    }
  });
  return id => found.get(id) ?? nobody;
}
