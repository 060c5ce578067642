import type { Distribution, DistributionInput } from '../distributions/distribution.js';
import type { FunctionInput, FunctionRecord } from '../functions/function.js';
import type { SolverRecord } from '../solvers/solver.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { TransformRecord } from '../transforms/transform.js';
import type { Hints } from './hints.js';
import type { Endpoint } from './view.js';

export interface ConnectionOptions {
  readonly label?: string;
  /** Default: from the network's seed and the path. */
  readonly seed?: number;
  /** Default `lowpass(0.005)`. null: no filter and no delay. */
  readonly synapse?: SynapseRecord | null;
  /** Applied to the represented value (ensembles: through decoders) or to the output (nodes). Default none. */
  readonly function?: FunctionInput;
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
  readonly transform: TransformRecord | null;
  readonly delaySteps: number;
  readonly solver: SolverRecord;
  readonly evalPoints: Distribution | null;
  readonly scaleEvalPoints: boolean;
  readonly hints: Hints;

  /** @internal Made by `Network.connect`. */
  constructor(fields: Omit<Connection, 'kind'>) {
    this.path = fields.path;
    this.pre = fields.pre;
    this.post = fields.post;
    this.seed = fields.seed;
    this.synapse = fields.synapse;
    this.function = fields.function;
    this.transform = fields.transform;
    this.delaySteps = fields.delaySteps;
    this.solver = fields.solver;
    this.evalPoints = fields.evalPoints;
    this.scaleEvalPoints = fields.scaleEvalPoints;
    this.hints = fields.hints;
    Object.freeze(this);
  }
}
