import { type Model, type ModelTransform, type TensorId, tensorOf } from '@rheobase/model';
import { convolved, entered, gathered, multiplied, scaled, scaledParameter } from './linear.js';
import type { Flow } from './operation.js';
import type { Store } from './store.js';
import { times } from './values.js';
import { channelOrders, entryList, geometryOf, groupedList } from './windows.js';

/** A transform prepared: what it needs is worked out once. */
export type Apply = (x: Flow) => Flow;

/** Reads weights by id, flat. */
type Weights = (id: TensorId) => Flow;

function convolution(model: Model, transform: Extract<ModelTransform, { type: 'convolution' }>, weights: Weights): Apply {
  if (transform.groups > 1) {
    const list = groupedList(model, transform);
    return x => entered(x, weights(transform.kernel), list);
  }
  const geometry = geometryOf(transform);
  if (transform.channelsLast) return x => convolved(x, weights(transform.kernel), geometry);
  const { toLast } = channelOrders(transform.inputShape);
  const { toFirst } = channelOrders(transform.outputShape);
  return x => gathered(convolved(gathered(x, toLast), weights(transform.kernel), geometry), toFirst);
}

/**
 * The linear map of a connection, on (batch, size), times a factor: a gain that is the same for all neurons is cheaper applied to a few
 * weights than to all currents.
 */
export function transformOf(model: Model, path: string, transform: ModelTransform, store: Store, factor: number): Apply {
  const weights: Weights = id => (factor === 1 ? store.read(id) : scaledParameter(store.read(id), store.number(factor)));
  switch (transform.type) {
    case 'dense':
      return x => multiplied(x, weights(transform.weights), transform.sizeOut);
    case 'scale':
      return x => scaled(x, weights(transform.factors));
    case 'indices': {
      const places = Int32Array.from(tensorOf(model, transform.indices).data);
      return x => times(gathered(x, places), factor, store);
    }
    case 'sparse': {
      const { list } = entryList(model, transform);
      return x => entered(x, weights(transform.weights), list);
    }
    case 'pooling': {
      const { list, values } = entryList(model, transform);
      return x =>
        entered(
          x,
          store.constant(`${path} pooling times ${factor}`, () => Float32Array.from(values, value => value * factor)),
          list,
        );
    }
    case 'convolution':
      return convolution(model, transform, weights);
    case 'convolutionTranspose': {
      const list = groupedList(model, transform);
      return x => entered(x, weights(transform.kernel), list);
    }
  }
}
