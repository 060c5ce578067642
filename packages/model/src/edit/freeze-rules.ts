import type { Model } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';

/**
 * The model without learning: rules go, with the connections that end at them and the probes on them.
 * What has been learned is kept by `toModel` of a simulation before.
 */
export function freezeRules(model: Model): Model {
  needModel('freezeRules', model);
  return Object.freeze({
    ...model,
    connections: model.connections
      .filter(({ post }) => post.port !== 'rule')
      .map(connection => (connection.rules.length > 0 ? Object.freeze({ ...connection, rules: [] }) : connection)),
    probes: model.probes.filter(({ target }) => target.port !== 'rule'),
  });
}
