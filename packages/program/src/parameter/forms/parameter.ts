import type { Tensor } from '@rheobase/core';
import type { TensorId } from '@rheobase/model';

/** What each form of a parameter says beside its name and its number of elements. */
interface Fields {
  /** All elements of a tensor of the Model. */
  readonly tensor: { readonly id: TensorId };
  /** Numbers that follow from no tensor: one for all elements, or a list. */
  readonly constant: { readonly values: number | Float64Array };
  /** Element i is element `indices[i]` of another parameter. */
  readonly gather: { readonly of: Parameter; readonly indices: Int32Array };
  /** Another parameter, of shape `from`, repeated to shape `to` by the rule of trailing axes. */
  readonly repeat: { readonly of: Parameter; readonly from: readonly number[]; readonly to: readonly number[] };
  /** Element `to[k]` is element `from[k]` of another parameter; all others are zero. */
  readonly expand: { readonly of: Parameter; readonly from: Int32Array; readonly to: Int32Array };
  /** a times b, where element i meets element `floor(i / each)` of b, which starts over at its end. */
  readonly product: { readonly a: Parameter; readonly b: Parameter; readonly each: number };
  /** a divided by b; elements meet as in `product`. */
  readonly quotient: { readonly a: Parameter; readonly b: Parameter; readonly each: number };
  /** Times in seconds as whole steps of `dt`, by the rule of `stepsOf`. */
  readonly steps: { readonly of: Parameter; readonly dt: number };
  /** The matrix (rows, inner) times the matrix (inner, columns), all row-major; sums run over `inner` in ascending order. */
  readonly matrixProduct: {
    readonly a: Parameter;
    readonly b: Parameter;
    readonly rows: number;
    readonly inner: number;
    readonly columns: number;
  };
  /** The row-major matrix `left` with the elements of `right`, one a row, as its last column. */
  readonly columns: { readonly left: Parameter; readonly right: Parameter };
}

export type FormName = keyof Fields;

/** A parameter of one form. */
export type ParameterOf<K extends FormName = FormName> = {
  readonly [P in K]: {
    readonly form: P;
    /** Number of elements. */
    readonly length: number;
  } & Fields[P];
}[K];

/**
 * Where the numbers of an operator come from: an immutable expression over the tensors of a Model. `ParameterValues` gives the numbers, `tensorsOf` the
 * tensors, `printParameter` the text, `accumulate` the gradients of the tensors.
 */
export type Parameter = ParameterOf;

export type Tensors = ReadonlyMap<TensorId, Tensor>;

/** What is known of one form. */
export interface Form<K extends FormName> {
  /** The parameters that it is made of. */
  parts(parameter: ParameterOf<K>): readonly Parameter[];
  /** What beside its parts makes it different from others of its form. */
  own(parameter: ParameterOf<K>): readonly (string | number | Float64Array | Int32Array)[];
  /** Its numbers, from those of its parts; the order of operations is part of the meaning. */
  value(parameter: ParameterOf<K>, of: (part: Parameter) => Float64Array, tensors: Tensors): Float64Array;
  /** Text, from that of its parts. */
  print(parameter: ParameterOf<K>, parts: readonly string[]): string;
  /** Gives each part its gradient, from the gradient of the whole; null where there is none. */
  readonly adjoint:
    | ((
        parameter: ParameterOf<K>,
        gradient: Float64Array,
        of: (part: Parameter) => Float64Array,
        give: (part: Parameter, gradient: Float64Array) => void,
      ) => void)
    | null;
}

/** Whether a value inside an operator is a parameter. */
export const isParameter = (value: unknown): value is Parameter =>
  typeof value === 'object' && value !== null && 'form' in value && 'length' in value;
