import type { Assign } from '../operators/assign.js';
import type { FilterStep } from '../operators/filter.js';
import type { Gather } from '../operators/gather.js';
import type { MatVec } from '../operators/mat-vec.js';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import type { SparseMatVec } from '../operators/sparse-mat-vec.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import { sameParameter } from '../parameter/structure.js';
import type { Program } from '../program/program.js';
import { type SignalUses, usesOf } from '../program/uses.js';
import { asked, withOperators } from './mentions.js';
import type { Pass } from './pass.js';

/** What gives equal values in every step from equal parameters and one input. */
type Shareable = Assign<Parameter> | Gather<Parameter> | MatVec<Parameter> | SparseMatVec<Parameter> | FilterStep;

function shareable(operator: Operator): Shareable | null {
  switch (operator.kind) {
    case 'assign':
    case 'gather':
    case 'matVec':
    case 'sparseMatVec':
    case 'filter':
      return operator;
    default:
      return null;
  }
}

/** Lists of numbers of elements: both of all elements in order, or of the same. */
function sameList(a: Int32Array | null, b: Int32Array | null): boolean {
  if (a === null || b === null || a === b) return a === b;
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

const sameFactors = (a: Parameter | null, b: Parameter | null): boolean => (a === null || b === null ? a === b : sameParameter(a, b));

/** Whether two values are alike through and through; -0 is not 0. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => right.has(name) && same(value, right.get(name)));
}

/** Whether two operators compute the same from the same input; where they put it apart. */
function equal(a: Shareable, b: Shareable, sizes: Program['signals']): boolean {
  if (sizes.get(a.out)?.size !== sizes.get(b.out)?.size) return false;
  if (a.kind === 'assign') return b.kind === 'assign' && sameParameter(a.values, b.values);
  if (b.kind === 'assign' || a.in !== b.in) return false;
  if (a.kind === 'gather') return b.kind === 'gather' && sameList(a.indices, b.indices) && sameFactors(a.factors, b.factors);
  if (a.kind === 'matVec') return b.kind === 'matVec' && sameParameter(a.matrix, b.matrix);
  if (a.kind === 'sparseMatVec') {
    return b.kind === 'sparseMatVec' && sameList(a.rows, b.rows) && sameList(a.columns, b.columns) && sameParameter(a.values, b.values);
  }
  return b.kind === 'filter' && a.when === b.when && a.delay === b.delay && same(a.filter, b.filter);
}

/** Whether an operator alone writes its output, from an initial state of zeros, and whoever reads it can read another signal instead. */
function replaceable(operator: Shareable, program: Program, of: (id: SignalId) => SignalUses, kept: ReadonlySet<SignalId>): boolean {
  const { writers, others } = of(operator.out);
  if (kept.has(operator.out) || writers.length !== 1 || others.length > 0) return false;
  const state = operator.kind === 'filter' ? [operator.state, operator.ring?.values, operator.ring?.position] : [];
  return [operator.out, ...state].every(id => {
    if (id === undefined || id === null) return true;
    const alone = id === operator.out || (of(id).writers.length === 1 && of(id).readers.length + of(id).others.length === 0);
    return alone && !kept.has(id) && program.signals.get(id)?.initial === null;
  });
}

/** Whether nobody changes the input of equal operators from the first of them to the last. */
function undisturbed(input: SignalId | null, of: (id: SignalId) => SignalUses, first: number, last: number): boolean {
  return input === null || !of(input).writers.some(at => at > first && at < last);
}

function sharedOnce(program: Program): Program {
  const uses = usesOf(program);
  const of = (id: SignalId) => uses.of(id);
  const kept = asked(program);
  const groups = new Map<string, number[][]>();
  // 1. Groups of equal operators, in order
  program.operators.forEach((operator, index) => {
    const candidate = shareable(operator);
    if (!candidate || !replaceable(candidate, program, of, kept)) return;
    const key = `${candidate.kind} ${candidate.kind === 'assign' ? candidate.values.length : candidate.in}`;
    const lists = groups.get(key) ?? [];
    groups.set(key, lists);
    const found = lists.find(list => {
      const other = program.operators[list[0] ?? -1];
      const shared = other ? shareable(other) : null;
      return (
        shared !== null &&
        equal(shared, candidate, program.signals) &&
        undisturbed(candidate.kind === 'assign' ? null : candidate.in, of, list[0] ?? index, index)
      );
    });
    if (found) found.push(index);
    else lists.push([index]);
  });
  // 2. One of each stays
  const instead = new Map<SignalId, SignalId>();
  const gone = new Set<number>();
  for (const list of Array.from(groups.values()).flat()) {
    const members = list.flatMap(index => {
      const operator = program.operators[index];
      return operator && 'out' in operator
        ? [{ index, out: operator.out, late: operator.kind === 'filter' && operator.when === 'next' }]
        : [];
    });
    const stays = members[0]?.late ? members.at(-1) : members[0];
    for (const { index, out } of members) {
      if (!stays || index === stays.index) continue;
      // Between the two, who reads this one sees what was just delivered, and would see the other's of the step before.
      if (stays.late && of(out).readers.some(reader => reader > index && reader < stays.index)) continue;
      gone.add(index);
      instead.set(out, stays.out);
    }
  }
  if (gone.size === 0) return program;
  // 3. Readers read what stays
  const operators = program.operators.flatMap((operator, index): readonly Operator[] => {
    if (gone.has(index)) return [];
    const input = 'in' in operator && operator.in !== null ? instead.get(operator.in) : undefined;
    return [input === undefined ? operator : Object.freeze({ ...operator, in: input })];
  });
  return withOperators(program, operators);
}

/**
 * Computes once what several operators compute from the same input with the same parameters: filters of one source by equal synapses,
 * decoders and transforms that are the same tensors, or equal constants. The last of them stays where it delivers in the next step, else the first.
 */
export const shareEqual: Pass = Object.freeze<Pass>({
  name: 'shareEqual',
  apply(program) {
    // What reads one signal instead of two may be equal in turn.
    let [before, after] = [program, sharedOnce(program)];
    while (after !== before) [before, after] = [after, sharedOnce(after)];
    return after;
  },
});
