import type { Distribution, DistributionInput } from '../distributions/distribution.js';
import type { FunctionInput, FunctionRecord } from '../functions/function.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import type { SolverRecord } from '../solvers/solver.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { ArrayInput, Tensor } from '../tensor.js';
import type { TransformRecord } from '../transforms/transform.js';
import type { Hints } from './hints.js';
import { ruleOf } from './rule.js';
import type { Endpoint, Rule } from './view.js';

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

/** A directed connection with every choice recorded. */
export class Connection {
  readonly kind = 'connection';
  readonly path: string;
  readonly pre: Endpoint;
  readonly post: Endpoint;
  readonly seed: number;
  readonly synapse: SynapseRecord | null;
  readonly function: FunctionRecord | null;
  readonly targets: Tensor | null;
  readonly transform: TransformRecord | null;
  readonly delaySteps: number;
  readonly solver: SolverRecord;
  readonly evalPoints: Distribution | null;
  readonly scaleEvalPoints: boolean;
  readonly rules: readonly LearningRuleRecord[];
  readonly hints: Hints;

  /** @internal Made by `Network.connect`. */
  constructor(fields: Omit<Connection, 'kind' | 'rule'>) {
    this.path = fields.path;
    this.pre = fields.pre;
    this.post = fields.post;
    this.seed = fields.seed;
    this.synapse = fields.synapse;
    this.function = fields.function;
    this.targets = fields.targets;
    this.transform = fields.transform;
    this.delaySteps = fields.delaySteps;
    this.solver = fields.solver;
    this.evalPoints = fields.evalPoints;
    this.scaleEvalPoints = fields.scaleEvalPoints;
    this.rules = fields.rules;
    this.hints = fields.hints;
    Object.freeze(this);
  }

  /** One of its learning rules, as a target for errors and for probes. */
  rule(index = 0): Rule {
    return ruleOf(this, index);
  }
}
