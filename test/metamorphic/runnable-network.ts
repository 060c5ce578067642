import {
  bcm,
  builtin,
  type Connection,
  type ConnectionOptions,
  dense,
  type Endpoint,
  type Ensemble,
  type LearningRuleRecord,
  leastSquaresL2,
  lowpass,
  Network,
  type Node,
  oja,
  pes,
  rls,
  sourceSize,
  targetSize,
  voja,
} from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import { Choices, type Recipe } from './choices.js';
import { neuronType, nodeRecord, sourceRecord, synapse, transform } from './records.js';

/** An object in order of creation: connections without synapse lead forwards only, so that no cycle is without delay. */
interface Placed {
  readonly rank: number;
  readonly object: Node | Ensemble;
}

type Whole = Exclude<Endpoint, { readonly kind: 'view' }>;

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
    this.#probe();
  }

  #place(object: Node | Ensemble): void {
    this.#placed.push({ rank: this.#placed.length, object });
  }

  #ensemble(index: number): void {
    const c = this.#c;
    const n = c.whole(3, 7);
    const type = neuronType(c, n);
    const rates = type.type === 'integrateAndFire' || type.type === 'lif' || type.type === 'lifRate' ? [50, 150] : [100, 200];
    this.#place(
      this.#net.ensemble(n, c.whole(1, 2), {
        label: `e${index}`,
        neuronType: type,
        radius: c.number(0.5, 2),
        evalPointCount: 12,
        ...(c.flag()
          ? { gain: c.list(n, 0.5, 3), bias: c.list(n, 0.8, 2) }
          : { intercepts: c.list(n, -0.9, 0.3), maxRates: c.list(n, ...range(rates)) }),
        ...(c.flag(0.2) ? { seed: c.whole(0, 99) } : {}),
      }),
    );
  }

  /** A connection to the object of a rank, from any other or itself. */
  #connect(rank: number): void {
    const c = this.#c;
    const from = this.#any(c.whole(0, this.#placed.length - 1));
    const to = this.#any(rank);
    if (to.object.kind === 'node' && to.object.sizeIn === 0) return;
    const pre = this.#part(from.object.kind === 'ensemble' && c.flag(0.3) ? from.object.neurons : from.object);
    const post = this.#part(
      to.object.kind === 'ensemble' && c.flag(0.3) ? c.one<Whole>([to.object.neurons, to.object.current]) : to.object,
    );
    const encodable = from.object.kind === 'ensemble' && pre === from.object && post === to.object && to.object.kind === 'ensemble';
    const neural = from.object.kind === 'ensemble' && (pre.kind === 'neurons' || (pre.kind === 'view' && pre.of.kind === 'neurons'));
    const filter = synapse(c, from.rank < to.rank);
    const given = transform(c, sourceSize(pre), targetSize(post));
    this.#link(pre, post, {
      synapse: filter,
      delaySteps: c.flag(0.2) ? c.whole(0, 2) : 0,
      // Rates are large beside what ensembles represent.
      ...(neural ? { transform: this.#quiet(sourceSize(pre), targetSize(post)) } : given === undefined ? {} : { transform: given }),
      // Nothing that a loop could square again and again at run time.
      ...(!neural && c.flag(0.3) ? { function: builtin(from.object.kind === 'ensemble' ? 'square' : 'sinPi') } : {}),
      ...(from.object.kind === 'ensemble' ? { solver: leastSquaresL2({ reg: c.one([0.1, 0.2]), weights: encodable && c.flag(0.3) }) } : {}),
    });
  }

  /** Passes an element of a node on to another of its elements in the same step: a loop of the node, but of no element. */
  #onwards(node: Node): void {
    if (node.record.type === 'passthrough' && node.sizeIn > 1) this.#link(node.at(0), node.at(1), { synapse: null });
  }

  #link(pre: Endpoint, post: Endpoint, options: ConnectionOptions): Connection {
    const made = this.#net.connect(pre, post, options);
    this.#connections.push(made);
    return made;
  }

  #ensembles(): readonly Ensemble[] {
    return this.#placed.flatMap(({ object }) => (object.kind === 'ensemble' ? [object] : []));
  }

  #quiet(sizeIn: number, sizeOut: number) {
    return dense(Array.from({ length: sizeOut }, () => this.#c.list(sizeIn, -0.003, 0.003)));
  }

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

  /** A connection that learns, and what its rule is sent. */
  #learn(): void {
    const c = this.#c;
    const ensembles = this.#ensembles();
    const [first] = ensembles;
    if (!first) return;
    const pre = c.one([first, ...ensembles]);
    const post = c.one([first, ...ensembles]);
    const common = { synapse: lowpass(0.004) };
    const decoded = (rule: LearningRuleRecord) =>
      this.#link(pre, post, { ...common, transform: this.#quiet(pre.dimensions, post.dimensions), learningRule: rule });
    const neural = (rule: LearningRuleRecord) =>
      this.#link(pre.neurons, post.neurons, { ...common, transform: this.#quiet(pre.size, post.size), learningRule: rule });
    const signalled = () => {
      const connection = decoded(c.one<() => LearningRuleRecord>([() => pes({ learningRate: 1e-3 }), () => rls(), () => voja()])());
      const rule = connection.rule();
      this.#link(pre, rule, { ...common, transform: this.#quiet(pre.dimensions, rule.size) });
      return connection;
    };
    const made = c.one([signalled, () => neural(bcm()), () => neural(oja({ postSynapse: null }))])();
    if (c.flag()) this.#net.probe(made, { attribute: 'weights', label: `${made.path}.weights` });
    if (c.flag()) this.#net.probe(made.rule(), { attribute: 'delta', label: `${made.path}.delta` });
  }

  #probe(): void {
    const c = this.#c;
    const options = () => ({ synapse: c.one([null, null, lowpass(0.01)]), ...(c.flag(0.2) ? { sampleEvery: 0.003 } : {}) });
    const probe = (target: Parameters<Network['probe']>[0], attribute: string) =>
      this.#net.probe(target, { ...options(), attribute, label: `${target.path}.${attribute}.probe` });
    for (const { object } of this.#placed) if (object.kind === 'node' && c.flag()) probe(object, 'output');
    for (const ensemble of this.#ensembles()) {
      for (const attribute of ['decoded', 'input', 'scaledEncoders']) if (c.flag(0.4)) probe(ensemble, attribute);
      for (const attribute of ['output', 'current']) if (c.flag(0.4)) probe(ensemble.neurons, attribute);
      if (ensemble.settings.neuronType.type === 'lif' && c.flag()) probe(ensemble.neurons, 'voltage');
    }
    for (const connection of this.#connections) {
      for (const attribute of ['output', 'input']) if (c.flag(0.2)) probe(connection, attribute);
    }
    if (this.#net.probes.every(({ path }) => !path.endsWith('.probe')))
      for (const ensemble of this.#ensembles()) probe(ensemble.neurons, 'output');
  }
}

const range = ([low = 100, high = 200]: readonly number[]): [number, number] => [low, high];

/** The network of a recipe; `before` sees it empty, and may put something else in. */
export function runnableNetwork(recipe: Recipe, before: (net: Network) => void = () => undefined): Network {
  const net = new Network({ seed: hashSeed(recipe.seed, 'network') });
  before(net);
  new Grower(new Choices(recipe.seed), net).grow(recipe);
  return net;
}
