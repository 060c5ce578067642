import type { Model, ModelProbe } from '@rheobase/model';
import { graphOf } from '@rheobase/model';
import { carried } from './connections.js';
import { gathered, multiplied } from './linear.js';
import type { Store } from './store.js';
import { found, type Read } from './values.js';

function targetOf(model: Model, { target }: ModelProbe, store: Store): Read {
  const connection = target.port === 'connection' ? graphOf(model).connections.get(target.path) : undefined;
  if (connection) return carried(model, connection, store);
  if (target.attribute === 'current') return values => found(values.currents, target.path);
  if (target.port === 'ensemble' && target.attribute === 'input') return values => found(values.represented, target.path);
  return values => found(values.outputs, target.path);
}

/** A probe's value, without its synapse. */
export function probed(model: Model, probe: ModelProbe, store: Store): Read {
  const { target, decoders, size } = probe;
  const read = targetOf(model, probe, store);
  if (decoders !== null) return values => multiplied(read(values), store.read(decoders), size);
  if (target.slice === null) return read;
  const places = Int32Array.from(target.slice);
  return values => gathered(read(values), places);
}
