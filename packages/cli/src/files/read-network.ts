import { build } from '@rheobase/build';
import { ImportError, type Network, networkFromJSON } from '@rheobase/core';
import { type Model, modelFromBytes } from '@rheobase/model';
import type { Code } from './read-code.js';
import { bytesOf } from './read-file.js';

/** A file of rheobase: a Model as `.safetensors`, or a Network document as JSON. */
export type Stored = { readonly kind: 'model'; readonly model: Model } | { readonly kind: 'network'; readonly network: Network };

/** A .safetensors file begins with the length of its header, which begins with a brace. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 9 || bytes[8] !== 0x7b) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return length <= BigInt(bytes.length - 8);
}

function parsed(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ImportError(`${file} is neither a Model (.safetensors) nor a Network document (JSON): ${why}`, {
      code: 'unknown-format',
      object: file,
      allowed: 'a Model or a Network document',
    });
  }
}

/** Reads a Model or a Network document, whichever the file holds. */
export function readStored(file: string, code: Code): Stored {
  const bytes = bytesOf(file);
  if (isSafetensors(bytes)) return { kind: 'model', model: modelFromBytes(bytes) };
  return { kind: 'network', network: networkFromJSON(parsed(file, bytes), code) };
}

/** The Model in a file; a Network document is built first, for steps of `dt` seconds. */
export async function readModel(file: string, code: Code, dt: number): Promise<Model> {
  const stored = readStored(file, code);
  return stored.kind === 'model' ? stored.model : build(stored.network, { dt });
}
