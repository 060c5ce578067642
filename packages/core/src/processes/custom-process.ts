import type { RandomStream } from '@rheobase/math';
import { knownOptions, optionNames } from '../definitions/known-options.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import { absent, field, orNull, wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { definition, named, number, text } from '../record/values.js';
import { processKind } from './behaviour.js';
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

const isStateSize = (size: unknown): size is number | 'out' =>
  size === 'out' || (typeof size === 'number' && Number.isInteger(size) && size >= 1);

/** How much state there is, by name: a whole number, or 'out' for one number for each value given. */
const stateSize = field<number | 'out'>({
  take: (object, name, given) => (isStateSize(given) ? given : wrongValue(object, name, given, "'out' or a whole number >= 1")),
  read: (at, name) => (typeof at.raw(name) === 'number' ? at.number(name) : at.oneOf(name, ['out'])),
});

type Start = number | readonly number[];

/** A number, or numbers; copied, so that whoever changes a list later changes no record. */
const start = field<Start>({
  take(object, name, given) {
    if (typeof given === 'number') return given;
    if (Array.isArray(given) || given instanceof Float64Array) return Object.freeze(Array.from<number>(given));
    return wrongValue(object, name, given, 'a number or a list of numbers');
  },
  read: (at, name) => (Array.isArray(at.raw(name)) ? at.numbers(name) : at.number(name)),
});

/** A process of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export const customProcess = processKind(
  kind(
    'customProcess',
    {
      name: text(),
      version: text(),
      /** How many values it takes; null: as many as it gives. */
      sizeIn: orNull(number({ whole: true, atLeast: 0 })),
      /** How many it gives; null: as many as are asked for. */
      sizeOut: orNull(number({ whole: true, atLeast: 1 })),
      parameters: named(number()),
      /** Numbers of state by name, so many each or ('out') one per value given. */
      state: named(stateSize),
      /** What this record starts from, in place of what the definition says; absent: nothing of its own. */
      initialState: absent(named(start)),
      /** There in the process that defined it; left out of documents and hashes. */
      implementation: definition<ProcessDefinition>('process'),
    },
    {
      maker: 'defineProcess',
      verify: (_object, { name, state, initialState, sizeOut }) => needStartingState(name, state, initialState ?? {}, sizeOut),
    },
  ),
  {
    size: ({ sizeOut }) => sizeOut,
    sizeIn: ({ sizeIn }, sizeOut) => sizeIn ?? sizeOut,
  },
);

export type CustomProcess = RecordOf<typeof customProcess>;

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
    return customProcess({
      name,
      version,
      sizeIn,
      sizeOut,
      parameters: withDefaults(name, defaults, given),
      state,
      ...(initialState === undefined ? {} : { initialState }),
      implementation: definition,
    });
  };
  return Object.assign(make, { definition });
}
