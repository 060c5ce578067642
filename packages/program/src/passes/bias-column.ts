import type { Add } from '../operators/add.js';
import type { Assign } from '../operators/assign.js';
import type { MatVec } from '../operators/mat-vec.js';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import { constantParameter } from '../parameter/forms/leaves.js';
import { withColumn } from '../parameter/forms/matrices.js';
import type { Parameter } from '../parameter/forms/parameter.js';
import type { Program, Signal } from '../program/program.js';
import { type SignalUses, usesOf } from '../program/uses.js';
import { asked, withOperators } from './mentions.js';
import type { Pass } from './pass.js';

/** J = bias, then J += E x, as four operators around one ensemble: positions and operators. */
interface Site {
  readonly assign: number;
  readonly matVec: number;
  readonly add: number;
  readonly current: SignalId;
  readonly fill: number;
  readonly product: MatVec<Parameter>;
  readonly bias: Assign<Parameter>;
  /** What fills the input before anything is added to it. */
  readonly value: number;
}

const whole = ({ from, to, factors }: Add<Parameter>): boolean => from === null && to === null && factors === null;

/** A matrix-vector product that is the first thing added, whole, to values assigned before; null for any other. */
function siteAt(program: Program, index: number, of: (id: SignalId) => SignalUses, kept: ReadonlySet<SignalId>): Site | null {
  const product = program.operators[index];
  if (product?.kind !== 'matVec' || kept.has(product.out) || kept.has(product.in)) return null;
  // 1. Its result goes into one sum, before all else
  const result = of(product.out);
  const [at = -1] = result.readers;
  const sum = program.operators[at];
  if (result.writers.length !== 1 || result.readers.length !== 1 || result.others.length > 0) return null;
  if (sum?.kind !== 'add' || !whole(sum) || kept.has(sum.out)) return null;
  const target = of(sum.out);
  const [assign = -1, first] = target.writers;
  const bias = program.operators[assign];
  if (bias?.kind !== 'assign' || first !== at) return null;
  // 2. Its input is filled and added to, and can grow by an element
  const { writers, readers, others } = of(product.in);
  const [fill = -1, ...adders] = writers;
  const filled = program.operators[fill];
  if (filled?.kind !== 'fill' || others.length > 0) return null;
  if (!adders.every(i => program.operators[i]?.kind === 'add')) return null;
  const elementwise = (i: number) => i === index || program.operators[i]?.kind === 'gather' || program.operators[i]?.kind === 'add';
  if (!readers.every(elementwise)) return null;
  return { assign, matVec: index, add: at, current: sum.out, fill, product, bias, value: filled.value };
}

const firstOnes = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);

/** An operator that touches a signal that has grown, held to the elements it had. */
function held(operator: Operator, grown: ReadonlyMap<SignalId, number>): Operator {
  let next = operator;
  if (next.kind === 'gather' && next.indices === null) {
    const size = grown.get(next.in);
    if (size !== undefined) next = { ...next, indices: firstOnes(size) };
  }
  if (next.kind !== 'add') return next;
  const [from, to] = [grown.get(next.in), grown.get(next.out)];
  if (from !== undefined && next.from === null) next = { ...next, from: firstOnes(from) };
  if (to !== undefined && next.to === null) next = { ...next, to: firstOnes(to) };
  return next;
}

/**
 * Makes the bias of an ensemble the last column of its encoders, with an input element that is always one: `J = bias; e = E x; J += e`
 * becomes `J = [E bias] [x 1]`. bias + E x and E x + bias have the same bits, and what else is added to J comes after it as before.
 */
export const biasColumn: Pass = Object.freeze<Pass>({
  name: 'biasColumn',
  apply(program) {
    const uses = usesOf(program);
    const of = (id: SignalId) => uses.of(id);
    const kept = asked(program);
    const sites = program.operators.flatMap((_, index) => siteAt(program, index, of, kept) ?? []);
    // Two products of one input would both give it an element.
    const inputs = new Set<SignalId>();
    const chosen = sites.filter(({ product }) => !inputs.has(product.in) && inputs.add(product.in));
    if (chosen.length === 0) return program;
    const grown = new Map(chosen.map(({ product }) => [product.in, product.columns]));
    const gone = new Set(chosen.flatMap(({ assign, add }) => [assign, add]));
    const replaced = new Map<number, Operator>();
    for (const { matVec, current, fill, product, bias, value } of chosen) {
      const { source, in: input, rows, columns } = product;
      const values = new Float64Array(columns + 1).fill(value);
      values[columns] = 1;
      replaced.set(fill, Object.freeze({ kind: 'assign', source, out: input, values: constantParameter(values) }));
      // A row's sum, from zero in ascending order, ends with the bias.
      const matrix = withColumn(product.matrix, bias.values);
      replaced.set(matVec, Object.freeze({ kind: 'matVec', source, in: input, out: current, matrix, rows, columns: columns + 1 }));
    }
    const operators = program.operators.flatMap((operator, index) =>
      gone.has(index) ? [] : [replaced.get(index) ?? Object.freeze(held(operator, grown))],
    );
    const signals = new Map<SignalId, Signal>(program.signals);
    for (const [id, size] of grown) {
      const signal = signals.get(id);
      if (signal) signals.set(id, Object.freeze({ ...signal, size: size + 1 }));
    }
    return withOperators(program, operators, signals);
  },
});
