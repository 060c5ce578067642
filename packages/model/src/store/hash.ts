import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Model } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { plainText } from './plain.js';

/** SHA-256 of a model's content: equal for equal models on every machine and engine. An anonymous function is refused by name. */
export function hashModel(model: Model): string {
  needModel('hashModel', model);
  const hash = sha256.create();
  hash.update(utf8ToBytes(plainText(model)));
  const ids = Array.from(model.tensors.keys()).sort();
  for (const id of ids) {
    const tensor = model.tensors.get(id);
    if (!tensor) continue;
    const { dtype, shape, data } = tensor;
    hash.update(utf8ToBytes(JSON.stringify([id, dtype, shape])));
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return bytesToHex(hash.digest());
}
