import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { countsSteps, mapParameters } from '@rheobase/core';
import type { DecoderProblem, Model, ModelEnsemble } from '@rheobase/model';
import { biasOf, float64Of, gainOf, perNeuron } from '@rheobase/model';
import type { BuildLog } from '../build-report.js';

/**
 * Where solved decoders are kept from build to build, by key: a folder (`@rheobase/build/disk`), a map, a server. Keys are made of all
 * that decoders follow from, and what is read is checked, so that a store can make a build faster and never change what it gives.
 * Both are called while the build waits; an error of either is a note in the report.
 */
export interface DecoderStore {
  /** What was written under a key; null where there is nothing. */
  read(key: string): Uint8Array | null;
  write(key: string, bytes: Uint8Array): void;
}

/** Part of every key: to be raised whenever activities or solvers come to give other numbers. */
const VERSION = 'rheobase decoders 2';

const DIGEST = 32;

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

/** JSON in which every number keeps its bits. */
const exact = (value: unknown): string =>
  JSON.stringify(value, (_name, item) =>
    typeof item === 'number' && (Object.is(item, -0) || !Number.isFinite(item))
      ? { number: Object.is(item, -0) ? '-0' : String(item) }
      : item,
  );

const holdsFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && Object.values(value).some(holdsFunction));

/**
 * SHA-256 of all that the decoders of a problem follow from: solver, seed, targets, points, and everything of the ensemble that its activities
 * depend on. A solver of the user's own counts by name, version
 * and parameters; null if the activities follow from code of the user.
 */
export function decoderKey(
  model: Model,
  ensemble: ModelEnsemble,
  { solver, evalPoints, targets, seed }: DecoderProblem,
  dt: number,
): string | null {
  if (holdsFunction(ensemble.neuronType)) return null;
  const { implementation: _code, ...solving } = { implementation: undefined, ...solver };
  const { neurons, dimensions, radius, neuronType, encoders } = ensemble;
  const arrays = [float64Of(model, evalPoints), float64Of(model, targets), gainOf(model, ensemble), biasOf(model, ensemble)];
  if (encoders !== null) arrays.push(float64Of(model, encoders));
  const record = mapParameters(neuronType, value => {
    arrays.push(perNeuron(model, ensemble, value));
    return arrays.length;
  });
  const hash = sha256.create();
  const numbers = [VERSION, solving, seed, neurons, dimensions, radius, record, arrays.map(({ length }) => length)];
  hash.update(utf8ToBytes(exact(countsSteps(neuronType) ? [...numbers, dt] : numbers)));
  for (const array of arrays) hash.update(bytesOf(array));
  return bytesToHex(hash.digest());
}

/** Values with their digest in front, by which a damaged file is told. */
function packed(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(DIGEST + values.byteLength);
  bytes.set(sha256(bytesOf(values)));
  bytes.set(bytesOf(values), DIGEST);
  return bytes;
}

/** The values, or null where they are not whole or not as many as needed. */
function unpacked(bytes: Uint8Array, count: number): Float64Array | null {
  if (bytes.length !== DIGEST + count * Float64Array.BYTES_PER_ELEMENT) return null;
  const values = new Float64Array(count);
  bytesOf(values).set(bytes.subarray(DIGEST));
  const digest = sha256(bytesOf(values));
  return digest.every((byte, i) => byte === bytes[i]) ? values : null;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Decoders from the store under a key, else solved and written there. */
export function storedOr(key: string, count: number, store: DecoderStore, log: BuildLog, solve: () => Float64Array): Float64Array {
  try {
    const bytes = store.read(key);
    const known = bytes === null ? null : unpacked(bytes, count);
    if (known) {
      log.hits += 1;
      return known;
    }
  } catch (error) {
    log.note(`the decoder cache cannot be read: ${reason(error)}`);
  }
  const values = solve();
  log.misses += 1;
  try {
    store.write(key, packed(values));
  } catch (error) {
    log.note(`the decoder cache cannot be written: ${reason(error)}`);
  }
  return values;
}
