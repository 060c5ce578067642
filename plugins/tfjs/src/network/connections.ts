import type { Model, ModelConnection } from '@rheobase/model';
import { gathered, multiplied, scattered } from './linear.js';
import type { Store } from './store.js';
import { transformOf } from './transforms.js';
import { found, type Read, times } from './values.js';

/** The value a connection carries, times a factor: pre slice, decoders, transform. */
export function carried(model: Model, { path, pre, decoders, transform, sizeOut }: ModelConnection, store: Store, factor = 1): Read {
  // What a decoded connection slices is in its decoders already.
  const places = pre.slice && decoders === null ? Int32Array.from(pre.slice) : null;
  const apply = transform ? transformOf(model, path, transform, store, factor) : null;
  const decoded = decoders === null ? 0 : (model.tensors.get(decoders)?.shape[0] ?? sizeOut);
  return values => {
    let flow = found(values.outputs, pre.path);
    if (places) flow = gathered(flow, places);
    if (decoders !== null) flow = multiplied(flow, store.read(decoders), decoded);
    return apply ? apply(flow) : times(flow, factor, store);
  };
}

/** What a connection adds to a port of so many elements. */
export function delivered(model: Model, connection: ModelConnection, store: Store, size: number, factor = 1): Read {
  const value = carried(model, connection, store, factor);
  const places = connection.post.slice ? Int32Array.from(connection.post.slice) : null;
  return places ? values => scattered(value(values), places, size) : value;
}
