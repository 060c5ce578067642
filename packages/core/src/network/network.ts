import { hashSeed } from '@rheobase/math';
import { knownOptions, needOptions, optionNames } from '../definitions/known-options.js';
import { checkedSeed } from '../definitions/seed.js';
import { said } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import { type FunctionRecord, toFunction } from '../functions/function.js';
import { functionSize } from '../functions/function-size.js';
import type { HostFunction } from '../functions/host-function.js';
import type { Direct } from '../neurons/direct.js';
import { type NodeRecord, nodeSizes, nodes, passthrough } from '../nodes/node.js';
import { type ProcessNodeOptions, processNode } from '../nodes/process-node.js';
import { constant, inputNode } from '../nodes/sources.js';
import { type ProcessRecord, processes } from '../processes/process.js';
import { wholeNumber } from '../size.js';
import { type ArrayInput, sizeOf } from '../tensor.js';
import { makeConnection } from './connect.js';
import { type ConnectionOptions, connectionOptionNames } from './connection-options.js';
import { checkConnectionOptions, checkEnsembleOptions } from './contradictions.js';
import { connectionDefaults, type Defaults, ensembleDefaults, mergeDefaults } from './defaults.js';
import { type EnsembleOptions, ensembleOptionNames } from './ensemble-options.js';
import { ensembleSettings } from './ensemble-settings.js';
import { needNodeValues } from './given-records.js';
import { type Hints, noHints } from './hints.js';
import { makeProbe, probeOptionNames } from './make-probe.js';
import { needEndpoint } from './need-endpoint.js';
import { type Connection, type Endpoint, Ensemble, Node, type View, type Viewable } from './objects.js';
import type { Probe, ProbeOptions } from './probe.js';

export interface NetworkOptions {
  readonly label?: string;
  /** Every draw follows from it and from the paths of the objects. Default 0. */
  readonly seed?: number;
  readonly defaults?: Defaults;
}

export interface NodeOptions {
  readonly label?: string;
  /** How the output is laid out, for layers. Default [sizeOut]. */
  readonly shape?: readonly number[];
  readonly hints?: Hints;
}

const networkNames = optionNames<NetworkOptions>({ label: true, seed: true, defaults: true });
const nodeNames = optionNames<NodeOptions>({ label: true, shape: true, hints: true });
const processNames = optionNames<NodeOptions & ProcessNodeOptions>({ label: true, shape: true, hints: true, size: true, seed: true });

/** Objects in order of creation, and the paths they have taken, shared by a network and its subnetworks. */
interface Contents {
  readonly nodes: Node[];
  readonly ensembles: Ensemble[];
  readonly connections: Connection[];
  readonly probes: Probe[];
  readonly paths: Set<string>;
  /** The latest number behind `#` of each path that was wanted again. */
  readonly repeats: Map<string, number>;
}

/**
 * A description of a network: what is asked for, with distributions and solvers still symbolic. Objects get a path from the labels of
 * the networks around them and their own, or from their kind and order where they have none; a path taken already gets `#2`, `#3` ….
 * An object's random draws depend on the seed and its path alone, so unrelated objects do not disturb them.
 */
export class Network {
  readonly label: string;
  readonly path: string;
  readonly seed: number;
  readonly defaults: Defaults;
  readonly #contents: Contents;
  readonly #counts = new Map<string, number>();

  constructor(options: NetworkOptions = {}, within?: { readonly parent: Network; readonly path: string; readonly contents: Contents }) {
    knownOptions('network', options, networkNames);
    this.label = options.label ?? '';
    this.path = within?.path ?? '';
    this.seed = checkedSeed('network', options.seed ?? within?.parent.seed ?? 0);
    this.defaults = mergeDefaults(within?.parent.defaults ?? {}, options.defaults === undefined ? {} : options.defaults);
    this.#contents = within?.contents ?? { nodes: [], ensembles: [], connections: [], probes: [], paths: new Set(), repeats: new Map() };
  }

  get nodes(): readonly Node[] {
    return this.#contents.nodes;
  }
  get ensembles(): readonly Ensemble[] {
    return this.#contents.ensembles;
  }
  get connections(): readonly Connection[] {
    return this.#contents.connections;
  }
  get probes(): readonly Probe[] {
    return this.#contents.probes;
  }

  /** A part of this network with a label of its own; its objects belong to the whole. */
  subnetwork(options: NetworkOptions = {}): Network {
    knownOptions('subnetwork', options, networkNames);
    const path = this.#claim(options.label, 'network');
    return new Network({ ...said(options), label: path.split('/').at(-1) ?? '' }, { parent: this, path, contents: this.#contents });
  }

  /** A node from its record: `maxPool(...)`, `softmax(n)`, `table(rows)` …. */
  node<const R extends NodeRecord>(record: R, options: NodeOptions = {}): Node {
    needOptions('node', options, nodeNames);
    nodes.check(`${options.label ?? 'a node'}: node`, record);
    return this.#addNode(record, nodeSizes(record).sizeOut, options);
  }

  /** Fed from outside at every step. */
  input<D extends number>(size: D, options: NodeOptions = {}): Node<D> {
    return this.#addNode(inputNode(size), size, options);
  }

  /** The same vector at every step. */
  constant(value: ArrayInput, options: NodeOptions = {}): Node {
    return this.node(constant(value), options);
  }

  /** Passes on the sum of what comes in, in the same step. */
  passthrough<D extends number>(size: D, options: NodeOptions = {}): Node<D> {
    return this.#addNode(passthrough(size), size, options);
  }

  /** A process: noise, a signal in pieces, one of the user's own …; `size` values, where it leaves that open. */
  process(process: ProcessRecord, options: NodeOptions & ProcessNodeOptions = {}): Node {
    processes.check('process', process);
    const { size, seed, ...others } = knownOptions('process', options, processNames);
    return this.node(processNode(process, { ...(size === undefined ? {} : { size }), ...(seed === undefined ? {} : { seed }) }), others);
  }

  /**
   * A function of time (s) and input, `(time, x)`, called once a step for each item. It returns `sizeOut` numbers, as an array or, where it
   * is one, as a number.
   *
   * Without `sizeOut` it is called here, once, with time 0 and `sizeIn` zeros, to find how many numbers it returns; `ValidationError` where
   * it throws or returns nothing then. With `sizeOut` it is not called before a simulation runs.
   *
   * @param sizeIn how many values it takes; default 0: `x` is empty
   */
  function(fn: FunctionRecord | HostFunction, sizeIn?: number, options?: NodeOptions): Node;
  function(fn: FunctionRecord | HostFunction, sizeIn?: number, sizeOut?: number, options?: NodeOptions): Node;
  function(fn: FunctionRecord | HostFunction, sizeIn = 0, given?: number | NodeOptions, last: NodeOptions = {}): Node {
    const [sizeOut, options] = typeof given === 'number' || given === undefined ? [given, last] : [undefined, given];
    needOptions('function', options, nodeNames);
    const record: FunctionRecord = typeof fn === 'function' ? { type: 'anonymous', implementation: fn } : toFunction(fn);
    return this.node({ type: 'function', sizeIn, sizeOut: sizeOut ?? this.#foundSize(record, sizeIn, options), function: record }, options);
  }

  /** `neurons` neurons that represent `dimensions` values; with `neuronType: direct()` there are none, whatever the number. */
  ensemble<D extends number>(neurons: number, dimensions: D, options: EnsembleOptions & { readonly neuronType: Direct }): Ensemble<D, 0>;
  ensemble<N extends number, D extends number>(neurons: N, dimensions: D, options?: EnsembleOptions): Ensemble<D, N>;
  ensemble(neurons: number, dimensions: number, options: EnsembleOptions = {}): Ensemble {
    needOptions('ensemble', options, ensembleOptionNames);
    const made = this.#named(options.label, 'ensemble', path => {
      const own = said(options);
      const given = { seed: this.#seedOf(path), ...ensembleDefaults(this.defaults, own), ...own };
      const count = given.neuronType?.type === 'direct' ? 0 : neurons;
      const settings = ensembleSettings(path, count, dimensions, given);
      checkEnsembleOptions(path, dimensions, own);
      return new Ensemble(path, count, dimensions, settings);
    });
    this.#contents.ensembles.push(made);
    return made;
  }

  /** Connects two objects; `ValidationError` names the connection and both sizes where they do not fit. */
  connect(pre: Endpoint, post: Endpoint, options: ConnectionOptions = {}): Connection {
    needEndpoint('connect: where the connection starts', pre);
    needEndpoint('connect: where it ends', post);
    needOptions('connect', options, connectionOptionNames);
    const made = this.#named(options.label ?? `${this.#nameOf(pre)}->${this.#nameOf(post)}`, 'connection', path => {
      const own = said(options);
      const given = { seed: this.#seedOf(path), ...connectionDefaults(this.defaults, pre, post), ...own };
      const connection = makeConnection(path, this.#own(pre, path), this.#own(post, path), given);
      checkConnectionOptions(path, pre.kind === 'view' ? pre.of : pre, own);
      return connection;
    });
    this.#contents.connections.push(made);
    return made;
  }

  /** Measures an object; the result is the reference by which its data are asked for. */
  probe<D extends number>(target: { readonly sizeOut: D } & Node, options?: ProbeOptions): Probe<D>;
  probe<D extends number>(target: { readonly dimensions: D } & Ensemble, options?: ProbeOptions): Probe<D>;
  probe<D extends number>(target: View<D>, options?: ProbeOptions): Probe<D>;
  probe(target: Endpoint | Connection, options?: ProbeOptions): Probe;
  probe(target: Endpoint | Connection, options: ProbeOptions = {}): Probe {
    needEndpoint('probe: what is measured', target);
    knownOptions('probe', options, probeOptionNames);
    const made = this.#named(options.label ?? `${this.#inside(target.path)}.probe`, 'probe', path =>
      makeProbe(path, this.#own(target, path), { seed: this.#seedOf(path), ...this.defaults.probe, ...said(options) }),
    );
    this.#contents.probes.push(made);
    return made;
  }

  /** How many values a function node gives, found by calling its function. */
  #foundSize(record: FunctionRecord, sizeIn: number, { label = 'function' }: NodeOptions): number {
    const object = this.path === '' ? label : `${this.path}/${label}`;
    return functionSize(object, record, wholeNumber(object, 'sizeIn', sizeIn, 0), {
      remedy: '; give sizeOut, and it is not called before a run',
    });
  }

  #addNode<D extends number>(record: NodeRecord, sizeOut: D, options: NodeOptions): Node<D> {
    knownOptions(record.type, options, nodeNames);
    const made = this.#named(options.label, record.type, path => this.#makeNode(path, record, sizeOut, options));
    this.#contents.nodes.push(made);
    return made;
  }

  #makeNode<D extends number>(path: string, record: NodeRecord, sizeOut: D, options: NodeOptions): Node<D> {
    wholeNumber(path, 'sizeIn', nodeSizes(record).sizeIn, 0);
    wholeNumber(path, 'sizeOut', sizeOut, 0);
    needNodeValues(path, options);
    const shape = options.shape ?? ('outputShape' in record ? record.outputShape : [sizeOut]);
    if (sizeOf(shape) !== sizeOut) {
      throw new ValidationError(`${path}: shape [${shape}] does not hold its ${sizeOut} elements`, {
        code: 'size-mismatch',
        object: path,
        given: shape,
        allowed: `${sizeOut} elements`,
      });
    }
    const held = record.type === 'process' && record.seed === null ? Object.freeze({ ...record, seed: this.#seedOf(path) }) : record;
    return new Node(path, held, sizeOut, shape, options.hints ?? noHints);
  }

  /** Makes an object under a path of its own, which is free again where the object is refused. */
  #named<T>(label: string | undefined, kind: string, make: (path: string) => T): T {
    const count = this.#counts.get(kind) ?? 0;
    const path = this.#claim(label, kind);
    try {
      return make(path);
    } catch (error) {
      this.#contents.paths.delete(path);
      this.#counts.set(kind, count);
      throw error;
    }
  }

  /** A path of its own for a new object. */
  #claim(label: string | undefined, kind: string): string {
    if (label !== undefined && (typeof label !== 'string' || label.includes('\u0000') || label === '')) {
      throw new ValidationError(`a label must be a non-empty text without zero characters, but ${JSON.stringify(label)} was given`, {
        code: 'invalid-label',
        given: label,
        allowed: 'a non-empty text',
      });
    }
    const count = this.#counts.get(kind) ?? 0;
    if (label === undefined) this.#counts.set(kind, count + 1);
    const wanted = `${this.path === '' ? '' : `${this.path}/`}${label ?? `${kind}${count}`}`;
    const { paths, repeats } = this.#contents;
    let path = wanted;
    // The next number is remembered: thousands of parallel connections are not to be searched through.
    for (let n = repeats.get(wanted) ?? 2; paths.has(path); n++) {
      path = `${wanted}#${n}`;
      repeats.set(wanted, n);
    }
    paths.add(path);
    return path;
  }

  #seedOf(path: string): number {
    return hashSeed(this.seed, path);
  }

  /** An end of a connection as seen from this network: path and, for some of its elements, which. */
  #nameOf(endpoint: Endpoint): string {
    const { path } = endpoint;
    const indices = endpoint.kind === 'view' ? endpoint.indices : null;
    const which = indices === null ? '' : indices.length <= 4 ? `[${indices}]` : `[${indices[0]}…${indices.at(-1)}]`;
    return `${this.#inside(path)}${which}`;
  }

  /** An object's path as seen from this network. */
  #inside(path: string): string {
    return this.path !== '' && path.startsWith(`${this.path}/`) ? path.slice(this.path.length + 1) : path;
  }

  #own<T extends Endpoint | Connection>(endpoint: T, path: string): T {
    const object: Viewable | Connection = endpoint.kind === 'view' ? endpoint.of : endpoint;
    const owner =
      object.kind === 'neurons' || object.kind === 'current' ? object.ensemble : object.kind === 'rule' ? object.connection : object;
    const { nodes, ensembles, connections } = this.#contents;
    const known: readonly (Node | Ensemble | Connection)[] = { node: nodes, ensemble: ensembles, connection: connections }[owner.kind];
    if (known.includes(owner)) return endpoint;
    throw new ValidationError(`${path}: ${owner.path} belongs to another network`, {
      code: 'foreign-object',
      object: path,
      given: owner.path,
    });
  }
}
