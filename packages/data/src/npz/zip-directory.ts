/**
 * What the directory of a zip file, and the header before each entry, say of it (APPNOTE.TXT 6.3, sections 4.3.7 to 4.4). Most is stored
 * twice, so that one can be checked against the other.
 */
export interface ZipRecord {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Bytes in the file, and after unpacking. */
  readonly packed: number;
  readonly size: number;
}

/** An entry as the directory has it. */
export interface ZipEntry extends ZipRecord {
  /** Where its header begins. */
  readonly at: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
/** What stands in place of a number that an extra field of zip64 holds. */
const ELSEWHERE = 0xffffffff;

const fault = (why: string): Error => new Error(why);

/** Numbers of a zip file, little-endian; what lies beyond its end is a fault. */
class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#bytes.length;
  }

  bytes(at: number, count: number): Uint8Array {
    if (!(at >= 0 && count >= 0 && at + count <= this.#bytes.length)) throw fault('it is cut short');
    return this.#bytes.subarray(at, at + count);
  }

  half(at: number): number {
    this.bytes(at, 2);
    return this.#view.getUint16(at, true);
  }

  word(at: number): number {
    this.bytes(at, 4);
    return this.#view.getUint32(at, true);
  }

  long(at: number): number {
    this.bytes(at, 8);
    const value = Number(this.#view.getBigUint64(at, true));
    if (!Number.isSafeInteger(value)) throw fault(`it announces ${value} bytes`);
    return value;
  }

  text(at: number, count: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(at, count));
    } catch {
      throw fault('it has a name that is no UTF-8');
    }
  }
}

/** Numbers of 64 bits in the extra field with id 1, for as many of those given as are elsewhere, in their order. */
function zip64(reader: Reader, at: number, length: number, numbers: readonly number[]): readonly number[] {
  if (!numbers.includes(ELSEWHERE)) return numbers;
  for (let field = at; field + 4 <= at + length; field += 4 + reader.half(field + 2)) {
    if (reader.half(field) !== 1) continue;
    let [next, end] = [field + 4, field + 4 + reader.half(field + 2)];
    return numbers.map(number => {
      if (number !== ELSEWHERE) return number;
      next += 8;
      if (next > end || end > at + length) throw fault('it lacks a size of 64 bits');
      return reader.long(next - 8);
    });
  }
  throw fault('it lacks a size of 64 bits');
}

interface Directory {
  readonly at: number;
  readonly size: number;
  readonly count: number;
}

/** The end record, which has to be the last thing in the file. */
function directoryOf(reader: Reader): Directory {
  for (let at = reader.length - 22; at >= Math.max(0, reader.length - 22 - 0xffff); at--) {
    if (reader.word(at) !== END || at + 22 + reader.half(at + 20) !== reader.length) continue;
    const [disk, first, here, count] = [reader.half(at + 4), reader.half(at + 6), reader.half(at + 8), reader.half(at + 10)];
    const plain = { at: reader.word(at + 16), size: reader.word(at + 12), count };
    if (at >= 20 && reader.word(at - 20) === LOCATOR64) return directory64(reader, at - 20);
    if (disk !== 0 || first !== 0 || here !== count) throw fault('it is one of several parts');
    if (plain.at + plain.size !== at) throw fault('its directory is not where it should be');
    return plain;
  }
  throw fault('it has no directory at its end: it is no zip file, or cut short');
}

function directory64(reader: Reader, locator: number): Directory {
  const at = reader.long(locator + 8);
  if (reader.word(at) !== END64) throw fault('its directory is not where it should be');
  const found = { at: reader.long(at + 48), size: reader.long(at + 40), count: reader.long(at + 32) };
  const parts = reader.word(at + 16) !== 0 || reader.word(at + 20) !== 0 || reader.long(at + 24) !== found.count;
  if (parts) throw fault('it is one of several parts');
  if (found.at + found.size !== at || at + 12 + reader.long(at + 4) !== locator) throw fault('its directory is not where it should be');
  return found;
}

/** The entries of a zip file as its directory lists them. */
export function zipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const reader = new Reader(bytes);
  const { at: begin, size, count } = directoryOf(reader);
  if (count * 46 > size) throw fault(`its directory has no room for ${count} entries`);
  const entries: ZipEntry[] = [];
  let at = begin;
  for (let k = 0; k < count; k++) {
    if (at + 46 > begin + size || reader.word(at) !== CENTRAL) throw fault(`entry ${k} of its directory is damaged`);
    const [nameLength, extraLength, commentLength] = [reader.half(at + 28), reader.half(at + 30), reader.half(at + 32)];
    if (reader.half(at + 34) !== 0) throw fault('it is one of several parts');
    const numbers = [reader.word(at + 24), reader.word(at + 20), reader.word(at + 42)];
    const [full = 0, packed = 0, header = 0] = zip64(reader, at + 46 + nameLength, extraLength, numbers);
    entries.push({
      name: reader.text(at + 46, nameLength),
      flags: reader.half(at + 8),
      method: reader.half(at + 10),
      crc: reader.word(at + 16),
      packed,
      size: full,
      at: header,
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  if (at !== begin + size) throw fault('its directory does not end where it should');
  for (const { name, at: header, packed } of entries)
    if (header + 30 + packed > begin) throw fault(`entry '${name}' runs into its directory`);
  return entries;
}

/** What the header before an entry says of it, and where its bytes begin. */
export function zipHeader(bytes: Uint8Array, at: number): ZipRecord & { readonly begin: number } {
  const reader = new Reader(bytes);
  if (reader.word(at) !== LOCAL) throw fault('its header is not where it should be');
  const [nameLength, extraLength] = [reader.half(at + 26), reader.half(at + 28)];
  const [size = 0, packed = 0] = zip64(reader, at + 30 + nameLength, extraLength, [reader.word(at + 22), reader.word(at + 18)]);
  return {
    name: reader.text(at + 30, nameLength),
    flags: reader.half(at + 6),
    method: reader.half(at + 8),
    crc: reader.word(at + 14),
    packed,
    size,
    begin: at + 30 + nameLength + extraLength,
  };
}
