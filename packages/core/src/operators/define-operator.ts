import { knownOptions, optionNames } from '../definitions/known-options.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';

/** Arrays of one item of a batch, by the names of the definition. */
export type OperatorArrays<N extends string = string> = Readonly<Record<N, Float64Array>>;

type Numbers<N extends string = string> = Readonly<Record<N, number>>;

/** What is known of an operator of the user before it runs. `P` are the names of its parameters, `N` of what it reads, sets and updates. */
export interface OperatorContext<P extends string = string, N extends string = string> {
  /** Numbers of elements of what it reads, sets and updates, by name. */
  readonly sizes: Numbers<N>;
  /** Length of a step, s. */
  readonly dt: number;
  readonly parameters: Numbers<P>;
}

/** What every step knows. */
interface AnyStep<P extends string> {
  /** Length of a step, s. */
  readonly dt: number;
  /** Time of this step, s; that of the first is dt. */
  readonly time: number;
  readonly parameters: Numbers<P>;
}

/** What one step of an operator of the user sees, for one item of a batch. */
export interface OperatorStep<
  P extends string = string,
  R extends string = string,
  S extends string = string,
  U extends string = string,
  T extends string = string,
> extends AnyStep<P> {
  /** What it reads in this step. */
  readonly reads: OperatorArrays<R>;
  /** To be filled for this step; zeros before. */
  readonly sets: OperatorArrays<S>;
  /** To be changed for the next step; what they hold now before. */
  readonly updates: OperatorArrays<U>;
  /** Its state, which it changes. */
  readonly state: OperatorArrays<T>;
}

/** What a step of an adjoint sees, for one item: numbers as they were when the operator ran forward, and gradients. */
export interface OperatorAdjointStep<P extends string = string, R extends string = string, S extends string = string> extends AnyStep<P> {
  readonly reads: OperatorArrays<R>;
  readonly sets: OperatorArrays<S>;
  /** Gradients with respect to what the operator set, by name. */
  readonly given: OperatorArrays<S>;
  /** To be filled: gradients with respect to what it read, by name; zeros before. */
  readonly gradients: OperatorArrays<R>;
}

/** What an operator of the user does. As methods, so that operators with names of their own are all of one type. */
interface Behaviour<P extends string, R extends string, S extends string, U extends string, T extends string> {
  /** What its state starts from, by name; the lengths are its sizes. Default: no state. */
  state(context: OperatorContext<P, R | S | U>): Readonly<Record<T, ArrayLike<number>>>;
  /** What does not fit, as in 'needs as many values of y as of x'; null if all does. Default: everything fits. */
  check(context: OperatorContext<P, R | S | U>): string | null;
  /** About how many multiplications one item takes in a step. Default: one for each element that it reads, sets and updates. */
  cost(context: OperatorContext<P, R | S | U>): number;
  /** Its meaning: what one step does to one item. */
  step(step: OperatorStep<P, R, S, U, T>): void;
}

export interface OperatorOptions<
  P extends string = string,
  R extends string = string,
  S extends string = string,
  U extends string = string,
  T extends string = string,
> extends Partial<Omit<Behaviour<P, R, S, U, T>, 'step'>>,
    Pick<Behaviour<P, R, S, U, T>, 'step'> {
  readonly name: string;
  readonly version: string;
  /** Names of what it reads. Default none. */
  readonly reads?: readonly R[];
  /** Names of what it sets in each step; no other operator sets or adds to it. Default none. */
  readonly sets?: readonly S[];
  /** Names of what it changes at the end of a step, for the next one. Default none. */
  readonly updates?: readonly U[];
  /** Numbers with their defaults. */
  readonly parameters?: Numbers<P>;
  /** How gradients go back through it. Default: they do not, and training rejects it. Only operators without state and updates have one. */
  adjoint?(step: OperatorAdjointStep<P, R, S>): void;
}

export interface OperatorDefinition extends Behaviour<string, string, string, string, string> {
  readonly kind: 'operator';
  readonly name: string;
  readonly version: string;
  readonly reads: readonly string[];
  readonly sets: readonly string[];
  readonly updates: readonly string[];
  readonly adjoint: OperatorOptions['adjoint'] | null;
}

/** An operator of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export interface OperatorRecord {
  readonly name: string;
  readonly version: string;
  readonly parameters: Numbers;
  /** Present in the process that defined it; left out of documents and hashes. */
  readonly implementation?: OperatorDefinition;
}

const names = optionNames<OperatorOptions>({
  name: true,
  version: true,
  reads: true,
  sets: true,
  updates: true,
  parameters: true,
  state: true,
  check: true,
  step: true,
  cost: true,
  adjoint: true,
});

function fail(name: string, what: string, given: unknown, allowed: string): never {
  throw new ValidationError(`defineOperator: ${name}: ${what}`, { code: 'invalid-definition', object: name, given, allowed });
}

/** Rejects names that are no texts, and those given twice. */
function checkNames(name: string, lists: readonly (readonly [option: string, given: readonly unknown[]])[]): void {
  for (const [option, given] of lists) {
    const bad = Array.isArray(given) ? given.find(one => typeof one !== 'string' || one === '') : given;
    if (bad !== undefined) fail(name, `${option} must be a list of names, but ${String(bad)} was given`, bad, 'a list of names');
  }
  const all = lists.flatMap(([, given]) => given);
  const twice = all.find((one, at) => all.indexOf(one) !== at);
  if (twice !== undefined) fail(name, `'${String(twice)}' names two things; write each name once`, twice, 'different names');
}

/**
 * An operator of one's own, for Programs: a pass puts it there (`customOperator` of @rheobase/program). The result makes its
 * records:
 *
 *     const leaky = defineOperator({ name: 'leaky', version: '1', reads: ['x'], sets: ['y'], parameters: { keep: 0.9 },
 *       state: ({ sizes }) => ({ held: new Float64Array(sizes.y ?? 0) }),
 *       step: ({ reads, sets, state, parameters }) =>
 *         reads.x?.forEach((x, i) => { sets.y[i] = state.held[i] = parameters.keep * state.held[i] + x; }) });
 *     leaky({ keep: 0.5 });
 */
export function defineOperator<
  P extends string = never,
  const R extends string = never,
  const S extends string = never,
  const U extends string = never,
  T extends string = never,
>(
  options: OperatorOptions<P, R, S, U, T>,
): ((parameters?: Partial<Numbers<P>>) => OperatorRecord) & { readonly definition: OperatorDefinition } {
  const given: OperatorOptions = knownOptions('defineOperator', options, names);
  const { name, version, reads = [], sets = [], updates = [], step } = given;
  if (!name || !version || typeof step !== 'function')
    fail(String(name), 'a name, a version and a step function are needed', name, 'name, version, step');
  checkNames(name, [
    ['reads', reads],
    ['sets', sets],
    ['updates', updates],
  ]);
  const { state = () => ({}), check = () => null, adjoint = null } = given;
  const cost = given.cost ?? (({ sizes }: OperatorContext) => Object.values(sizes).reduce((sum, size) => sum + size, 0));
  for (const [option, value] of Object.entries({ state, check, cost, ...(adjoint === null ? {} : { adjoint }) }))
    if (typeof value !== 'function') fail(name, `${option} must be a function, but ${String(value)} was given`, value, 'a function');
  if (adjoint !== null && (given.state !== undefined || updates.length > 0))
    fail(name, 'an operator with state or updates has no adjoint; leave adjoint out', 'adjoint', 'reads and sets alone');
  const definition: OperatorDefinition = Object.freeze({
    kind: 'operator',
    name,
    version,
    reads: Object.freeze([...reads]),
    sets: Object.freeze([...sets]),
    updates: Object.freeze([...updates]),
    state,
    check,
    step,
    cost,
    adjoint,
  });
  const defaults: Numbers = given.parameters ?? {};
  const make = (own: Partial<Numbers<P>> = {}): OperatorRecord => {
    const parameters = Object.freeze({ ...withDefaults(name, defaults, own) });
    for (const [parameter, value] of Object.entries(parameters)) {
      if (Number.isFinite(value)) continue;
      throw new ValidationError(`${name}: ${parameter} must be a finite number, but ${String(value)} was given`, {
        code: 'invalid-parameter',
        object: name,
        given: value,
        allowed: 'a finite number',
      });
    }
    return Object.freeze({ name, version, parameters, implementation: definition });
  };
  return Object.assign(make, { definition });
}
