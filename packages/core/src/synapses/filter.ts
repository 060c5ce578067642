/**
 * A synapse brought to one step length, in the form in which it is advanced, for each element on its own:
 * - `gain`: y = d u;
 * - `first`: x <- a x + b u, then y = x;
 * - `system`: with d = 0 x <- A x + b u, then y = c x (the new state); else y = c x + d u (the old state), then x <- A x + b u;
 * - `taps`: y = the sum of weights[k] u of k steps ago;
 * - `custom`: what a step of the user's own makes of all elements at once.
 */
export type Filter<N = Float64Array> =
  | { readonly form: 'gain'; readonly d: number }
  | { readonly form: 'first'; readonly a: number; readonly b: number }
  | ({ readonly form: 'system' } & StateSpace<N>)
  | { readonly form: 'taps'; readonly weights: N }
  | CustomFilter;

/** A step of the user's own, on the values of one item. */
export interface CustomFilter {
  readonly form: 'custom';
  /** Numbers of state per element, by name. */
  readonly state: Readonly<Record<string, number>>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly dt: number;
  readonly step: (step: SynapseStep) => void;
}

/** What one step of a user's synapse sees. */
export interface SynapseStep {
  /** Length of a step, s. */
  readonly dt: number;
  /** The values of this step. */
  readonly x: Float64Array;
  /** State by name, at 0 before the first step: of element i the numbers from `i * n` on, if there are n for each. */
  readonly state: Readonly<Record<string, Float64Array>>;
  readonly parameters: Readonly<Record<string, number>>;
  /** To be filled. */
  readonly out: Float64Array;
}

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
    case 'custom':
      return Object.values(filter.state).reduce((sum, count) => sum + count, 0);
  }
}
