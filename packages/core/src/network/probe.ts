import type { SolverRecord } from '../solvers/solver.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { Connection, Endpoint } from './objects.js';

/**
 * What a probe reads: `output` of nodes, neurons and connections, `decoded` value or `input` of an ensemble, `current` of neurons,
 * or a state variable of the neuron type by its name.
 */
export type ProbeAttribute = string;

export interface ProbeOptions {
  readonly label?: string;
  /** Default: `decoded` for ensembles, else `output`. */
  readonly attribute?: ProbeAttribute;
  /** Filter on what is recorded (delays by one step). Default null: none. */
  readonly synapse?: SynapseRecord | null;
  /**
   * Time between records, s. Default: every step. By the rule of Nengo: step n is recorded where n mod (sampleEvery / dt) < 1 in floating
   * point, so where the quotient is a rounding error above a whole number, records come a step late.
   */
  readonly sampleEvery?: number;
  /** How many of the latest records are kept in memory. Default: all. */
  readonly keep?: number;
  /** For decoded probes. Default `leastSquaresL2()`. */
  readonly solver?: SolverRecord;
  readonly seed?: number;
}

/** A reference by which a probe's data are asked for; `D` is its number of elements. */
export interface ProbeRef<D extends number = number> {
  readonly path: string;
  readonly size: D;
}

/** A point of measurement. */
export class Probe<D extends number = number> implements ProbeRef<D> {
  readonly kind = 'probe';
  readonly path: string;
  readonly target: Endpoint | Connection;
  readonly attribute: ProbeAttribute;
  readonly size: D;
  readonly synapse: SynapseRecord | null;
  readonly sampleEvery: number | null;
  readonly keep: number | null;
  readonly solver: SolverRecord;
  readonly seed: number;

  /** @internal Made by `Network.probe`. */
  constructor(fields: Omit<Probe<D>, 'kind'>) {
    this.path = fields.path;
    this.target = fields.target;
    this.attribute = fields.attribute;
    this.size = fields.size;
    this.synapse = fields.synapse;
    this.sampleEvery = fields.sampleEvery;
    this.keep = fields.keep;
    this.solver = fields.solver;
    this.seed = fields.seed;
    Object.freeze(this);
  }
}
