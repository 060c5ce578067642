import { type BuiltinRef, ValidationError } from '@rheobase/core';
import type { FunctionRef, Model } from '../shape/model.js';

const isFunctionRef = (value: object): value is Exclude<FunctionRef, BuiltinRef> =>
  'type' in value && (value.type === 'host' || value.type === 'anonymous');

/** A model's records as plain JSON with sorted names: functions by reference, numbers that JSON lacks as texts. */
function plain(value: unknown, object: string): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : value) : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(item => plain(item, object));
  if (typeof value === 'object') {
    if (isFunctionRef(value)) {
      if (value.type === 'anonymous') {
        throw new ValidationError(
          `${object}: an anonymous function can be neither stored nor hashed; use hostFunction(name, version, fn) or builtin(name)`,
          {
            code: 'anonymous-function',
            object,
            allowed: 'hostFunction or builtin',
          },
        );
      }
      return { name: value.name, type: 'host', version: value.version };
    }
    const entries = Object.entries(value).filter(([name]) => name !== 'implementation');
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, item]) => [name, plain(item, object)]));
  }
  throw new ValidationError(`${object}: a ${typeof value} can be neither stored nor hashed`, { code: 'not-serialisable', object });
}

/** Hints are plain data already: nothing in them is a reference, and what JSON would change is refused. */
function plainHint(value: unknown, object: string): unknown {
  if (Array.isArray(value)) return value.map(item => plainHint(item, object));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, item]) => [name, plainHint(item, object)]));
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  throw new ValidationError(`${object}: hint value ${String(value)} can be neither stored nor hashed; hints are JSON data`, {
    code: 'not-serialisable',
    object,
    given: value,
    allowed: 'JSON data',
  });
}

/** Everything of a model but its tensors, as JSON text that is the same for equal models. */
export function plainText(model: Model): string {
  const objects = <T extends { readonly path: string }>(list: readonly T[]) => list.map(object => plain(object, object.path));
  return JSON.stringify({
    version: model.version,
    nodes: objects(model.nodes),
    ensembles: objects(model.ensembles),
    connections: objects(model.connections),
    probes: objects(model.probes),
    hints: plainHint(model.hints, 'hints'),
  });
}
