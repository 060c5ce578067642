import {
  type Connection,
  type Ensemble,
  isDecoded,
  isDirect,
  lowpass,
  type Network,
  type Node,
  neuronAttributes,
  ruleAttributes,
} from '@rheobase/core';
import type { Choices } from './choices.js';
import { solver } from './solvers.js';

/** Whether a connection has weights that can be probed. */
const weighted = ({ pre, transform, rules }: Connection): boolean =>
  isDecoded(pre) || rules.length > 0 || (transform?.type !== 'indices' && transform?.type !== 'pooling');

/** Whether a connection ends at neurons, whose activity its rules see. */
const reachesNeurons = ({ post }: Connection): boolean => {
  const end = post.kind === 'view' ? post.of : post;
  return end.kind === 'neurons' || end.kind === 'current' || (end.kind === 'ensemble' && !isDirect(end));
};

type Probed = Parameters<Network['probe']>[0];

/** Probes of whatever can be probed, and of one thing at least. */
export function probe(c: Choices, net: Network, objects: readonly (Node | Ensemble)[], connections: readonly Connection[]): void {
  const options = () => ({
    synapse: c.one([null, null, lowpass(0.01)]),
    ...(c.flag(0.2) ? { sampleEvery: c.one([0.001, 0.002, 0.0025, 0.003, 0.0045]) } : {}),
  });
  const add = (target: Probed, attribute: string, more = {}) =>
    net.probe(target, { ...options(), ...more, attribute, label: `${target.path}.${attribute}.probe` });
  const some = (target: Probed, attributes: readonly string[], chance: number) => {
    for (const attribute of attributes) if (c.flag(chance)) add(target, attribute);
  };
  for (const object of objects) {
    if (object.kind === 'node') some(object, ['output'], 0.5);
    else if (isDirect(object)) some(object, ['decoded', 'input'], 0.5);
    else {
      if (c.flag(0.4)) add(object, 'decoded', { solver: solver(c, object.size, object.dimensions) });
      some(object, ['input', 'scaledEncoders'], 0.4);
      some(object.neurons, ['output', 'current', ...neuronAttributes(object.settings.neuronType)], 0.4);
    }
  }
  for (const connection of connections) {
    some(connection, weighted(connection) ? ['output', 'input', 'weights'] : ['output', 'input'], 0.2);
    for (const [index, record] of connection.rules.entries())
      some(
        connection.rule(index),
        ruleAttributes(record).filter(name => name !== 'postFiltered' || reachesNeurons(connection)),
        0.3,
      );
  }
  if (net.probes.some(({ path }) => path.endsWith('.probe'))) return;
  for (const object of objects) add(object, object.kind === 'node' ? 'output' : 'decoded');
}
