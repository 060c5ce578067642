import { signalWidth, type Tensor, tensor } from '@rheobase/core';
import { connectionAt, ensembleAt, gainOf, withTensors } from '../graph/access.js';
import { weightedInputs, weightRows } from '../graph/sizes.js';
import type { Model, ModelConnection, ModelEnsemble, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { freshId, usedIds } from './fresh-id.js';

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

/** What was learned at one object: the full weights of a connection, or the encoders (times gain / radius) of an ensemble. */
export interface Learned {
  readonly path: string;
  readonly what: 'weights' | 'encoders';
  readonly values: Float64Array;
}

/** A connection whose decoders and transform are replaced by one matrix, already in the space where it ends. */
function learnedWeights(model: Model, connection: ModelConnection, id: TensorId): ModelConnection {
  const rows = weightRows(model, connection);
  const columns = weightedInputs(model, connection);
  const { post } = connection;
  const encoded = post.port === 'encoded' ? ({ ...post, port: 'current', slice: null } as const) : post;
  const common = { ...connection, post: encoded, sizeOut: rows, solve: null };
  return connection.decoders === null
    ? { ...common, transform: { type: 'dense', sizeIn: columns, sizeOut: rows, weights: id } }
    : { ...common, decoders: id, transform: null };
}

type Sliced = { readonly slice: readonly number[] | null };

/** Elements of a list named by their place in it. */
const pick = (list: readonly number[], { slice }: Sliced): readonly number[] => slice?.map(at => list[at] ?? 0) ?? list;

/**
 * The error of a rule that was told some dimensions of an ensemble, where it is now told all: each element goes to the dimension that it
 * was of. An error probe over a dimension listed twice reads the sum of both.
 */
function errorOfAll(model: Model, path: string, dimensions: readonly number[]): Model {
  const { rules } = connectionAt(model, path);
  const widens = (index: number): boolean => rules[index] !== undefined && signalWidth(rules[index]) === 'state';
  const connections = model.connections.map(connection => {
    const { post } = connection;
    if (post.port !== 'rule' || post.path !== path || !widens(post.rule)) return connection;
    return Object.freeze({ ...connection, post: { ...post, slice: pick(dimensions, post) } });
  });
  const probes = model.probes.map(probe => {
    const { target } = probe;
    if (target.port !== 'rule' || target.path !== path || target.attribute !== 'error' || !widens(target.rule)) return probe;
    return Object.freeze({ ...probe, target: { ...target, slice: pick(dimensions, target) } });
  });
  return { ...model, connections, probes };
}

/** The model with learned weights and encoders in place of those it started from. */
export function withLearned(model: Model, learned: readonly Learned[]): Model {
  needModel('withLearned', model);
  if (learned.length === 0) return model;
  const used = new Set(usedIds(model));
  const made = new Map<TensorId, Tensor>();
  const put = (id: TensorId, shape: readonly number[], values: Float64Array): TensorId => {
    const free = freshId(id, used);
    used.add(free);
    made.set(free, tensor(shape, values));
    return free;
  };
  const connections = new Map<string, ModelConnection>();
  const ensembles = new Map<string, ModelEnsemble>();
  for (const { path, what, values } of learned) {
    if (what === 'weights') {
      const connection = connectionAt(model, path);
      const shape = [weightRows(model, connection), weightedInputs(model, connection)];
      connections.set(path, Object.freeze(learnedWeights(model, connection, put(`${path}.learned.weights`, shape, values))));
      continue;
    }
    const ensemble = ensembleAt(model, path);
    const { neurons, dimensions, radius } = ensemble;
    const gain = gainOf(model, ensemble);
    const encoders = values.map((x, i) => (x * radius) / (gain[Math.floor(i / dimensions)] ?? 1));
    ensembles.set(path, Object.freeze({ ...ensemble, encoders: put(`${path}.learned.encoders`, [neurons, dimensions], encoders) }));
  }
  const sliced = model.connections.flatMap(({ path, post }) =>
    connections.has(path) && post.port === 'encoded' && post.slice !== null ? [[path, post.slice] as const] : [],
  );
  const told = sliced.reduce((edited, [path, dimensions]) => errorOfAll(edited, path, dimensions), model);
  return withTensors(
    {
      ...told,
      connections: told.connections.map(connection => connections.get(connection.path) ?? connection),
      ensembles: model.ensembles.map(ensemble => ensembles.get(ensemble.path) ?? ensemble),
    },
    made,
  );
}
