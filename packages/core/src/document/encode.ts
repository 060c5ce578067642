import { ValidationError } from '../errors.js';
import type { FunctionRecord } from '../functions/function.js';
import type { Json } from '../record/fields.js';
import { isTensor, type Tensor } from '../tensor.js';
import { tensorToJSON } from './tensor-json.js';

const isFunctionRecord = (value: object): value is FunctionRecord =>
  'type' in value && (value.type === 'host' || value.type === 'anonymous') && 'implementation' in value;

/** Writes records as JSON: tensors by reference into one table (so that ties survive), functions by name. */
export class Encoder {
  readonly #ids = new Map<Tensor, string>();

  /** @param object the path named when something cannot be written */
  value(value: unknown, object: string): Json {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value);
    if (Array.isArray(value)) return value.map(item => this.value(item, object));
    if (isTensor(value)) return { tensor: this.#id(value) };
    if (typeof value === 'object' && !ArrayBuffer.isView(value)) {
      if (isFunctionRecord(value)) return this.#function(value, object);
      // What a user defined is known by name and version; its implementation is handed in again.
      const entries = Object.entries(value).filter(([name]) => name !== 'implementation');
      return Object.fromEntries(entries.map(([name, item]) => [name, this.value(item, object)]));
    }
    throw new ValidationError(`${object}: a ${typeof value} cannot be written to a document`, { code: 'not-serialisable', object });
  }

  /** The table of tensors met so far. */
  tensors(): Json {
    return Object.fromEntries(Array.from(this.#ids, ([tensor, id]) => [id, tensorToJSON(tensor)]));
  }

  #id(tensor: Tensor): string {
    const known = this.#ids.get(tensor) ?? `t${this.#ids.size}`;
    this.#ids.set(tensor, known);
    return known;
  }

  #function(record: FunctionRecord, object: string): Json {
    if (record.type === 'host') return { type: 'host', name: record.name, version: record.version };
    if (record.type === 'builtin') return { ...record };
    throw new ValidationError(
      `${object}: an anonymous function cannot be written to a document; give it a name with hostFunction(name, version, fn) or use builtin(name)`,
      { code: 'anonymous-function', object, allowed: 'hostFunction or builtin' },
    );
  }
}
