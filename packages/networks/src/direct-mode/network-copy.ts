import {
  type Connection,
  type Endpoint,
  type Ensemble,
  type EnsembleOptions,
  Network,
  type Node,
  type Probe,
  reshaped,
  shapeOf,
  type Viewable,
} from '@rheobase/core';

/** A network made anew from the objects of another, with their paths and seeds. */
export class NetworkCopy {
  readonly network: Network;
  readonly #nodes = new Map<Node, Node>();
  readonly #ensembles = new Map<Ensemble, Ensemble>();
  readonly #connections = new Map<Connection, Connection>();

  constructor({ label, seed }: Network) {
    this.network = new Network({ label, seed });
  }

  node(node: Node): void {
    const { path, record, shape, hints } = node;
    this.#nodes.set(node, this.network.node(record, { label: path, shape, hints }));
  }

  /** @param changes laid over the options of the given ensemble */
  ensemble(ensemble: Ensemble, changes: EnsembleOptions): void {
    const { gain, bias, intercepts, maxRates, encoders, normalizeEncoders, evalPoints, evalPointCount, ...settings } = ensemble.settings;
    const options = {
      ...settings,
      ...(gain === null || bias === null ? { intercepts, maxRates } : { gain, bias }),
      ...(encoders === null ? { encoders } : { encoders, normalizeEncoders, evalPoints }),
      ...(evalPointCount === null ? {} : { evalPointCount }),
      ...changes,
      label: ensemble.path,
    };
    this.#ensembles.set(ensemble, this.network.ensemble(ensemble.size, ensemble.dimensions, options));
  }

  connection(connection: Connection): void {
    const { path, pre, post, function: fn, targets, transform, evalPoints, rules, ...rest } = connection;
    const { seed, synapse, delaySteps, solver, scaleEvalPoints, hints } = rest;
    const decodes = (pre.kind === 'view' ? pre.of : pre).kind === 'ensemble';
    const options = {
      ...{ label: path, seed, synapse, delaySteps, solver, hints, learningRule: rules },
      ...(decodes ? { scaleEvalPoints } : {}),
      ...(fn === null ? {} : { function: fn }),
      ...(targets === null ? {} : { targets }),
      ...(transform === null ? {} : { transform }),
      ...(evalPoints === null ? {} : { evalPoints }),
    };
    this.#connections.set(connection, this.network.connect(this.#end(pre), this.#end(post), options));
  }

  probe({ path, target, attribute, synapse, sampleEvery, keep, solver, seed }: Probe): void {
    this.network.probe(target.kind === 'connection' ? known(this.#connections, target) : this.#end(target), {
      ...{ label: path, attribute, synapse, solver, seed },
      ...(sampleEvery === null ? {} : { sampleEvery }),
      ...(keep === null ? {} : { keep }),
    });
  }

  #end(endpoint: Endpoint): Endpoint {
    if (endpoint.kind !== 'view') return this.#object(endpoint);
    const object = this.#object(endpoint.of);
    const elements = endpoint.indices === null ? object : object.at(...endpoint.indices);
    return shapeOf(elements).join() === endpoint.shape.join() ? elements : reshaped(elements, endpoint.shape);
  }

  #object(object: Viewable): Viewable {
    switch (object.kind) {
      case 'node':
        return known(this.#nodes, object);
      case 'ensemble':
        return known(this.#ensembles, object);
      case 'neurons':
        return known(this.#ensembles, object.ensemble).neurons;
      case 'current':
        return known(this.#ensembles, object.ensemble).current;
      case 'rule':
        return known(this.#connections, object.connection).rule(object.index);
    }
  }
}

/** What an object was made into; every end of a connection is there before it. */
function known<T extends { readonly path: string }>(made: ReadonlyMap<T, T>, of: T): T {
  const found = made.get(of);
  if (found) return found;
  throw new Error(`${of.path} is not among the objects made so far`);
}
