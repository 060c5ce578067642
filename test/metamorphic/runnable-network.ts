import {
  type Connection,
  type ConnectionOptions,
  direct,
  type Endpoint,
  type Ensemble,
  isDirect,
  lowpass,
  Network,
  type NeuronRecord,
  type Node,
  sourceSize,
  stateNames,
  targetSize,
} from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import { Choices, type Recipe } from './choices.js';
import { connectionFunction, decodedFunction, outputs } from './functions.js';
import { learner } from './learning.js';
import { neuronType, responses } from './neuron-types.js';
import { probe } from './probes.js';
import { noise } from './processes.js';
import { nodeRecord, sourceRecord, synapse } from './records.js';
import { solver } from './solvers.js';
import { quiet, transform } from './transforms.js';

/** An object in order of creation: connections without synapse lead forwards only, so that no cycle is without delay. */
interface Placed {
  readonly rank: number;
  readonly object: Node | Ensemble;
}

type Whole = Exclude<Endpoint, { readonly kind: 'view' }>;

/** Makes a connection of the network that grows. */
export type Link = (pre: Endpoint, post: Endpoint, options: ConnectionOptions) => Connection;

const base = (endpoint: Endpoint): Whole => (endpoint.kind === 'view' ? endpoint.of : endpoint);

/** Makes networks that build and run: every kind of record, slices, loops, learning rules and probes of every attribute. */
class Grower {
  readonly #c: Choices;
  readonly #net: Network;
  readonly #placed: Placed[] = [];
  readonly #connections: Connection[] = [];

  constructor(c: Choices, net: Network) {
    this.#c = c;
    this.#net = net;
  }

  grow({ ensembles, connections }: Recipe): void {
    const c = this.#c;
    const net = this.#net;
    this.#place(net.input(c.whole(1, 3), { label: 'in' }));
    if (c.flag()) this.#place(net.node(sourceRecord(c, c.whole(1, 3)), { label: 'source' }));
    for (let i = 0; i < ensembles; i++) {
      this.#ensemble(i);
      if (c.flag()) this.#place(net.node(nodeRecord(c, c.whole(1, 3)), { label: `node${i}` }));
    }
    for (let rank = 1; rank < this.#placed.length; rank++) this.#connect(rank);
    for (let i = 0; i < connections; i++) this.#connect(c.whole(1, this.#placed.length - 1));
    for (const { object } of this.#placed) if (object.kind === 'node' && c.flag(0.3)) this.#onwards(object);
    for (let i = c.whole(0, 2); i > 0; i--) this.#learn();
    probe(
      c,
      net,
      this.#placed.map(({ object }) => object),
      this.#connections,
    );
  }

  #place(object: Node | Ensemble): void {
    this.#placed.push({ rank: this.#placed.length, object });
  }

  #ensemble(index: number): void {
    const c = this.#c;
    const d = c.whole(1, 2);
    const label = `e${index}`;
    if (c.flag(0.1)) {
      this.#place(this.#net.ensemble(1, d, { label, neuronType: direct() }));
      return;
    }
    const n = c.whole(3, 7);
    const type = neuronType(c, n);
    this.#place(
      this.#net.ensemble(n, d, {
        label,
        neuronType: type,
        radius: c.number(0.5, 2),
        evalPointCount: 12,
        ...responses(c, n, type),
        ...(c.flag(0.2) ? { seed: c.whole(0, 99) } : {}),
        ...(c.flag(0.2) ? { noise: noise(c, n) } : {}),
        ...(c.flag(0.2) ? { initialState: this.#start(type, n) } : {}),
      }),
    );
  }

  #start(type: NeuronRecord, n: number): Readonly<Record<string, number[]>> {
    return Object.fromEntries(stateNames(type).map(name => [name, this.#c.list(n, 0, 0.002)]));
  }

  /** A connection to the object of a rank, from any other or itself. */
  #connect(rank: number): void {
    const c = this.#c;
    const from = this.#any(c.whole(0, this.#placed.length - 1));
    const to = this.#any(rank);
    if (to.object.kind === 'node' && to.object.sizeIn === 0) return;
    const pre = this.#part(neural(from.object) && c.flag(0.3) ? from.object.neurons : from.object);
    const post = this.#part(neural(to.object) && c.flag(0.3) ? c.one<Whole>([to.object.neurons, to.object.current]) : to.object);
    const rates = base(pre).kind === 'neurons';
    const decoded = !rates && neural(from.object);
    const encoded = decoded && neural(to.object) && base(post) === to.object && c.flag(0.3);
    const fn = rates || !c.flag(0.3) ? null : decoded ? decodedFunction(c) : connectionFunction(c, from.rank === 0);
    const size = fn === null ? sourceSize(pre) : outputs(fn, sourceSize(pre));
    const given = rates && c.flag(0.7) ? quiet(c, size, targetSize(post)) : transform(c, size, targetSize(post));
    this.#link(pre, post, {
      synapse: synapse(c, from.rank < to.rank),
      delaySteps: c.flag(0.2) ? c.whole(0, 3) : 0,
      ...(given === undefined ? {} : { transform: given }),
      ...(fn === null ? {} : { function: fn }),
      ...(decoded ? { solver: solver(c, from.object.size, size, encoded) } : {}),
      ...(decoded && c.flag(0.2) ? { evalPoints: this.#points(from.object), scaleEvalPoints: c.flag() } : {}),
    });
  }

  #points({ dimensions }: Ensemble): readonly (readonly number[])[] {
    return Array.from({ length: 10 }, () => this.#c.list(dimensions));
  }

  /** Passes an element of a node on to another of its elements in the same step: a loop of the node, but of no element. */
  #onwards(node: Node): void {
    if (node.record.type === 'passthrough' && node.sizeIn > 1) this.#link(node.at(0), node.at(1), { synapse: null });
  }

  readonly #link: Link = (pre, post, options) => {
    const made = this.#net.connect(pre, post, options);
    this.#connections.push(made);
    return made;
  };

  #any(rank: number): Placed {
    const found = this.#placed[rank] ?? this.#placed[0];
    if (found) return found;
    throw new Error('a network starts with an input');
  }

  /** An endpoint, or some of its elements, with repeats. */
  #part(endpoint: Whole): Endpoint {
    const c = this.#c;
    const size = Math.min(
      sourceSize(endpoint),
      endpoint.kind === 'node' && endpoint.sizeIn > 0 ? endpoint.sizeIn : Number.POSITIVE_INFINITY,
    );
    if (!c.flag(0.3)) return endpoint;
    return endpoint.at(...Array.from({ length: c.whole(1, 3) }, () => c.whole(0, size - 1)));
  }

  /** A connection that learns, and what its rules are sent. */
  #learn(): void {
    const c = this.#c;
    const [first, ...others] = this.#placed.flatMap(({ object }) => (neural(object) ? [object] : []));
    if (!first) return;
    const [pre, post] = [c.one([first, ...others]), c.one([first, ...others])];
    const beyond = this.#placed.map(({ object }) => object).filter(object => !neural(object) && targetSize(object) > 0);
    const made = learner(c, this.#link, pre, post, [post, ...beyond]);
    made.rules.forEach((_, index) => {
      const rule = made.rule(index);
      const from = this.#any(c.whole(0, this.#placed.length - 1)).object;
      if (rule.size > 0 && c.flag(0.9))
        this.#link(from, rule, { synapse: lowpass(0.004), transform: quiet(c, sourceSize(from), rule.size) });
    });
  }
}

const neural = (object: Node | Ensemble): object is Ensemble => object.kind === 'ensemble' && !isDirect(object);

/** The network of a recipe; `before` sees it empty, and may put something else in. */
export function runnableNetwork(recipe: Recipe, before: (net: Network) => void = () => undefined): Network {
  const net = new Network({ seed: hashSeed(recipe.seed, 'network') });
  before(net);
  new Grower(new Choices(recipe.seed), net).grow(recipe);
  return net;
}
