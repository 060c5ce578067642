import type { Model, ModelProbe, ModelTransform, TensorId } from '@rheobase/model';
import type { Order } from './order.js';

/** The tensor of a transform's weights; rearrangements and pooling have none. */
function weightsOf(transform: ModelTransform | null): TensorId | null {
  switch (transform?.type) {
    case 'dense':
    case 'sparse':
      return transform.weights;
    case 'scale':
      return transform.factors;
    case 'convolution':
    case 'convolutionTranspose':
      return transform.kernel;
    default:
      return null;
  }
}

/**
 * The tensors to train: weights of transforms, decoders and biases, unless a hint `trainable: false` freezes their object. A hint
 * `trainable: true` adds gains and encoders of an ensemble, or the value of a constant node. A tensor that is tied to a frozen object stays
 * frozen; whole numbers cannot be trained and stay as they are.
 */
export function trainableTensors(model: Model, { paths, connections }: Order, probes: readonly ModelProbe[]): readonly TensorId[] {
  const needed = new Set(paths);
  const trained = new Set<TensorId>();
  const frozen = new Set<TensorId>();
  const add = (path: string, byDefault: readonly (TensorId | null)[], onRequest: readonly (TensorId | null)[] = []): void => {
    const hint = model.hints[path]?.trainable;
    for (const id of [...byDefault, ...onRequest]) {
      if (id === null) continue;
      if (hint === false) frozen.add(id);
      else if (hint === true || byDefault.includes(id)) trained.add(id);
    }
  };
  for (const { path, record } of model.nodes) if (needed.has(path) && record.type === 'constant') add(path, [], [record.value]);
  for (const { path, bias, gain, encoders } of model.ensembles) if (needed.has(path)) add(path, [bias], [gain, encoders]);
  for (const { path, transform, decoders } of connections) add(path, [weightsOf(transform), decoders]);
  for (const { path, decoders } of probes) add(path, [decoders]);
  const real = (id: TensorId): boolean => ['float32', 'float64'].includes(model.tensors.get(id)?.dtype ?? '');
  return Array.from(trained).filter(id => !frozen.has(id) && real(id));
}
