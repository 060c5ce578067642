import type { RandomStream } from '@rheobase/math';
import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import { checkedProcess } from './check-process.js';
import { needStartingState, type StartingStateRule, type StateSizes } from './starting-state.js';

/** What one step of a user's process sees. */
export interface ProcessStep {
  /** Length of a step, s. */
  readonly dt: number;
  /** Time of this step, s; that of the first is dt. */
  readonly time: number;
  /** What came in in this step; empty where it takes nothing. */
  readonly x: Float64Array;
  readonly state: Readonly<Record<string, Float64Array>>;
  readonly parameters: Readonly<Record<string, number>>;
  /** Draws of its own, which follow from the seed; a snapshot keeps where they are. */
  readonly random: RandomStream;
  /** To be filled. */
  readonly out: Float64Array;
}

export interface ProcessDefinition {
  readonly kind: 'process';
  readonly name: string;
  readonly version: string;
  readonly step: (step: ProcessStep) => void;
  /** What state starts from; absent: zeros. */
  readonly initialState?: StartingStateRule;
}

/** A process of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export interface CustomProcess {
  readonly type: 'customProcess';
  readonly name: string;
  readonly version: string;
  /** How many values it takes; null: as many as it gives. */
  readonly sizeIn: number | null;
  /** How many it gives; null: as many as are asked for. */
  readonly sizeOut: number | null;
  readonly parameters: Readonly<Record<string, number>>;
  /** Numbers of state by name, so many each or ('out') one per value given. */
  readonly state: StateSizes;
  /** What this record starts from, in place of what the definition says; absent: nothing of its own. */
  readonly initialState?: Readonly<Record<string, number | readonly number[]>>;
  /** There in the process that defined it; left out of documents and hashes. */
  readonly implementation?: ProcessDefinition;
}

export interface ProcessOptions<P extends Readonly<Record<string, number>>> {
  readonly name: string;
  readonly version: string;
  /** Default 0: it takes nothing. null: as many values as it gives. */
  readonly sizeIn?: number | null;
  /** Default null: as many as are asked for. */
  readonly sizeOut?: number | null;
  /** Numbers with their defaults. */
  readonly parameters?: P;
  /** How much state it keeps, by name. */
  readonly state?: StateSizes;
  /**
   * What state starts from: a number or values by name, or a function of sizes, step and parameters that gives them. Default: zeros. It is
   * known by name and version, as the step is; a record can start from values of its own.
   */
  readonly initialState?: StartingStateRule;
  readonly step: (step: ProcessStep) => void;
}

const names = optionNames<ProcessOptions<Readonly<Record<string, number>>>>({
  name: true,
  version: true,
  sizeIn: true,
  sizeOut: true,
  parameters: true,
  state: true,
  initialState: true,
  step: true,
});

/** What is said of one record beside its parameters. */
export interface CustomProcessOptions {
  /** What its state starts from, by name; it is part of documents. Default: what the definition says. */
  readonly initialState?: Readonly<Record<string, number | readonly number[]>>;
}

const recordNames = optionNames<CustomProcessOptions>({ initialState: true });

/** The values as they are now, so that whoever changes a list later changes no record. */
const heldState = (given: NonNullable<CustomProcessOptions['initialState']>): NonNullable<CustomProcessOptions['initialState']> =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? value : Object.freeze(Array.from(value))]),
    ),
  );

/**
 * A process of one's own. The result makes its records:
 *
 *     const walk = defineProcess({ name: 'walk', version: '1', parameters: { size: 0.1 }, state: { at: 'out' },
 *       step: ({ state, parameters, random, out }) =>
 *         out.forEach((_, i) => { out[i] = state.at[i] += parameters.size * random.normal(); }) });
 *     net.process(walk({ size: 0.5 }), { size: 2 });
 *     net.process(walk({}, { initialState: { at: [1, -1] } }), { size: 2 });
 */
export function defineProcess<P extends Readonly<Record<string, number>>>(
  options: ProcessOptions<P>,
): ((parameters?: Partial<P>, options?: CustomProcessOptions) => CustomProcess) & { readonly definition: ProcessDefinition } {
  const { name, version, sizeIn = 0, sizeOut = null, state = {} } = knownOptions('defineProcess', options, names);
  if (!name || !version || typeof options.step !== 'function') {
    throw new ValidationError(`defineProcess: a name, a version and a step function are needed, but '${name}' was given`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, step',
    });
  }
  const { initialState: start } = options;
  if (start !== undefined && typeof start !== 'function') needStartingState(name, state, start, sizeOut);
  const definition: ProcessDefinition = Object.freeze({
    kind: 'process',
    name,
    version,
    step: options.step,
    ...(start === undefined ? {} : { initialState: start }),
  });
  const defaults: Readonly<Record<string, number>> = options.parameters ?? {};
  const make = (given: Partial<P> = {}, own: CustomProcessOptions = {}): CustomProcess => {
    const { initialState } = knownOptions(name, own, recordNames);
    return checkedProcess({
      type: 'customProcess',
      name,
      version,
      sizeIn,
      sizeOut,
      parameters: Object.freeze({ ...withDefaults(name, defaults, given) }),
      state: Object.freeze({ ...state }),
      ...(initialState === undefined ? {} : { initialState: heldState(initialState) }),
      implementation: definition,
    });
  };
  return Object.assign(make, { definition });
}
