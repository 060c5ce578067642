import { type Connection, direct, type Endpoint, type Ensemble, type Network } from '@rheobase/core';
import { NetworkCopy } from './network-copy.js';

/** The ensembles whose neurons are used as such: connected to, probed, or learned on. */
function needingNeurons(network: Network): ReadonlySet<Ensemble> {
  const needed = new Set(network.ensembles.filter(({ settings }) => settings.encoders === null));
  const use = (endpoint: Endpoint | Connection, always: boolean): void => {
    if (endpoint.kind === 'connection') return;
    const object = endpoint.kind === 'view' ? endpoint.of : endpoint;
    if (object.kind === 'neurons' || object.kind === 'current') needed.add(object.ensemble);
    if (object.kind === 'ensemble' && always) needed.add(object);
  };
  for (const { pre, post, rules, solver, targets } of network.connections) {
    use(pre, rules.length > 0 || solver.weights || targets !== null);
    use(post, rules.length > 0 || solver.weights);
  }
  for (const { target, attribute } of network.probes) {
    use(target, attribute === 'scaledEncoders');
    // Weights of a decoded connection are those of its neurons.
    if (target.kind === 'connection' && attribute !== 'output') use(target.pre, true);
  }
  return needed;
}

/**
 * The same network with `direct()` in place of neurons wherever neurons are not used as such: in ensembles to or from whose neurons nothing
 * is connected, that are not probed for them, and on which nothing is learned. Paths and seeds stay. It shows what a network does when
 * its ensembles compute exactly; the given one is left as it is.
 */
export function activateDirectMode(network: Network): Network {
  const kept = needingNeurons(network);
  const copy = new NetworkCopy(network);
  for (const node of network.nodes) copy.node(node);
  for (const ensemble of network.ensembles) copy.ensemble(ensemble, kept.has(ensemble) ? {} : { neuronType: direct(), initialState: {} });
  for (const connection of network.connections) copy.connection(connection);
  for (const probe of network.probes) copy.probe(probe);
  return copy.network;
}
