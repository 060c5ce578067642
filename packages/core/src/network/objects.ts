import type { Distribution } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import type { FunctionRecord } from '../functions/function.js';
import type { LearningRuleRecord } from '../learning/learning-rule.js';
import { type NodeRecord, nodeSizes } from '../nodes/node.js';
import type { SolverRecord } from '../solvers/solver.js';
import type { SynapseRecord } from '../synapses/synapse.js';
import type { Tensor } from '../tensor.js';
import type { TransformRecord } from '../transforms/transform.js';
import { elementsOf, type Slice } from './elements.js';
import type { EnsembleSettings } from './ensemble-options.js';
import type { Hints } from './hints.js';
import { elementCount, signalSize } from './sizes.js';

/** What can be viewed in part. */
export type Viewable = Node | Ensemble | Neurons | Current | Rule;

/** What a connection may start from or end at. */
export type Endpoint = Viewable | View;

/** Some elements of an object, or the same elements under another shape; `D` is how many. */
export class View<D extends number = number> {
  readonly kind = 'view';
  readonly of: Viewable;
  readonly path: string;
  /** Element numbers, which may repeat; null for all. */
  readonly indices: readonly number[] | null;
  readonly size: D;
  readonly shape: readonly number[];

  /** @internal Made by `at` and `reshaped`. */
  constructor(of: Viewable, indices: readonly number[] | null, size: D, shape: readonly number[]) {
    this.of = of;
    this.path = of.path;
    this.indices = indices === null ? null : Object.freeze([...indices]);
    this.size = size;
    this.shape = Object.freeze([...shape]);
    Object.freeze(this);
  }

  /** Some of its elements, by their place in this view. */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    const places = elementsOf(this.path, this.size, elements);
    return new View(
      this.of,
      places.map(place => this.indices?.[place] ?? place),
      places.length,
      [places.length],
    );
  }
}

/**
 * Some elements of an object, in the given order: `at(0, 2)`, `at([0, 2])`, `at({ start: 1 })`. Negative numbers count from the end and
 * elements may repeat. `ValidationError` where there is no such element, where none is left, and for masks of booleans.
 */
export interface At {
  <const I extends readonly number[]>(...indices: I): View<I['length']>;
  <const I extends readonly number[]>(indices: I): View<I['length']>;
  (elements: ArrayLike<number> | Slice): View;
}

/** Some elements of an object with `size` of them, as `at` takes them. */
export function elementsAt(of: Viewable, size: number, elements: readonly unknown[]): View {
  const indices = elementsOf(of.path, size, elements);
  return new View(of, indices, indices.length, [indices.length]);
}

/** A node of a network: input, constant, table, passthrough, function or built-in operation. */
export class Node<D extends number = number> {
  readonly kind = 'node';
  readonly path: string;
  readonly record: NodeRecord;
  readonly sizeIn: number;
  readonly sizeOut: D;
  /** How the output is laid out, for layers. */
  readonly shape: readonly number[];
  readonly hints: Hints;

  /** @internal Made by `Network.node`. */
  constructor(path: string, record: NodeRecord, sizeOut: D, shape: readonly number[], hints: Hints) {
    this.path = path;
    this.record = record;
    this.sizeIn = nodeSizes(record).sizeIn;
    this.sizeOut = sizeOut;
    this.shape = Object.freeze([...shape]);
    this.hints = hints;
    Object.freeze(this);
  }

  /**
   * Some of its elements: see `At`. Of a node that takes and gives different numbers of values, negative numbers and slices count on the
   * larger side.
   */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    return elementsAt(this, elementCount(this), elements);
  }
}

/** The neurons of an ensemble as an endpoint of their own: outputs are spikes or rates; inputs add `gain * value` to the current. */
export interface Neurons<N extends number = number> {
  readonly kind: 'neurons';
  readonly ensemble: Ensemble;
  readonly path: string;
  readonly size: N;
  /** How the neurons are laid out, for layers: (height, width, channels) or (n). */
  readonly shape: readonly number[];
  /** Some of the neurons. */
  readonly at: At;
}

/** The input current of an ensemble as a target: values are added as they are, without gain. */
export interface Current {
  readonly kind: 'current';
  readonly ensemble: Ensemble;
  readonly path: string;
  readonly size: number;
  readonly shape: readonly number[];
  readonly at: At;
}

/** A group of neurons that together represent a vector of `dimensions` values; a `direct` one has no neurons and passes the vector on. */
export class Ensemble<D extends number = number, N extends number = number> {
  readonly kind = 'ensemble';
  readonly path: string;
  readonly size: N;
  readonly dimensions: D;
  readonly settings: EnsembleSettings;
  readonly neurons: Neurons<N>;
  readonly current: Current;

  /** @internal Made by `Network.ensemble`. */
  constructor(path: string, size: N, dimensions: D, settings: EnsembleSettings) {
    this.path = path;
    this.size = size;
    this.dimensions = dimensions;
    this.settings = settings;
    const { shape } = settings;
    const neurons: Neurons<N> = Object.freeze({
      kind: 'neurons',
      ensemble: this,
      path,
      size,
      shape,
      at: (...elements: readonly unknown[]) => elementsAt(neurons, size, elements),
    });
    const current: Current = Object.freeze({
      kind: 'current',
      ensemble: this,
      path,
      size,
      shape,
      at: (...elements: readonly unknown[]) => elementsAt(current, size, elements),
    });
    this.neurons = neurons;
    this.current = current;
    Object.freeze(this);
  }

  /** Some of its dimensions: see `At`. */
  at<const I extends readonly number[]>(...indices: I): View<I['length']>;
  at<const I extends readonly number[]>(indices: I): View<I['length']>;
  at(elements: ArrayLike<number> | Slice): View;
  at(...elements: readonly unknown[]): View {
    return elementsAt(this, this.dimensions, elements);
  }
}

/** A learning rule of a connection as a target: what reaches it is the error (pes, rls) or what modulates it (voja). */
export interface Rule {
  readonly kind: 'rule';
  readonly connection: Connection;
  /** Which rule of the connection. */
  readonly index: number;
  readonly record: LearningRuleRecord;
  readonly path: string;
  /** How many values can be sent to it; 0: none. */
  readonly size: number;
  readonly shape: readonly number[];
  readonly at: At;
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

/** A learning rule of a connection as an endpoint; an index it does not have is a `ValidationError`. */
function ruleOf(connection: Connection, index: number): Rule {
  const record = connection.rules[index];
  if (!record) {
    throw new ValidationError(`connection ${connection.path} has ${connection.rules.length} learning rules; there is no rule ${index}`, {
      code: 'unknown-rule',
      object: connection.path,
      given: index,
      allowed: connection.rules.length === 0 ? 'none' : `0 to ${connection.rules.length - 1}`,
    });
  }
  const size = signalSize(record, connection);
  const rule: Rule = Object.freeze({
    kind: 'rule',
    connection,
    index,
    record,
    path: `${connection.path}.rule${index}`,
    size,
    shape: Object.freeze([size]),
    at: (...elements: readonly unknown[]) => elementsAt(rule, size, elements),
  });
  return rule;
}
