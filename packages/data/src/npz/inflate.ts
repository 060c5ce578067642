/** Extra bits of each length code from 257 on, and of each distance code (RFC 1951, section 3.2.5). */
const LENGTH_BITS = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0);
const DISTANCE_BITS = Uint8Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1));
/** Order in which the lengths of the codes for code lengths are stored. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;
const LONGEST = 15;

/** The least value of each code: the one before plus the range of its extra bits. */
function bases(first: number, bits: Uint8Array): Uint16Array {
  let next = first;
  return Uint16Array.from(bits, count => {
    next += 2 ** count;
    return next - 2 ** count;
  });
}
/** The last length code means 258, not 259. */
const LENGTHS = Uint16Array.of(...bases(3, LENGTH_BITS).subarray(0, 28), 258);
const DISTANCES = bases(1, DISTANCE_BITS);

/** A prefix code: by the next `bits` bits, the symbol times 16 plus the length of its code; 0 if no code begins so. */
interface PrefixCode {
  readonly bits: number;
  readonly table: Uint16Array;
}

function prefixCode(lengths: Uint8Array): PrefixCode {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const next = new Uint16Array(LONGEST + 2);
  let free = 1;
  for (let length = 1; length <= LONGEST; length++) {
    free = 2 * free - (counts[length] ?? 0);
    if (free < 0) throw new Error('it has more codes than its lengths allow');
    next[length + 1] = ((next[length] ?? 0) + (counts[length] ?? 0)) << 1;
  }
  const bits = lengths.reduce((most, length) => Math.max(most, length), 0);
  const table = new Uint16Array(2 ** bits);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    let start = 0;
    for (let bit = 0; bit < length; bit++) start |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let at = start; at < table.length; at += 2 ** length) table[at] = (symbol << 4) | length;
  }
  return { bits, table };
}

/** Bits of deflated data, lowest first. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes of which at least one bit was read. */
  get used(): number {
    return this.#at - (this.#count >> 3);
  }

  /** The next `count` bits, at most 15, still unread; zeros follow the end. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#held |= (this.#bytes[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    return this.#held & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#held >>>= count;
    this.#count -= count;
    if (this.used > this.#bytes.length) throw new Error('it ends early');
  }

  take(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  symbol({ bits, table }: PrefixCode): number {
    const entry = table[this.peek(bits)] ?? 0;
    if (entry === 0) throw new Error('it has an unknown code');
    this.skip(entry & 15);
    return entry >> 4;
  }

  /** The next `length` bytes from the next whole byte on. */
  bytes(length: number): Uint8Array {
    const from = this.used;
    if (from + length > this.#bytes.length) throw new Error('it ends early');
    [this.#at, this.#held, this.#count] = [from + length, 0, 0];
    return this.#bytes.subarray(from, from + length);
  }
}

interface Codes {
  readonly literals: PrefixCode;
  readonly distances: PrefixCode;
}

const FIXED: Codes = {
  literals: prefixCode(Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))),
  distances: prefixCode(new Uint8Array(30).fill(5)),
};

function dynamicCodes(reader: BitReader): Codes {
  const [literals, distances, count] = [reader.take(5) + 257, reader.take(5) + 1, reader.take(4) + 4];
  const own = new Uint8Array(ORDER.length);
  for (const symbol of ORDER.slice(0, count)) own[symbol] = reader.take(3);
  const code = prefixCode(own);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = reader.symbol(code);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Error('it repeats a length before the first');
    const times = symbol === 16 ? 3 + reader.take(2) : symbol === 17 ? 3 + reader.take(3) : 11 + reader.take(7);
    if (at + times > lengths.length) throw new Error('it has more code lengths than it announces');
    lengths.fill(symbol === 16 ? (lengths[at - 1] ?? 0) : 0, at, at + times);
    at += times;
  }
  return { literals: prefixCode(lengths.subarray(0, literals)), distances: prefixCode(lengths.subarray(literals)) };
}

/**
 * Unpacks deflated data (RFC 1951) of at most `size` bytes. Gives the bytes and how much of `packed` they took: unlike other inflaters, it
 * never makes room for more than is expected, and shows what follows the end. An `Error` says what is wrong with the data.
 */
export function inflate(packed: Uint8Array, size: number): { readonly bytes: Uint8Array; readonly used: number } {
  const reader = new BitReader(packed);
  const bytes = new Uint8Array(size);
  let at = 0;
  const room = (length: number): void => {
    if (at + length > size) throw new Error(`it has more than ${size} bytes`);
  };
  const compressed = ({ literals, distances }: Codes): void => {
    for (;;) {
      const symbol = reader.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        room(1);
        bytes[at++] = symbol;
        continue;
      }
      const length = (LENGTHS[symbol - 257] ?? Number.NaN) + reader.take(LENGTH_BITS[symbol - 257] ?? 0);
      const code = reader.symbol(distances);
      const distance = (DISTANCES[code] ?? Number.NaN) + reader.take(DISTANCE_BITS[code] ?? 0);
      if (!(length > 0 && distance <= at)) throw new Error('it refers to bytes before its begin');
      room(length);
      for (const end = at + length; at < end; at++) bytes[at] = bytes[at - distance] ?? 0;
    }
  };
  for (let last = 0; last === 0; ) {
    last = reader.take(1);
    const kind = reader.take(2);
    if (kind === 3) throw new Error('it has a block of an unknown kind');
    if (kind === 0) {
      const [low = 0, high = 0, lowCheck = 0, highCheck = 0] = reader.bytes(4);
      if ((low ^ lowCheck) !== 0xff || (high ^ highCheck) !== 0xff) throw new Error('it has a block of an unsure length');
      const stored = reader.bytes(low | (high << 8));
      room(stored.length);
      bytes.set(stored, at);
      at += stored.length;
    } else compressed(kind === 1 ? FIXED : dynamicCodes(reader));
  }
  return { bytes: bytes.subarray(0, at), used: reader.used };
}
