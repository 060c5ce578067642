import { optionNames } from '../definitions/known-options.js';
import type { DistributionInput } from '../distributions/distribution.js';
import type { FunctionInput } from '../functions/function.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import type { SolverRecord } from '../solvers/solver.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { ArrayInput } from '../tensor.js';
import type { TransformRecord } from '../transforms/transform.js';
import type { Hints } from './hints.js';

/** What may be said of a connection. */
export interface ConnectionOptions {
  readonly label?: string;
  /** Default: from the network's seed and the path. */
  readonly seed?: number;
  /** Default `lowpass(0.005)`. null: no filter and no delay. */
  readonly synapse?: SynapseRecord | null;
  /** Applied to the represented value (ensembles: through decoders) or to the output (nodes). Default none. */
  readonly function?: FunctionInput;
  /** In place of a function: its values, one row for each of the `evalPoints`, which have to be given as values. For decoded connections. */
  readonly targets?: ArrayInput;
  /** Default none; a number multiplies. */
  readonly transform?: TransformRecord | number;
  /** Further steps of delay after the synapse. Default 0. */
  readonly delaySteps?: number;
  /** Default `leastSquaresL2()`. */
  readonly solver?: SolverRecord;
  /** Points for which decoders are solved. Default those of the ensemble. */
  readonly evalPoints?: DistributionInput;
  /** Whether given points are multiplied by the radius. Default true. */
  readonly scaleEvalPoints?: boolean;
  /** How the connection learns. Default: not at all. */
  readonly learningRule?: LearningRuleRecord | readonly LearningRuleRecord[];
  readonly hints?: Hints;
}

/** The names of what may be said of a connection. */
export const connectionOptionNames = optionNames<ConnectionOptions>({
  label: true,
  seed: true,
  synapse: true,
  function: true,
  targets: true,
  transform: true,
  delaySteps: true,
  solver: true,
  evalPoints: true,
  scaleEvalPoints: true,
  learningRule: true,
  hints: true,
});
