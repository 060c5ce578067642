import { sizeOf, type Tensor, tensor } from '@rheobase/core';
import { tensorOf, withTensors } from '../model/access.js';
import type { Model, ModelConnection, ModelTransform, TensorId } from '../model/model.js';

const plain = (c: ModelConnection): boolean => c.synapse === null && c.delaySteps === 0 && c.function === null;

/** Factor on each output of a passthrough node: of its one outgoing connection where that is an identity or a scale; else null. */
function factorsOf(model: Model, connection: ModelConnection): ReadonlyArray<number> | null {
  const { transform, pre, post, sizeOut } = connection;
  if (!plain(connection) || pre.slice !== null || post.slice !== null || connection.decoders !== null) return null;
  if (transform === null) return new Array<number>(sizeOut).fill(1);
  if (transform.type !== 'scale') return null;
  const { data } = tensorOf(model, transform.factors);
  return Array.from({ length: sizeOut }, (_, i) => data[i % data.length] ?? 0);
}

/** Factors per filter of a convolution, where all positions of a filter share one; else null. */
function perFilter(transform: Extract<ModelTransform, { type: 'convolution' }>, factors: readonly number[]): readonly number[] | null {
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

type Scaled = { readonly transform: ModelTransform | null; readonly tensors: readonly (readonly [TensorId, Tensor])[] };

/** A transform with its outputs multiplied; null where it cannot take the factors in. */
function scaledTransform(model: Model, { path, transform, sizeOut }: ModelConnection, factors: readonly number[]): Scaled | null {
  if (factors.every(factor => factor === 1)) return { transform, tensors: [] };
  const put = (name: string, value: Tensor) => [`${path}.folded.${name}`, value] as const;
  if (transform === null) {
    const made = put('factors', tensor([sizeOut], [...factors]));
    return { transform: { type: 'scale', size: sizeOut, factors: made[0] }, tensors: [made] };
  }
  switch (transform.type) {
    case 'dense': {
      const made = put(
        'weights',
        multiplied(tensorOf(model, transform.weights), i => factors[Math.floor(i / transform.sizeIn)] ?? 0),
      );
      return { transform: { ...transform, weights: made[0] }, tensors: [made] };
    }
    case 'scale': {
      const { data } = tensorOf(model, transform.factors);
      const made = put(
        'factors',
        tensor(
          [sizeOut],
          Float64Array.from(factors, (factor, i) => factor * (data[i % data.length] ?? 0)),
        ),
      );
      return { transform: { ...transform, factors: made[0] }, tensors: [made] };
    }
    case 'sparse': {
      const rows = tensorOf(model, transform.rows).data;
      const made = put(
        'weights',
        multiplied(tensorOf(model, transform.weights), k => factors[rows[k] ?? 0] ?? 0),
      );
      return { transform: { ...transform, weights: made[0] }, tensors: [made] };
    }
    case 'convolution': {
      const filters = perFilter(transform, factors);
      if (filters === null) return null;
      const made = put(
        'kernel',
        multiplied(tensorOf(model, transform.kernel), i => filters[i % filters.length] ?? 0),
      );
      return { transform: { ...transform, kernel: made[0] }, tensors: [made] };
    }
    case 'indices':
    case 'pooling':
      return null;
  }
}

/** The model with one passthrough node folded away; null where none can be. */
function foldOne(model: Model): Model | null {
  for (const node of model.nodes) {
    if (node.record.type !== 'passthrough') continue;
    const { path } = node;
    const incoming = model.connections.filter(c => c.post.path === path);
    const outgoing = model.connections.filter(c => c.pre.path === path);
    const [onward] = outgoing;
    const probed = model.probes.some(p => p.target.path === path || incoming.concat(outgoing).some(c => c.path === p.target.path));
    if (!onward || outgoing.length !== 1 || incoming.length === 0 || probed || onward.post.path === path) continue;
    const factors = factorsOf(model, onward);
    if (factors === null || !incoming.every(c => plain(c) && c.post.slice === null && c.decoders === null)) continue;
    const scaled = incoming.map(c => scaledTransform(model, c, factors));
    const done = scaled.filter(s => s !== null);
    if (done.length !== scaled.length) continue;
    const rewired = new Map(incoming.map((c, i) => [c.path, { ...c, post: onward.post, transform: done[i]?.transform ?? null }]));
    return withTensors(
      {
        ...model,
        nodes: model.nodes.filter(n => n !== node),
        connections: model.connections.filter(c => c !== onward).map(c => rewired.get(c.path) ?? c),
      },
      done.flatMap(s => s.tensors),
    );
  }
  return null;
}

/**
 * Folds linear steps into the connections before them: a passthrough node whose one outgoing connection is an identity or multiplies
 * (batch normalisation, say) goes, and its factors go into the weights of what came in. Probed nodes stay. Changes rounding only.
 */
export function foldLinear(model: Model): Model {
  let folded = model;
  for (let next = foldOne(folded); next !== null; next = foldOne(folded)) folded = next;
  return Object.freeze(folded);
}
