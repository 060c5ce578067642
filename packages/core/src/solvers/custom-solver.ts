import type { RandomStream } from '@rheobase/math';
import { knownOptions, optionNames } from '../definitions/known-options.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { definition, flag, named, number, text } from '../record/values.js';
import { solverKind, weights, yes } from './behaviour.js';

/** What a user's solver sees: copies, which it may change. */
export interface SolverProblem<P = Readonly<Record<string, number>>> {
  /** Rates of the neurons at the evaluation points, Hz: (points, neurons), row-major. */
  readonly activities: Float64Array;
  /** What is to be decoded at the points: (points, size), row-major. */
  readonly targets: Float64Array;
  readonly points: number;
  readonly neurons: number;
  readonly size: number;
  readonly parameters: P;
  /** Draws of its own, which follow from the seed of the connection or probe; from their start in each call. */
  readonly random: RandomStream;
}

/** Decoders (neurons, size), row-major: finite numbers. */
export type SolvedDecoders = ArrayLike<number>;

/** What a user's solver gives: decoders, or decoders with what a report of the build says of them. */
export type SolverResult = SolvedDecoders | { readonly decoders: SolvedDecoders; readonly info: Readonly<Record<string, unknown>> };

export interface SolverDefinition {
  readonly kind: 'solver';
  readonly name: string;
  readonly version: string;
  readonly solve: (problem: SolverProblem) => SolverResult;
}

/** A solver of the user's own: known by name and version, and run while a network is built or its decoders are solved again. */
export const customSolver = solverKind(
  kind(
    'customSolver',
    {
      name: text(),
      version: text(),
      parameters: named(number()),
      /** Whether decoders are linear in their targets (see `SolverOptions`). */
      compositional: flag(),
      /** Whether the connection gets full weights between neurons instead of decoders. Default false. */
      weights,
      /** There in the process that defined it; left out of documents and hashes. */
      implementation: definition<SolverDefinition>('solver'),
    },
    { maker: 'defineSolver' },
  ),
  { compositional: ({ compositional }) => compositional, draws: yes },
);

export type CustomSolver = RecordOf<typeof customSolver>;

export interface SolverOptions<P extends Readonly<Record<string, number>>> {
  readonly name: string;
  readonly version: string;
  /** Numbers with their defaults. */
  readonly parameters?: P;
  /**
   * Whether decoders are linear in their targets, so that weights between neurons may be made of decoders and encoders. Default false: with
   * `weights: true` it solves for targets in neuron space, one for each neuron of the target.
   */
  readonly compositional?: boolean;
  /** Whether its records solve for full weights between neurons unless they say otherwise. Default false. */
  readonly weights?: boolean;
  /** Gives decoders for activities and targets; it must give the same for the same problem. */
  solve(problem: SolverProblem<P>): SolverResult;
}

const names = optionNames<SolverOptions<Readonly<Record<string, number>>>>({
  name: true,
  version: true,
  parameters: true,
  compositional: true,
  weights: true,
  solve: true,
});

/** What is said of one record beside its parameters. */
export type CustomSolverOptions = Pick<OptionsOf<typeof customSolver>, 'weights'>;

const recordNames = optionNames<CustomSolverOptions>({ weights: true });

/**
 * A solver of one's own. The result makes its records:
 *
 *     const mean = defineSolver({ name: 'mean', version: '1', parameters: { gain: 1 }, compositional: true,
 *       solve: ({ activities, targets, points, neurons, size, parameters }) => {
 *         const decoders = new Float64Array(neurons * size);
 *         for (let p = 0; p < points; p++)
 *           for (let i = 0; i < neurons; i++)
 *             for (let k = 0; k < size; k++)
 *               decoders[i * size + k] += parameters.gain * activities[p * neurons + i] * targets[p * size + k] / points;
 *         return decoders;
 *       } });
 *     net.connect(a, b, { solver: mean({ gain: 0.01 }) });
 *     net.connect(a, b, { solver: mean({}, { weights: true }) });
 *
 * Caches of decoders know it by name, version and parameters: raise the version when it comes to give other decoders. Documents hold these
 * alone; whoever builds or solves again from one hands the definition in, as `definitions: [mean.definition]`.
 */
export function defineSolver<P extends Readonly<Record<string, number>> = Readonly<Record<never, number>>>(
  options: SolverOptions<P>,
): ((parameters?: Partial<P>, options?: CustomSolverOptions) => CustomSolver) & { readonly definition: SolverDefinition };
export function defineSolver(options: SolverOptions<Readonly<Record<string, number>>>): ((
  parameters?: Readonly<Record<string, number>>,
  own?: CustomSolverOptions,
) => CustomSolver) & {
  readonly definition: SolverDefinition;
} {
  const { name, version, compositional = false, weights: full = false } = knownOptions('defineSolver', options, names);
  if (!name || !version || typeof options.solve !== 'function') {
    throw new ValidationError(`defineSolver: a name, a version and a solve function are needed, but '${name}' was given`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, solve',
    });
  }
  const made: SolverDefinition = Object.freeze({ kind: 'solver', name, version, solve: options.solve });
  const make = (given: Readonly<Record<string, number>> = {}, own: CustomSolverOptions = {}): CustomSolver => {
    const { weights: asked = full } = knownOptions(name, own, recordNames);
    const parameters = withDefaults(name, options.parameters ?? {}, given);
    return customSolver({ name, version, parameters, compositional, weights: asked, implementation: made });
  };
  return Object.assign(make, { definition: made });
}
