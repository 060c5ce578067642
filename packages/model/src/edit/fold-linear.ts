import { sizeOf, type Tensor, tensor } from '@rheobase/core';
import { tensorOf, withTensors } from '../graph/access.js';
import type { Model, ModelConnection, ModelTransform, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { freshId, usedIds } from './fresh-id.js';

const plain = (c: ModelConnection): boolean => c.synapse === null && c.delaySteps === 0 && c.function === null && c.rules.length === 0;

/** A connection and the factors on its outputs that its transform has still to take in. */
interface Folding {
  readonly connection: ModelConnection;
  readonly factors: readonly number[] | null;
}

/** Factor on each output of a passthrough node: of its one outgoing connection where that is an identity or a scale; else null. */
function factorsOf(model: Model, { connection, factors }: Folding): readonly number[] | null {
  const { transform, pre, post, sizeOut } = connection;
  if (!plain(connection) || pre.slice !== null || post.slice !== null || connection.decoders !== null) return null;
  if (transform === null) return factors ?? new Array<number>(sizeOut).fill(1);
  if (transform.type !== 'scale') return null;
  const { data } = tensorOf(model, transform.factors);
  return Array.from({ length: sizeOut }, (_, i) => (data[i % data.length] ?? 0) * (factors?.[i] ?? 1));
}

/** Factors per filter of a convolution, where all positions of a filter share one; else null. */
function perFilter(
  transform: Extract<ModelTransform, { type: 'convolution' | 'convolutionTranspose' }>,
  factors: readonly number[],
): readonly number[] | null {
  const { outputShape, channelsLast } = transform;
  const filters = (channelsLast ? outputShape.at(-1) : outputShape[0]) ?? 1;
  const positions = sizeOf(outputShape) / filters;
  const filterOf = (i: number) => (channelsLast ? i % filters : Math.floor(i / positions));
  const found = Array.from({ length: filters }, (_, f) => factors[channelsLast ? f : f * positions] ?? 0);
  return factors.every((factor, i) => factor === found[filterOf(i)]) ? found : null;
}

const multiplied = ({ shape, data }: Tensor, factorAt: (index: number) => number): Tensor =>
  tensor(
    shape,
    Float64Array.from(data, (x, i) => x * factorAt(i)),
  );

/** Whether a transform can have its outputs multiplied. */
function takes(transform: ModelTransform | null, factors: readonly number[]): boolean {
  if (factors.every(factor => factor === 1)) return true;
  if (transform?.type === 'convolution' || transform?.type === 'convolutionTranspose') return perFilter(transform, factors) !== null;
  return transform?.type !== 'indices' && transform?.type !== 'pooling';
}

/** Puts factors into transforms. Equal factors on one tensor make one tensor, so that what was tied stays tied. */
class Multiplier {
  readonly made = new Map<TensorId, Tensor>();
  readonly #known = new Map<string, TensorId>();
  readonly #used: Set<TensorId>;

  constructor(readonly model: Model) {
    this.#used = new Set(usedIds(model));
  }

  #put(id: TensorId, key: string, make: () => Tensor): TensorId {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const free = freshId(id, this.#used);
    this.#used.add(free);
    this.#known.set(key, free);
    this.made.set(free, make());
    return free;
  }

  transform({ path, transform, sizeOut }: ModelConnection, factors: readonly number[]): ModelTransform | null {
    if (factors.every(factor => factor === 1)) return transform;
    const data = (id: TensorId) => tensorOf(this.model, id);
    const put = (name: string, from: readonly unknown[], make: () => Tensor) =>
      this.#put(`${path}.folded.${name}`, JSON.stringify([transform?.type ?? 'identity', ...from]), make);
    if (transform === null) {
      return { type: 'scale', size: sizeOut, factors: put('factors', [factors], () => tensor([sizeOut], [...factors])) };
    }
    switch (transform.type) {
      case 'dense': {
        const { weights, sizeIn } = transform;
        const make = () => multiplied(data(weights), i => factors[Math.floor(i / sizeIn)] ?? 0);
        return { ...transform, weights: put('weights', [weights, sizeIn, factors], make) };
      }
      case 'scale': {
        const given = data(transform.factors).data;
        const make = () =>
          tensor(
            [sizeOut],
            Float64Array.from(factors, (factor, i) => factor * (given[i % given.length] ?? 0)),
          );
        return { ...transform, factors: put('factors', [transform.factors, factors], make) };
      }
      case 'sparse': {
        const { weights, rows } = transform;
        const row = data(rows).data;
        const make = () => multiplied(data(weights), k => factors[row[k] ?? 0] ?? 0);
        return { ...transform, weights: put('weights', [weights, rows, factors], make) };
      }
      case 'convolution':
      case 'convolutionTranspose': {
        const filters = perFilter(transform, factors) ?? [];
        const make = () => multiplied(data(transform.kernel), i => filters[i % filters.length] ?? 0);
        return { ...transform, kernel: put('kernel', [transform.kernel, filters], make) };
      }
      case 'indices':
      case 'pooling':
        return transform;
    }
  }
}

/** Connections by the path of one of their ends. */
class Ends {
  readonly #paths = new Map<string, Set<string>>();

  at(end: string): readonly string[] {
    return Array.from(this.#paths.get(end) ?? []);
  }

  add(end: string, path: string): void {
    const found = this.#paths.get(end);
    if (found) found.add(path);
    else this.#paths.set(end, new Set([path]));
  }

  remove(end: string, path: string): void {
    this.#paths.get(end)?.delete(path);
  }
}

/**
 * Folds linear steps into the connections before them: a passthrough node whose one outgoing connection is an identity or multiplies
 * (batch normalisation, say) goes, and its factors go into the weights of what came in. Probed nodes stay, and so do those whose connections learn.
 * Changes rounding only.
 */
export function foldLinear(model: Model): Model {
  needModel('foldLinear', model);
  const foldings = new Map<string, Folding>(model.connections.map(connection => [connection.path, { connection, factors: null }]));
  const [into, from] = [new Ends(), new Ends()];
  for (const { path, pre, post } of model.connections) {
    into.add(post.path, path);
    from.add(pre.path, path);
  }
  const probed = new Set(model.probes.map(({ target }) => target.path));
  const gone = new Set<string>();
  // 1. Nodes in turn: folding one makes no earlier one foldable.
  for (const { path, record } of model.nodes) {
    if (record.type !== 'passthrough' || probed.has(path)) continue;
    const incoming = into.at(path).flatMap(c => foldings.get(c) ?? []);
    const outgoing = from.at(path).flatMap(c => foldings.get(c) ?? []);
    const [onward] = outgoing;
    if (!onward || outgoing.length !== 1 || incoming.length === 0 || onward.connection.post.path === path) continue;
    if (incoming.concat(outgoing).some(({ connection }) => probed.has(connection.path))) continue;
    const by = factorsOf(model, onward);
    if (by === null || !incoming.every(({ connection: c }) => plain(c) && c.post.slice === null && c.decoders === null)) continue;
    const all = incoming.map(({ factors }) => by.map((factor, i) => factor * (factors?.[i] ?? 1)));
    if (!incoming.every(({ connection }, i) => takes(connection.transform, all[i] ?? []))) continue;
    const { post } = onward.connection;
    for (const [i, { connection }] of incoming.entries()) {
      foldings.set(connection.path, { connection: { ...connection, post }, factors: all[i] ?? null });
      into.add(post.path, connection.path);
    }
    foldings.delete(onward.connection.path);
    into.remove(post.path, onward.connection.path);
    gone.add(path);
  }
  if (gone.size === 0) return Object.freeze(model);
  // 2. Factors into weights
  const multiplier = new Multiplier(model);
  const connections = Array.from(foldings.values(), ({ connection, factors }) =>
    factors === null ? connection : { ...connection, transform: multiplier.transform(connection, factors) },
  );
  return withTensors({ ...model, nodes: model.nodes.filter(({ path }) => !gone.has(path)), connections }, multiplier.made);
}
