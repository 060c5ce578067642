import { ImportError } from '@rheobase/core';
import { inflate } from './inflate.js';
import { type ZipEntry, zipDirectory, zipHeader } from './zip-directory.js';

const STORED = 0;
const DEFLATED = 8;
/** No byte of deflated data gives more (RFC 1951: two bits for each 258 bytes). */
const MOST_PER_BYTE = 1032;
/** Bytes of all entries together. */
const MOST_BYTES = 2 ** 32;

/** Flags that change what an entry's bytes mean: encrypted, sizes after the data, patched, strongly encrypted, name in UTF-8, masked header. */
const MEANINGFUL = 0x2869;
const ENCRYPTED = 0x2041;
const PATCHED = 0x20;
const SIZES_AFTER = 0x8;

const fault = (file: string, what: string): ImportError =>
  new ImportError(`${file}: ${what}`, { code: 'damaged-npz', object: file, allowed: 'a file of numpy.savez' });

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function inflated(packed: Uint8Array, size: number): Uint8Array {
  const { bytes, used } = inflate(packed, size);
  if (used !== packed.length) throw new Error(`${packed.length - used} bytes follow its end`);
  return bytes;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/** The checksum of zip files (CRC-32 of ISO 3309), an unsigned number of 32 bits. */
export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) rest = (TABLE[(rest ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}

/** What makes an entry unreadable or absurd, before any of it is unpacked; null where nothing does. */
function refusalOf({ flags, method, packed, size }: ZipEntry): string | null {
  if ((flags & ENCRYPTED) !== 0) return 'is encrypted; save it without a password';
  if ((flags & PATCHED) !== 0) return 'is a patch of another file';
  if (method !== STORED && method !== DEFLATED) return `is packed by method ${method}; stored (0) and deflated (8) are read`;
  if (method === STORED && packed !== size) return `announces ${size} bytes, but has ${packed}`;
  if (size > packed * MOST_PER_BYTE + MOST_PER_BYTE) return `announces ${size} bytes, more than its ${packed} can hold`;
  return null;
}

/** The bytes of an entry, checked against its sizes, name, kind and checksum. */
function contentOf(file: string, bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { name, flags, method, packed, size, crc } = entry;
  const wrong = (what: string): ImportError => fault(file, `entry '${name}' ${what}`);
  const refusal = refusalOf(entry);
  if (refusal !== null) throw wrong(refusal);
  const header = zipHeader(bytes, entry.at);
  if (header.name !== name) throw wrong(`has another name in its header, '${header.name}'`);
  if (header.method !== method || ((header.flags ^ flags) & MEANINGFUL) !== 0) throw wrong('is of another kind by its header');
  const after = (flags & SIZES_AFTER) !== 0;
  if (!after && (header.crc !== crc || header.size !== size || header.packed !== packed))
    throw wrong('has another size or checksum in its header');
  if (header.begin + packed > bytes.length) throw wrong('is cut short');
  const data = bytes.subarray(header.begin, header.begin + packed);
  let content: Uint8Array;
  try {
    content = method === STORED ? data : inflated(data, size);
  } catch (error) {
    throw wrong(`is damaged: ${reason(error)}`);
  }
  if (content.length !== size) throw wrong(`announces ${size} bytes, but has ${content.length}`);
  if (crc32(content) !== crc) throw wrong('is damaged: its checksum is another');
  return content;
}

/** Refuses entries that share bytes: few bytes could pass for many. */
function checkApart(file: string, bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { name, at, packed } of entries.toSorted((a, b) => a.at - b.at)) {
    if (at < end) throw fault(file, `entry '${name}' overlaps the one before it`);
    end = zipHeader(bytes, at).begin + packed;
  }
}

/**
 * The entries of a zip file, stored or deflated, by name. Checksums, names, sizes and kinds are compared with each other; `ImportError` names the
 * file, the entry and what is wrong: another checksum, a size that is not met, a name that comes twice, encryption, an unknown method, an end
 * that is missing.
 */
export function unzip(file: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let entries: readonly ZipEntry[];
  try {
    entries = zipDirectory(bytes);
  } catch (error) {
    throw new ImportError(`${file} is not an .npz file: ${reason(error)}`, {
      code: 'invalid-npz',
      object: file,
      allowed: 'a file of numpy.savez',
    });
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_BYTES) throw fault(file, `its arrays have ${total} bytes unpacked; ${MOST_BYTES} at most are read`);
  const contents = new Map<string, Uint8Array>();
  try {
    checkApart(file, bytes, entries);
    for (const entry of entries) {
      if (contents.has(entry.name)) throw fault(file, `entry '${entry.name}' is there twice`);
      contents.set(entry.name, contentOf(file, bytes, entry));
    }
  } catch (error) {
    throw error instanceof ImportError ? error : fault(file, reason(error));
  }
  return contents;
}
