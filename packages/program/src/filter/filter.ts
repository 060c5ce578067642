/**
 * A synapse brought to one step length, in the form in which it is advanced, for each element on its own:
 * - `gain`: y = d u;
 * - `first`: x <- a x + b u, then y = x;
 * - `system`: with d = 0 x <- A x + b u, then y = c x (the new state); else y = c x + d u (the old state), then x <- A x + b u;
 * - `taps`: y = the sum of weights[k] u of k steps ago.
 */
export type Filter<N = Float64Array> =
  | { readonly form: 'gain'; readonly d: number }
  | { readonly form: 'first'; readonly a: number; readonly b: number }
  | ({ readonly form: 'system' } & StateSpace<N>)
  | { readonly form: 'taps'; readonly weights: N };

/** x' = A x + b u, y = c x + d u, of one input and one output. */
export interface StateSpace<N = Float64Array> {
  readonly order: number;
  /** (order, order), row-major. */
  readonly a: N;
  readonly b: N;
  readonly c: N;
  readonly d: number;
}

/** How many state values per element a filter keeps. */
export function stateSize(filter: Filter<{ readonly length: number }>): number {
  switch (filter.form) {
    case 'gain':
      return 0;
    case 'first':
      return 1;
    case 'system':
      return filter.order;
    case 'taps':
      return filter.weights.length - 1;
  }
}
