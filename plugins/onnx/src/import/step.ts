import { type NodeRecord, type Tensor, type TransformRecord, UnsupportedError } from '@rheobase/core';

/** One summand of a value: another value, through a linear map unless that is null. */
export interface Term {
  readonly value: string;
  readonly transform: TransformRecord | null;
}

/** How a value of the ONNX graph comes about in a Network. Values go by their names in the graph. */
export type Step =
  /** The same elements, perhaps under another shape. */
  | { readonly kind: 'same'; readonly value: string }
  /** Linear maps of other values, plus a constant whose shape has as many axes as the value and repeats to its shape. */
  | { readonly kind: 'sum'; readonly terms: readonly Term[]; readonly bias: Tensor | null }
  /** Values side by side: element i of a part becomes element `to[i]`. */
  | { readonly kind: 'concat'; readonly parts: readonly { readonly value: string; readonly to: readonly number[] }[] }
  | { readonly kind: 'relu'; readonly value: string }
  /** A node that computes something that is not linear. */
  | { readonly kind: 'node'; readonly value: string; readonly record: NodeRecord };

/** The values that a step takes. */
export const operandsOf = (step: Step): readonly string[] => {
  switch (step.kind) {
    case 'sum':
      return step.terms.map(({ value }) => value);
    case 'concat':
      return step.parts.map(({ value }) => value);
    default:
      return [step.value];
  }
};

/** The refusal of one node, its message a clause after the node's name; collected with those of the other nodes. */
export const notImportable = (reason: string): UnsupportedError => new UnsupportedError(reason, { code: 'unsupported-operator' });
