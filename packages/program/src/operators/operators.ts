import { UnsupportedError, ValidationError } from '@rheobase/core';
import { isParameter, type Parameter } from '../parameter/forms/parameter.js';
import { type Add, add } from './add.js';
import { type Argmax, argmax } from './argmax.js';
import { type Assign, assign } from './assign.js';
import { type Call, call } from './call.js';
import { type Convolve, convolve } from './convolve.js';
import { type CustomOperator, custom } from './custom.js';
import { type Fill, fill } from './fill.js';
import { type FilterStep, filter } from './filter.js';
import { type Gather, gather } from './gather.js';
import { type Learn, learn } from './learn.js';
import { type MatVec, matVec } from './mat-vec.js';
import { type MaxPoolStep, maxPool } from './max-pool.js';
import { type Neurons, neurons } from './neurons.js';
import { type Noise, noise } from './noise.js';
import type { Access, Backward, BuiltinOperator, Numbers, Place, SignalStore, Signals } from './operator.js';
import { type ProcessOperator, process } from './process.js';
import { type Softmax, softmax } from './softmax.js';
import { type SparseMatVec, sparseMatVec } from './sparse-mat-vec.js';
import { type Table, table } from './table.js';
import { type Weigh, weigh } from './weigh.js';

/** Every kind of operator. `N` is how its numbers are stored: finished arrays, or what they follow from. */
interface Kinds<N> {
  readonly fill: Fill;
  readonly assign: Assign<N>;
  readonly table: Table<N>;
  readonly gather: Gather<N>;
  readonly add: Add<N>;
  readonly matVec: MatVec<N>;
  readonly weigh: Weigh;
  readonly sparseMatVec: SparseMatVec<N>;
  readonly convolve: Convolve<N>;
  readonly neurons: Neurons<N>;
  readonly filter: FilterStep;
  readonly learn: Learn<N>;
  readonly call: Call;
  readonly noise: Noise;
  readonly process: ProcessOperator;
  readonly softmax: Softmax;
  readonly argmax: Argmax;
  readonly maxPool: MaxPoolStep;
  readonly custom: CustomOperator;
}

export type OperatorKind = keyof Kinds<Numbers>;

/** An operator of a Program, of any kind or of kind `K`. `N` is how its numbers are stored: as parameters, or as arrays once it is bound. */
export type Operator<N = Parameter, K extends OperatorKind = OperatorKind> = {
  [P in K]: Kinds<N>[P] & { readonly kind: P };
}[K];

type Definitions = { readonly [K in OperatorKind]: BuiltinOperator<Kinds<Numbers>[K], Kinds<Float64Array>[K], Operator<Float64Array>> };

const operators: Definitions = Object.freeze({
  fill,
  assign,
  table,
  gather,
  add,
  matVec,
  weigh,
  sparseMatVec,
  convolve,
  neurons,
  filter,
  learn,
  call,
  noise,
  process,
  softmax,
  argmax,
  maxPool,
  custom,
});

/** The plain kernel of an operator kind, or one of a backend that does the same: see `BuiltinOperator`. */
export type Kernel<K extends OperatorKind> = (operator: Operator<Float64Array, K>, signals: SignalStore) => () => void;

/** Every operator in float64, in plain TypeScript: the definition of what a Program means. */
export const plainKernels = Object.freeze({
  fill: fill.kernel,
  assign: assign.kernel,
  table: table.kernel,
  gather: gather.kernel,
  add: add.kernel,
  matVec: matVec.kernel,
  weigh: weigh.kernel,
  sparseMatVec: sparseMatVec.kernel,
  convolve: convolve.kernel,
  neurons: neurons.kernel,
  filter: filter.kernel,
  learn: learn.kernel,
  call: call.kernel,
  noise: noise.kernel,
  process: process.kernel,
  softmax: softmax.kernel,
  argmax: argmax.kernel,
  maxPool: maxPool.kernel,
  custom: custom.kernel,
}) satisfies { readonly [K in OperatorKind]: Kernel<K> };

/** All that is known of an operator's kind; a pass written without types can make an operator of any kind. */
function definitionOf<K extends OperatorKind>({ kind, source }: { readonly kind: K; readonly source: string }): Definitions[K] {
  if (Object.hasOwn(operators, kind)) return operators[kind];
  const kinds = Object.keys(operators).join(', ');
  throw new ValidationError(`program: ${source} has an operator of the unknown kind '${kind}'; the kinds are ${kinds}`, {
    code: 'invalid-program',
    object: source,
    given: kind,
    allowed: kinds,
  });
}

const nothing: Access = Object.freeze({ sets: [], adds: [], reads: [], updates: [], keeps: [] });

/** Which signals an operator uses, and how. */
export const accessOf = <K extends OperatorKind>(operator: Operator<Numbers, K>): Access => ({
  ...nothing,
  ...definitionOf<K>(operator).access(operator),
});

/** What of an operator does not fit its signals; null if all does. */
export const problemOf = <K extends OperatorKind>(operator: Operator<Numbers, K>, signals: Signals): string | null =>
  definitionOf<K>(operator).check(operator, signals);

/** What an operator takes for one item in one step, about. */
export interface Cost {
  /** In multiplications. */
  readonly operations: number;
  /** Of numbers that it reads and writes, in float64: signals, its state, its parameters. */
  readonly bytes: number;
}

/** The bytes of all arrays in a value, of parameters as arrays. */
function bytesIn(value: unknown): number {
  if (isParameter(value)) return 8 * value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, item: unknown) => sum + bytesIn(item), 0);
}

/** What an operator takes for one item in one step, about: to share work out, to report, to choose between ways of doing it. */
export function costOf<K extends OperatorKind>(operator: Operator<Numbers, K>, signals: Signals): Cost {
  const { sets, adds, reads, updates, keeps } = accessOf(operator);
  const places = [...sets, ...adds, ...reads, ...updates].map(({ signal, elements }) => elements?.length ?? signals.size(signal));
  const values = [...places, ...keeps.map(id => signals.size(id))].reduce((sum, size) => sum + size, 0);
  return { operations: definitionOf<K>(operator).operations(operator, signals), bytes: 8 * values + bytesIn(operator) };
}

/**
 * The operators that take gradients back through an operator, in their order: none if no gradient of what it writes is needed.
 * `UnsupportedError` with the reason if its kind has no adjoint and a gradient of what it reads is needed.
 */
export function adjointOf<K extends OperatorKind>(
  operator: Operator<Float64Array, K>,
  backward: Backward,
): readonly Operator<Float64Array>[] {
  const { source, kind } = operator;
  const { sets, adds, reads, updates } = accessOf(operator);
  const needed = (places: readonly Place[]) => places.flatMap(({ signal }) => backward.gradient(signal) ?? []);
  if (needed([...sets, ...adds, ...updates]).length === 0) return [];
  const back = needed(reads).length === 0 ? [] : definitionOf<K>(operator).adjoint(operator, backward);
  if ('none' in back) {
    throw new UnsupportedError(`${source}: no gradient goes back through operator ${kind}: ${back.none}`, {
      code: 'no-gradient',
      object: source,
      given: kind,
    });
  }
  return [...back, ...needed(sets).map((out): Operator<Float64Array> => ({ kind: 'fill', source, out, value: 0 }))];
}
